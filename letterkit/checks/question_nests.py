"""Whether a passage names a word of the question: by its lemma, its root, a synonym, at last by natasha's vectors."""

from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from letterkit.checks.questions_asked import TopicWord
from letterkit.checks.tokens import fold_word
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph
from letterkit.russian.vectors import vectors
from letterkit.word_lists import WordList, list_lines, words_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ALIKE = 0.6
"""Cosine of natasha's vectors from which two words are taken for one («забор» and «ограждение» stand at 0.54).

Words of one field stand as near («отопление» and «водоснабжение»: 0.67): vectors silence a finding, never make one.
"""
_VECTORS_BYTES = 2 << 20
_KIN = 5
SYNONYMS = "synonyms.txt"
_PREFIX = regex.compile(r"^(?:от|за|вы|по|пере|рас|раз|при|до|на|об|из|у|с)(?=\p{L}{5})")


def is_mentioned(wanted: TopicWord, lemmas: frozenset[str], *, similar: bool) -> bool:
    """Whether ``lemmas`` of a passage name ``wanted``; ``similar`` lets natasha's vectors speak too."""
    if wanted.lemmas & lemmas:
        return True
    if any(kin(mine, other) for mine in wanted.lemmas for other in lemmas):
        return True
    if _nest(wanted.lemmas, words_file(SYNONYMS)) & lemmas:
        return True
    return similar and any(_alike(wanted.word, other) for other in lemmas)


@lru_cache(maxsize=WORDS_KEPT)
def kin(one: str, other: str) -> bool:
    """«ремонт» and «отремонтировать», «переселить» and «переселение»: one root, as far as spelling shows it."""
    if other.startswith(f"{one}о") and len(other) - len(one) > _KIN - 1:
        return True  # газ, газопровод
    if min(len(one), len(other)) < _KIN:
        return False
    for first in (one, _PREFIX.sub("", one)):
        for second in (other, _PREFIX.sub("", other)):
            alike = next(
                (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
            )
            if alike >= max(_KIN, min(len(first), len(second)) - 4):
                return True
    return False


@lru_cache(maxsize=4096)
def _nest(lemmas: frozenset[str], file: WordList) -> frozenset[str]:
    """All the words that the list of synonyms ``file`` has beside any of ``lemmas``."""
    words = nests(file)
    return frozenset().union(*(words.get(lemma, frozenset()) for lemma in lemmas))


@lru_cache(maxsize=4)
def nests(file: WordList) -> dict[str, frozenset[str]]:
    """Each word of the list with all the words that share a line with it."""
    found: dict[str, frozenset[str]] = {}
    for _, line in list_lines(file):
        # Any reading of the word will do: «проезд» is a noun, «порода» may be read as a name.
        nest = frozenset(fold_word(lemma) for word in line.split(",") for lemma in _forms(word.strip()))
        for word in nest:
            found[word] = found.get(word, frozenset()) | nest
    return found


def _forms(word: str) -> frozenset[str]:
    """``word`` itself where the dictionary has it as a dictionary form, else what it may be a form of."""
    lemmas = morph.lemmas(word)
    return frozenset({word.lower()}) if fold_word(word) in {fold_word(each) for each in lemmas} else lemmas


@lru_cache(maxsize=WORDS_KEPT)
def _alike(one: str, other: str) -> bool:
    """Whether the two words stand near each other in natasha's vectors; unknown words stand nowhere."""
    first, second = _vector(one), _vector(other)
    if first is None or second is None:
        return False
    return float(first @ second) >= _ALIKE


@lru_cache(maxsize=_VECTORS_BYTES // (300 * 8))
def _vector(word: str) -> "NDArray[np.float64] | None":
    """The vector of ``word``, of length one."""
    values = vectors().get(word) if len(word) > 3 else None
    if values is None:
        return None
    exact = values.astype(float)
    length = float(exact @ exact) ** 0.5
    return exact / length if length else None
