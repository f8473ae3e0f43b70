"""How hard a letter is to read: lengths, the published Russian formulas, and years of schooling needed.

What the writer cannot put more simply is not counted: titles of acts in quotation marks, addresses, names of people,
numbers, e-mail and web addresses. Sentences are those of letterkit.russian.sentences, so «г.» and «ул.» end none.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from letterkit.russian.abbreviations import STREETS, alternatives
from letterkit.russian.bodies import act_titles
from letterkit.russian.clean import clean
from letterkit.russian.persons import persons
from letterkit.russian.remembered import cache_by_text
from letterkit.russian.sentences import sentences
from letterkit.russian.words import words

_VOWELS = re.compile("[аеёиоуыэюяaeiouy]", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
# The formulas whose mean makes the grade were fitted with words of more than four syllables as complex.
_COMPLEX_FROM = 5
_EASIEST, _HARDEST = 1.0, 17.0

_STREET = re.compile(rf"{alternatives(STREETS)}\.|\s(?:проспект|переулок|бульвар|шоссе)")
"""What every address has; ``_ADDRESS`` is tried from every word."""
_ADDRESS = re.compile(
    rf"""
    (?:\b\d{{6}},?\s+)?                                                              # postal index
    (?:(?:\b[А-ЯЁ][а-яё-]+\s+(?:обл\.|область|край)|\b(?:г|с|пос)\.|\bпгт\b|\bр-н)[^\S\n]*[А-ЯЁ]?[\w-]*,?[^\S\n]*){{0,3}}
    (?:\b{alternatives(STREETS)}\.\s?[^,;.\n]{{1,40}}|\b[А-ЯЁ][а-яё-]+\s(?:проспект|переулок|бульвар|шоссе))
    (?:,?\s*(?:д|дом|корп|корпус|стр|строение|кв|квартира|оф|офис|помещ|каб)\.?\s*№?\s?\d[\w/.-]*)*
    """,
    re.VERBOSE,
)
# A name («Госуслуги»), not speech after a colon.
_SHORT_QUOTED = re.compile(r"(?<!:\s)«[^«»\n.!?…]{1,60}[^«»\n.!?…,]»")


@dataclass(frozen=True, slots=True)
class Readability:
    """Counts and indexes of a text; all are 0 when it has no words.

    ``mean_sentence`` and ``longest_sentence`` are in words. ``flesch_oborneva`` falls with difficulty (plain letters
    reach about 16, legalese −40), ``fk_plainrussian`` grows. ``grade``: years of schooling, 1–11 school, 12–15
    university, 17 hardest.
    """

    words: int
    sentences: int
    syllables: int
    mean_sentence: float
    longest_sentence: int
    flesch_oborneva: float
    fk_plainrussian: float
    grade: float
    letters: int = 0
    complex_words: int = 0


def measure(*paragraphs: str) -> Readability:
    """The readability of running text (give the body of a letter, not its letterhead), NORMS D.6.

    A paragraph is counted by itself, and once: a sentence does not go on in the next.
    """
    counted = [_counts(paragraph) for paragraph in paragraphs]
    lengths = [length for each in counted for length in each.lengths]
    syllables = sum(each.syllables for each in counted)
    letters = sum(each.letters for each in counted)
    complex_words = sum(each.complex_words for each in counted)
    if not lengths:
        return Readability(0, 0, 0, 0.0, 0, 0.0, 0.0, 0.0)

    total, count = sum(lengths), len(lengths)
    mean, per_word = total / count, syllables / total
    return Readability(
        words=total,
        sentences=count,
        syllables=syllables,
        mean_sentence=round(mean, 2),
        longest_sentence=max(lengths),
        flesch_oborneva=round(206.835 - 1.3 * mean - 60.1 * per_word, 2),
        fk_plainrussian=round(0.318 * mean + 14.2 * per_word - 30.5, 2),
        grade=_grade(total, count, syllables, letters, complex_words),
        letters=letters,
        complex_words=complex_words,
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    """``lengths`` are those of the sentences, in words."""

    lengths: tuple[int, ...]
    syllables: int
    letters: int
    complex_words: int


@cache_by_text
def _counts(text: str) -> _Counts:
    plain = countable(text)
    lengths: list[int] = []
    syllables = letters = complex_words = 0
    for start, end in sentences(plain):
        counted = [word.text for word in words(plain[start:end]) if word.kind in ("word", "abbreviation")]
        counted = [word for word in counted if not word[0].isdigit()]
        if not counted:
            continue
        lengths.append(len(counted))
        for word in counted:
            beats, long, signs = _of_word(word)
            syllables += beats
            complex_words += long
            letters += signs
    return _Counts(tuple(lengths), syllables, letters, complex_words)


@lru_cache(maxsize=16384)
def _of_word(word: str) -> tuple[int, bool, int]:
    """(syllables, whether it is complex, letters)."""
    beats = [len(_VOWELS.findall(part)) for part in word.split("-")]
    return sum(beats), max(beats) >= _COMPLEX_FROM, len(_LETTERS.findall(word))


def countable(text: str) -> str:
    """``text`` cleaned and without titles in quotation marks, addresses and names of people."""
    plain = clean(text).text
    cuts = [*act_titles(plain), *(match.span() for match in _SHORT_QUOTED.finditer(plain))]
    cuts += [(person.start, person.end) for person in persons(plain)]
    if _STREET.search(plain):
        cuts += [match.span() for match in _ADDRESS.finditer(plain)]
    kept: list[str] = []
    done = 0
    for start, end in sorted(cuts):
        kept.append(plain[done : max(done, start)])
        done = max(done, end)
    kept.append(plain[done:])
    return "".join(kept)


def _grade(total: int, count: int, syllables: int, letters: int, complex_words: int) -> float:
    """The mean of five published indexes with their Russian coefficients, kept between 1 and 17.

    Flesch–Kincaid, Coleman–Liau, SMOG, Dale–Chale and ARI weigh sentence length, syllables, letters and long words
    differently; each errs on some kind of text, their mean least (plainrussian's way, NORMS D.6).
    """
    mean, per_word, letters_per_word = total / count, syllables / total, letters / total
    complex_share = complex_words / total
    indexes = (
        0.318 * mean + 14.2 * per_word - 30.5,
        5.5 * letters_per_word - 35 / mean - 20.33,
        1.1 * sqrt(64.6 * complex_words / count) + 0.05,
        55.2 * complex_share + 0.273 * mean,
        6.26 * letters_per_word + 0.2805 * mean - 31.04,
    )
    return round(min(_HARDEST, max(_EASIEST, sum(indexes) / len(indexes))), 2)
