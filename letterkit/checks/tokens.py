"""Words, numbers and marks of a text in order, each with its lemmas at hand: what phrases are matched against."""

from functools import lru_cache
from typing import NamedTuple

import regex

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph

_TOKEN = regex.compile(r"\b\p{Lu}\.(?=\s?\p{Lu})|\p{L}+(?:[-’']\p{L}+)*|\d+(?:[.,]\d+)*|[^\s\p{L}\d]")


@lru_cache(maxsize=WORDS_KEPT)
def fold_word(word: str) -> str:
    """Lower case, «ё» as «е»: the form in which words are compared."""
    return word.lower().replace("ё", "е")


@lru_cache(maxsize=WORDS_KEPT)
def lemmas_of(word: str) -> frozenset[str]:
    """Every lemma that ``word`` can have, folded."""
    return frozenset(fold_word(lemma) for lemma in morph.lemmas(word))


@lru_cache(maxsize=WORDS_KEPT)
def _has(word: str, grammemes: tuple[str, ...]) -> bool:
    return any(all(mark in parse.tag for mark in grammemes) for parse in morph.parses(word))


class Token(NamedTuple):
    """``text`` stands at ``start:end``; a mark (comma, quote) is a token of its own.

    ``form`` is its folded text; ``lemmas`` are all that the word can have (one form may belong to several words), and a
    mark is its own. They and ``is_word`` are asked for ten thousand times a letter, so all are kept.
    """

    text: str
    start: int
    end: int
    form: str
    is_word: bool
    lemmas: frozenset[str]

    def has(self, *grammemes: str) -> bool:
        """Whether some reading of the word carries all of ``grammemes`` (OpenCorpora names: NOUN, gent, plur…)."""
        return self.is_word and _has(self.text, grammemes)


@lru_cache(maxsize=WORDS_KEPT)
def _analyse_word(word: str) -> tuple[str, bool, frozenset[str]]:
    """``form``, ``is_word`` and ``lemmas`` of a token."""
    is_word = word[0].isalpha()
    return fold_word(word), is_word, lemmas_of(word) if is_word else frozenset((word,))


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of ``text``; initials keep their full stop («И.»)."""
    made = []
    for found in _TOKEN.finditer(text):
        word = found.group()
        start, end = found.span()
        form, is_word, lemmas = _analyse_word(word)
        made.append(Token(word, start, end, form, is_word, lemmas))
    return tuple(made)
