"""The lists of rules/words/: how each is read, and which rules ask it. One table for all that change or show lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from letterkit.checks.families.abbreviation.checks import abbreviations
from letterkit.checks.families.law.act_list import known_acts
from letterkit.checks.families.length.words import read_length_words
from letterkit.checks.families.tone.checks import requests
from letterkit.checks.government import governors
from letterkit.checks.kinds import PhraseEntry
from letterkit.checks.plain_verbs import plain_verbs, sections
from letterkit.checks.question_nests import nests
from letterkit.checks.verb_pairs import listed_pairs
from letterkit.checks.word_list import word_list
from letterkit.core.errors import RuleError
from letterkit.language.lexicon import listed_mistakes, listed_words
from letterkit.word_lists import WordList


@dataclass(frozen=True, slots=True)
class ListKind:
    """``read`` raises RuleError with the line that it cannot read; ``askers`` are rules or whole families.

    ``parted``: several words stand in a line, with this between them, and one of them can be taken out. ``sectioned``:
    lines stand under [sections]; in those of ``whole`` a line is a whole that is not parted. ``notes``: what is to be
    put in the place of an entry is told. ``keyed``: a line of the same words takes the place of another. ``first``: of
    two lines for one place the first is heard.
    """

    read: Callable[[WordList], object]
    askers: frozenset[str]
    parted: str = ""
    sectioned: bool = False
    whole: frozenset[str] = frozenset()
    notes: bool = False
    keyed: bool = True
    first: bool = False

    def asks(self, code: str) -> bool:
        """Whether the rule ``code`` looks into the list."""
        return code in self.askers or code.split(".", 1)[0] in self.askers


def _pairs(file: WordList) -> None:
    """The pairs of ``file`` as entries of their rule, whose phrases can be read."""
    for number, line, entries in listed_pairs(file):
        try:
            for entry in entries:
                PhraseEntry.model_validate(entry)
        except ValueError as fault:
            raise RuleError("words.line", file=str(file), line=number, text=line) from fault


# What is said of words that are in neither dictionary, or in a list of ours.
_SPELLING = tuple(f"spelling.{name}" for name in ("unknown-word", "mistaken-word", "misplaced-word", "word"))


def _terms(*askers: str) -> ListKind:
    """A list of the kind ``wordlist``; what it names is no rare word besides."""
    return ListKind(word_list, frozenset(("jargon.rare", *askers)), notes=True, first=True)


def _plain(read: Callable[[WordList], object], *askers: str) -> ListKind:
    return ListKind(read, frozenset(askers))


LISTS: Mapping[str, ListKind] = MappingProxyType(
    {
        "abbreviations.txt": _plain(abbreviations, "abbreviation"),
        "acts.txt": ListKind(known_acts, frozenset({"law"}), keyed=False),
        "borrowed.txt": _terms("foreign.borrowed", "foreign.compound", "foreign.recent", *_SPELLING),
        "colloquial.txt": _terms("tone.colloquial"),
        "dictionary.txt": _plain(listed_words, *_SPELLING),
        "foreign.txt": _terms("foreign.has-russian", *_SPELLING),
        "government.txt": ListKind(governors, frozenset({"grammar.governed"}), first=True),
        "jargon.txt": _terms("jargon.unexplained", *_SPELLING),
        "latin.txt": ListKind(word_list, frozenset({"foreign.latin"}), notes=True, first=True),
        "length.txt": ListKind(read_length_words, frozenset({"length"}), sectioned=True),
        "mistaken.txt": _plain(listed_mistakes, *_SPELLING),
        "officialese.txt": ListKind(
            plain_verbs,
            frozenset({"officialese"}),
            parted=" ",
            sectioned=True,
            whole=frozenset({"признаки", "пары"}),
        ),
        "readability.txt": ListKind(sections, frozenset({"readability"}), parted=" ", sectioned=True),
        "requests.txt": ListKind(requests, frozenset({"tone.order"}), parted=","),
        "synonyms.txt": ListKind(nests, frozenset({"questions", "title"}), keyed=False),
        "unlikely.txt": _plain(listed_words, *_SPELLING),
        "verb-and-noun.txt": ListKind(_pairs, frozenset({"officialese.verb-and-noun"}), first=True),
        "word-parts.txt": ListKind(
            word_list, frozenset(("foreign.compound", "foreign.recent")), notes=True, first=True
        ),
    }
)

OWN_LIST = ListKind(word_list, frozenset(), notes=True, first=True)
"""A list that a body has made for a rule of its own: of the kind ``wordlist``."""


def kind_of(name: str) -> ListKind:
    """How the list ``name`` is read."""
    return LISTS.get(name, OWN_LIST)
