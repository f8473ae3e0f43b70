"""A word cut in two at its prefix (clause 3.3): «с нова»."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from letterkit.checks import readings
from letterkit.checks.engine_reading import READ_BY_ENGINE
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.protected_spans import Shield
from letterkit.checks.subject import Subject
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph
from letterkit.russian.prepositions import PREPOSITIONS
from letterkit.russian.vectors import occurrences

_UNTOUCHED = frozenset({Shield.MACHINE, Shield.PERSON})
_PREFIXES = "в|во|на|с|со|за|до|из|от|по|под|без|при|у|к|о|об"
_APART = regex.compile(rf"(?<![\p{{L}}\d.-])((?i:{_PREFIXES}))[ \u00a0]([а-яё]{{2,}})(?![\p{{L}}\d-])(?!\.\S)")
_JOINED_POS = frozenset({"ADVB", "PREP", "CONJ", "PRED"})
_DECLINED = frozenset({"NOUN", "ADJF", "PRTF", "NUMR", "NPRO"})
_RARE_CASES = {"gen1": "gent", "gen2": "gent", "loc1": "loct", "loc2": "loct", "acc2": "accs"}
_SHORTEST = 4
_IN_USE = 1000  # times in a billion words of news


@function_check("spelling.prefix-apart", alone=READ_BY_ENGINE)
def prefix_apart(subject: Subject) -> Iterator[Hit]:
    """«с нова», «на долго», «в замен»: no case that the preposition asks for, and together they are an adverb."""
    for part in subject.parts_of(*READ_BY_ENGINE):
        for found in _APART.finditer(subject.text, part.start, part.end):
            first, second = found.groups()
            if _is_cut(first.lower(), second) and not subject.protected.touches(found.start(), found.end(), _UNTOUCHED):
                yield Hit(found.start(), found.end(), suggestions=(first + second,))


@lru_cache(maxsize=WORDS_KEPT)
def _is_cut(first: str, second: str) -> bool:
    whole = first + second
    if (
        len(whole) < _SHORTEST
        or not morph.analyser().word_is_known(whole)
        or not readings.readings(whole).likely <= _JOINED_POS
    ):
        return False
    if occurrences(whole) < _IN_USE:
        return False
    cases = PREPOSITIONS.get(first, frozenset())
    for parse in morph.parses(second):
        if not parse.is_known:
            continue
        if parse.tag.POS in _DECLINED and (
            "Fixd" in parse.tag or _RARE_CASES.get(str(parse.tag.case), str(parse.tag.case)) in cases
        ):
            return False
        if parse.tag.POS == "NUMR":
            return False
    return True
