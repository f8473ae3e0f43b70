"""A change of several words as changes of those words that differ, so that each can keep its own look."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

Change = tuple[int, int, str]
"""``text[start:end]`` turned into the string."""

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
# Words that begin alike are one word in two forms: «приказа», «приказу».
_ALIKE = 4


def word_by_word(text: str, change: Change) -> list[Change]:
    """Changes, in order and none overlapping, that together do to ``text`` what ``change`` does."""
    start, end, new = change
    was, now = _WORDS.findall(text[start:end]), _WORDS.findall(new)
    finer: list[Change] = []
    at = start
    for old, fresh in _pairs(was, now):
        length = sum(map(len, old))
        if old != fresh:
            finer.append((at, at + length, "".join(fresh)))
        at += length
    return finer


def _pairs(was: list[str], now: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """What stands in the place of what: words in two forms one by one, the rest in stretches."""
    alike = SequenceMatcher(str.isspace, _beginnings(was), _beginnings(now), autojunk=False)
    for kind, first, last, left, right in alike.get_opcodes():
        if kind == "equal":
            yield from (([old], [fresh]) for old, fresh in zip(was[first:last], now[left:right], strict=True))
        else:
            yield was[first:last], now[left:right]


def _beginnings(words: list[str]) -> list[str]:
    return [word[:_ALIKE].casefold() for word in words]
