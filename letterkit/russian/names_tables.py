"""Tables of names that grammar alone does not decide; the text files beside this module hold them."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from letterkit.core.people import Case, Gender

OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)


class NamePart(StrEnum):
    """What part of a person's full name a word is; ``FULL`` is all of it."""

    FULL = "full"
    SURNAME = "surname"
    NAME = "name"
    PATRONYMIC = "patronymic"


@dataclass(frozen=True, slots=True)
class Ending:
    """Cut ``cut`` letters off, add ``added`` (one for each of OBLIQUE); ``added`` empty: the word does not change."""

    cut: int
    added: tuple[str, ...]

    def form(self, word: str, case: Case) -> str:
        """``word`` in ``case``."""
        if case is Case.NOMINATIVE or not self.added:
            return word
        return word[: len(word) - self.cut] + self.added[OBLIQUE.index(case)]


UNCHANGED = Ending(0, ())
Key = tuple[NamePart, Gender]


def rows(file: str) -> list[list[str]]:
    """The words of each line of a table; ``#`` begins a remark."""
    text = files("letterkit.russian").joinpath("data", file).read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].split() for line in text.splitlines())
    return [line for line in lines if line]


@lru_cache(maxsize=1)
def exceptions() -> dict[Key, dict[str, Ending]]:
    """Whole words that decline in a way of their own."""
    return _declensions("name_exceptions.txt")


@lru_cache(maxsize=1)
def endings() -> dict[Key, dict[str, Ending]]:
    """Ends of words that decline in a way of their own; the longest that fits holds."""
    return _declensions("name_endings.txt")


@lru_cache(maxsize=1)
def lists() -> dict[str, frozenset[str]]:
    """Named lists of words: first parts that stay, ambiguous names, foreign surnames on -ин …"""
    found: dict[str, set[str]] = {}
    for heading, *words in rows("name_lists.txt"):
        found.setdefault(heading, set()).update(words)
    return {heading: frozenset(words) for heading, words in found.items()}


def _declensions(file: str) -> dict[Key, dict[str, Ending]]:
    """``part gender pattern words…``: pattern is ``=`` (stays) or ``-2:а,у,а,ом,е`` (cut two letters, add)."""
    table: dict[Key, dict[str, Ending]] = {}
    for part, gender, pattern, *words in rows(file):
        ending = UNCHANGED
        if pattern != "=":
            cut, added = pattern.split(":")
            ending = Ending(abs(int(cut)), tuple("" if one == "0" else one for one in added.split(",")))
        genders = tuple(Gender) if gender == "any" else (Gender(gender),)
        for key in ((NamePart(part), one) for one in genders):
            for word in words:
                table.setdefault(key, {})[word] = ending
    return table
