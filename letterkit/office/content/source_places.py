"""Where in a reply text stands what was found in a letter made of it: in its own words, or in a field."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from jinja2 import meta

from letterkit.compose.sandbox import sandbox
from letterkit.compose.typography import plain

_WORD = re.compile(r"\w+|[^\w\s]")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """``source[start:end]``; ``fields`` are the names that its tags print, where the words come from a field."""

    start: int
    end: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    key: str


class SourcePlaces:
    """Leads from ``letter[begin:end]``, the text of a letter that was made of ``source`` (Jinja), to ``source``.

    Words are matched in order, for branches may be left out and fields hold anything.
    """

    def __init__(self, letter: str, source: str, begin: int = 0, end: int | None = None) -> None:
        self._source = source
        self._tags = [match.span() for match in TAG.finditer(source)]
        own = list(_words(_without(source, self._tags)))
        printed = list(_words(letter[: len(letter) if end is None else end], begin))
        self._ends = [word.end for word in printed]
        self._starts = [word.start for word in printed]
        self._source_of: list[_Word | None] = [None] * len(printed)
        keys, others = ([word.key for word in words] for words in (own, printed))
        for block in SequenceMatcher(None, keys, others, autojunk=False).get_matching_blocks():
            for step in range(block.size):
                self._source_of[block.b + step] = own[block.a + step]

    def span(self, start: int | None, end: int | None) -> SourceSpan | None:
        """Where ``letter[start:end]`` comes from; None for what neither the words nor a field of the text have made."""
        if start is None or end is None:
            return None
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, max(end, start + 1))
        if first >= last:
            return None
        places = [word for word in self._source_of[first:last] if word is not None]
        if len(places) == last - first:
            return SourceSpan(min(place.start for place in places), max(place.end for place in places))
        return self._of_field(first, last)

    def _of_field(self, first: int, last: int) -> SourceSpan | None:
        """The tags that print, between the words of the text that stand around ``first`` to ``last``."""
        before = next((word.end for word in reversed(self._source_of[:first]) if word is not None), 0)
        after = next((word.start for word in self._source_of[last:] if word is not None), len(self._source))
        printing = [
            (start, end)
            for start, end in self._tags
            if before <= start and end <= after and self._source.startswith("{{", start)
        ]
        if not printing:
            return None
        names = dict.fromkeys(name for start, end in printing for name in _names(self._source[start:end]))
        return SourceSpan(printing[0][0], printing[-1][1], tuple(names))


def _words(text: str, begin: int = 0) -> Iterator[_Word]:
    for match in _WORD.finditer(text, begin):
        yield _Word(match.start(), match.end(), plain(match[0]).casefold().replace("ё", "е"))


def _without(source: str, tags: Sequence[tuple[int, int]]) -> str:
    """``source`` of the same length, blank where its tags stand."""
    letters = list(source)
    for start, end in tags:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _names(tag: str) -> list[str]:
    return sorted(meta.find_undeclared_variables(sandbox().parse(tag)))
