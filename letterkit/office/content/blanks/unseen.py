"""Values that are printed and not seen: in the colour of the paper, too small to read, cut, laid on other words."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from letterkit.core.page import PageFacts
from letterkit.pages.visible import LEAST_CONTRAST, SeenWord, seen_pages

LEAST_PT = 6.0
"""Smaller type is read with a glass only."""
LEAST_WIDE = 0.85
LEAST_HIGH_EM = 0.5
"""Of a word found nowhere else, whose letters reach up or down: whole they take two thirds of the size of the type."""
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Unseen:
    """What keeps a value on ``page`` (1-based) from being read: a wording code and what its sentence needs."""

    code: str
    page: int
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Standing:
    """A value as it stands on a page: the numbers of its words there."""

    page: int
    words: range


class Paper:
    """A letter filled with words found nowhere else, as ``pdf`` prints it; ``values`` are these words by their field.

    Raises LetterFileError as ``pages.visible.seen_pages``.
    """

    def __init__(self, pdf: bytes, facts: PageFacts, values: Mapping[str, Sequence[str]]) -> None:
        self._pages = [page.words for page in facts.pages]
        self._seen = seen_pages(pdf, facts)
        self._letters = [_Letters([word.text for word in words]) for words in self._pages]
        self._values = values

    def pages(self, value: str) -> list[int]:
        """Pages (1-based) that print ``value``, seen or not."""
        return sorted({one.page + 1 for one in self._standing(value)})

    def unseen(self, value: str) -> Unseen | None:
        """Why a reader does not get ``value`` wherever it stands, or where other words stand on it; None for no reason.

        It is for ``pages`` to tell that it stands nowhere.
        """
        found = self._standing(value)
        faults = [self._unread(one) for one in found]
        if found and all(faults):
            return faults[0]
        return next((crossed for one in found if (crossed := self._crossing(one))), None)

    def _standing(self, value: str) -> list[_Standing]:
        return [
            _Standing(page, words)
            for page, letters in enumerate(self._letters)
            for words in letters.find(value.casefold())
        ]

    def _unread(self, at: _Standing) -> Unseen | None:
        words = [self._seen[at.page].words[number] for number in at.words]
        size = min((one.word.size_pt for one in words if one.word.size_pt), default=LEAST_PT)
        if size < LEAST_PT:
            return Unseen("blank.value-tiny", at.page + 1, {"size": size, "least": LEAST_PT})
        if any(_is_cut(one) for one in words):
            return Unseen("blank.value-cut", at.page + 1, {})
        if min(one.contrast for one in words) < LEAST_CONTRAST:
            return Unseen("blank.value-faint", at.page + 1, {})
        return None

    def _crossing(self, at: _Standing) -> Unseen | None:
        met = {other for one, other in self._seen[at.page].crossings if one in at.words}
        told = self._name(at, sorted(met - set(at.words)))
        return Unseen("blank.value-overlapped", at.page + 1, {"words": told}) if told else None

    def _name(self, at: _Standing, numbers: Sequence[int]) -> str:
        """The words ``numbers``, met by those at ``at``: fields by their labels, then what is typed as it is."""
        fields, words = self._fields[at.page], self._pages[at.page]
        own = fields.get(at.words[0])
        labels = dict.fromkeys(fields[number] for number in numbers if number in fields)
        names = ["соседние строки" if label == own else label for label in labels]
        typed = [words[number].text for number in numbers if number not in fields]
        if typed:
            more = "…" if len(typed) > _MOST_WORDS else ""
            names.append(f"«{' '.join(typed[:_MOST_WORDS])}{more}»")
        return ", ".join(names)

    @cached_property
    def _fields(self) -> list[dict[int, str]]:
        owned: list[dict[int, str]] = [{} for _ in self._pages]
        for label, values in self._values.items():
            for value in values:
                for one in self._standing(value):
                    owned[one.page].update(dict.fromkeys(one.words, label))
        return owned


class _Letters:
    """The letters of a page without white; a value may be cut between words at a hyphen."""

    def __init__(self, words: Sequence[str]) -> None:
        folded = ["".join(word.split()).casefold() for word in words]
        self._text = "".join(folded)
        self._ends = list(accumulate(map(len, folded)))

    def find(self, value: str) -> Iterator[range]:
        """The numbers of the words in which ``value`` stands, each time."""
        at = self._text.find(value)
        while at >= 0:
            first, last = bisect_right(self._ends, at), bisect_right(self._ends, at + len(value) - 1)
            yield range(first, last + 1)
            at = self._text.find(value, at + 1)


def _is_cut(one: SeenWord) -> bool:
    """Nothing at all is another matter: its colour, or a figure laid over it."""
    if one.wide < LEAST_WIDE:
        return one.contrast > 1
    return one.high_em is not None and one.high_em < LEAST_HIGH_EM
