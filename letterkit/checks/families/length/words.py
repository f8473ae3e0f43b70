"""Turns that tell what is superfluous in a long letter: rules/words/length.txt, read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from letterkit.checks.phrase import Phrase, PhraseSet, phrase
from letterkit.checks.tokens import fold_word
from letterkit.core.errors import RuleError
from letterkit.russian import morph
from letterkit.word_lists import WordList, words_file, words_text

_LINKS = "связки"


@dataclass(frozen=True, slots=True)
class LengthWords:
    """``turns`` by the title of their section; ``links`` are lemmas and forms that add no meaning to a sentence."""

    turns: Mapping[str, PhraseSet]
    links: frozenset[str]


def length_words() -> LengthWords:
    """The list in force; raises RuleError ``words.line`` with file and line."""
    return read_length_words(words_file("length.txt"))


@lru_cache(maxsize=4)
def read_length_words(path: WordList) -> LengthWords:
    """The list at ``path``; raises RuleError ``words.line`` with file and line."""
    turns: dict[str, list[Phrase]] = {}
    links: set[str] = set()
    for number, section, line in _lines(path):
        if section == _LINKS:
            links.update(lemma for word in line.split() for lemma in _all_of(word))
            continue
        try:
            turns.setdefault(section, []).append(phrase(line))
        except ValueError as fault:
            raise RuleError("words.line", file=str(path), line=number, text=line) from fault
    return LengthWords({section: PhraseSet(listed) for section, listed in turns.items()}, frozenset(links))


def _all_of(word: str) -> Iterator[str]:
    yield fold_word(word)
    yield from (fold_word(lemma) for lemma in morph.lemmas(word))


def _lines(path: WordList) -> Iterator[tuple[int, str, str]]:
    section = ""
    for number, raw in enumerate(words_text(path).splitlines(), 1):
        line = raw.split("#")[0].strip()
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif line:
            yield number, section, line
