"""Verbal nouns and the verbs that say the same: rules/words/officialese.txt, read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from letterkit.checks.noun_phrase import CASES
from letterkit.checks.tokens import fold_word
from letterkit.core.errors import BadValue, RuleError
from letterkit.word_lists import WordList, list_lines

_SECTIONS = {
    "глаголы": "verbs",
    "обычные глаголы": "mild_verbs",
    "глаголы при работах": "work_verbs",
    "работы": "works",
    "пустые существительные": "nouns",
    "обычные существительные": "mild_nouns",
    "признаки": "adverbs",
    "указатели": "pointers",
    "не сведения": "no_data",
    "пары": "plain",
}


@dataclass(frozen=True, slots=True)
class Government:
    """What follows a word: a preposition (or none) and a case of OpenCorpora; ``nouns`` are the only ones, if any."""

    preposition: str
    case: str
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlainVerb:
    """``imperfective`` and ``perfective`` say what a verbal noun says; ``objects`` pairs its object with theirs.

    ``alone``: the verbs need no object.
    """

    imperfective: str
    perfective: str
    objects: tuple[tuple[Government, Government], ...]
    alone: bool = False


@dataclass
class PlainVerbs:
    """The list: lemmas with «е» for «ё»; ``adverbs`` gives an empty string for a word that says nothing."""

    verbs: set[str] = field(default_factory=set)
    mild_verbs: set[str] = field(default_factory=set)
    work_verbs: set[str] = field(default_factory=set)
    works: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    mild_nouns: set[str] = field(default_factory=set)
    pointers: set[str] = field(default_factory=set)
    no_data: set[str] = field(default_factory=set)
    adverbs: dict[str, str] = field(default_factory=dict)
    plain: dict[str, PlainVerb] = field(default_factory=dict)

    @cached_property
    def all_verbs(self) -> frozenset[str]:
        return frozenset(self.verbs | self.mild_verbs | self.work_verbs)

    @cached_property
    def all_nouns(self) -> frozenset[str]:
        return frozenset(self.nouns | self.mild_nouns)


@lru_cache(maxsize=8)
def plain_verbs(path: WordList) -> PlainVerbs:
    """The list at ``path``; raises RuleError ``words.line`` with file and line."""
    read = PlainVerbs()
    for number, section, line in _lines(path):
        try:
            _take(read, _SECTIONS[section], line)
        except (KeyError, ValueError) as fault:
            raise RuleError("words.line", file=str(path), line=number, text=line) from fault
    return read


@lru_cache(maxsize=8)
def sections(path: WordList) -> Mapping[str, frozenset[str]]:
    """Plain lists of words under [titles], «ё» as it is written; for files without pairs."""
    words: dict[str, set[str]] = {}
    for _, section, line in _lines(path):
        words.setdefault(section, set()).update(line.split())
    return {section: frozenset(listed) for section, listed in words.items()}


def _lines(path: WordList) -> Iterator[tuple[int, str, str]]:
    """(number, section, line) of every line that says something."""
    section = ""
    for number, line in list_lines(path):
        if line.startswith("["):
            section = line.strip("[]")
        else:
            yield number, section, line


def _take(read: PlainVerbs, section: str, line: str) -> None:
    if section == "adverbs":
        adjective, mark, adverb = (piece.strip() for piece in line.partition(">"))
        if not mark:
            raise BadValue("list.unreadable-line")
        read.adverbs[fold_word(adjective)] = adverb
    elif section == "plain":
        noun, _, meaning = (piece.strip() for piece in line.partition("="))
        verbs, _, objects = (piece.strip() for piece in meaning.partition("|"))
        imperfective, perfective = (piece.strip() for piece in verbs.split(","))
        written = [piece.strip() for piece in objects.split(",") if piece.strip()]
        pairs = tuple(_pair(piece) for piece in written if piece != "–")
        alone = "–" in written
        if not pairs and not alone:
            pairs = (_pair("gent"),)
        read.plain[fold_word(noun)] = PlainVerb(imperfective, perfective, pairs, alone)
    else:
        chosen: set[str] = getattr(read, section)
        chosen.update(fold_word(word) for word in line.split())


def _pair(written: str) -> tuple[Government, Government]:
    before, _, after = (piece.strip() for piece in written.partition(">"))
    return _government(before), _government(after or "accs")


def _government(written: str) -> Government:
    asked, _, nouns = written.partition("(")
    *preposition, case = asked.split()
    if case not in CASES or len(preposition) > 1:
        raise BadValue("list.unreadable-line")
    return Government("".join(preposition), case, frozenset(map(fold_word, nouns.rstrip(")").split())))
