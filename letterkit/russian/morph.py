"""Words of Russian: one pymorphy3 analyser for the whole program, loaded when first asked for.

Its dictionary is OpenCorpora's; grammemes are named as there (``nomn``, ``masc``, ``Surn`` …). Installed as
``pymorphy3[fast]`` it is read by DAWG2, in C++: a word met for the first time costs 0.06 ms instead of 0.2, and nothing
else changes. Where there is no such build pymorphy3 reads the dictionary itself.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.core.people import Case, Gender

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

CASE_TAGS = {
    Case.NOMINATIVE: "nomn",
    Case.GENITIVE: "gent",
    Case.DATIVE: "datv",
    Case.ACCUSATIVE: "accs",
    Case.INSTRUMENTAL: "ablt",
    Case.PREPOSITIONAL: "loct",
}
GENDER_TAGS = {Gender.MALE: "masc", Gender.FEMALE: "femn"}

# Grammemes of forms that no letter uses: misprints, slang, archaisms, second genitives, «-ою», «-ьею».
UNUSUAL = frozenset("Erro Dist Infr Slng Arch Litr V-oy V-ey V-be V-ie V-ej V-en gen1 gen2 acc2 loc1 loc2 voct".split())


@lru_cache(maxsize=1)
def analyser() -> "MorphAnalyzer":
    """The one analyser; about 0.2 s to load, then shared (reading it is safe from many threads)."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=1)
def known_marks() -> frozenset[str]:
    """The grammemes that readings may carry («NOUN», «gent», «plur»)."""
    return frozenset(map(str, analyser().TagClass.KNOWN_GRAMMEMES))


@lru_cache(maxsize=WORDS_KEPT)
def parses(word: str) -> "tuple[Parse, ...]":
    """Every way to read ``word``, the likeliest first; letter case is ignored, е may stand for ё."""
    return tuple(analyser().parse(word))


@lru_cache(maxsize=WORDS_KEPT)
def known_parses(word: str) -> "tuple[Parse, ...]":
    """Those of ``parses(word)`` that the dictionary has; asked here once a form, not once a reading."""
    found = parses(word)
    known = {form for form in {parse.word for parse in found} if _has(form)}
    return tuple(parse for parse in found if parse.word in known)


@lru_cache(maxsize=WORDS_KEPT)
def _has(form: str) -> bool:
    analysed = analyser()
    return bool(analysed.dictionary.word_is_known(form, analysed.char_substitutes))


@lru_cache(maxsize=WORDS_KEPT)
def lexeme(parse: "Parse") -> "tuple[Parse, ...]":
    """All the forms of the word that ``parse`` reads."""
    return tuple(parse.lexeme)


def lemma(word: str) -> str:
    """The dictionary form of the likeliest reading, in lower case."""
    return str(parses(word)[0].normal_form)


@lru_cache(maxsize=WORDS_KEPT)
def lemmas(word: str) -> frozenset[str]:
    """The dictionary forms of all the readings, in lower case."""
    return frozenset(str(parse.normal_form) for parse in parses(word))


def is_known(word: str) -> bool:
    """Whether the dictionary has ``word`` in some form (е may stand for ё)."""
    return _has(word.lower())  # without the guesses that are made of an unknown word
