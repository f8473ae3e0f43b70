"""First names as pymorphy3's dictionary knows them: their gender and their forms."""

from functools import lru_cache
from typing import TYPE_CHECKING

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.core.people import Case, Gender
from letterkit.russian.morph import CASE_TAGS, GENDER_TAGS, UNUSUAL, analyser, lexeme, parses
from letterkit.russian.names_letters import keep_yo, without_yo

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_CASE_OF = {tag: case for case, tag in CASE_TAGS.items()}
_CASES = frozenset(_CASE_OF)


@lru_cache(maxsize=WORDS_KEPT)
def readings(word: str, kind: str) -> "tuple[Parse, ...]":
    """Dictionary readings of ``word`` (lower case) as a nominative of ``kind``: ``Name``, ``Surn`` or ``Patr``."""
    if not analyser().word_is_known(word):
        return ()  # spares the guesses that pymorphy3 makes of unknown words
    plain = without_yo(word)
    return tuple(
        parse
        for parse in parses(word)
        if parse.is_known
        and kind in parse.tag
        and "nomn" in parse.tag
        and parse.tag.number != "plur"
        and "Infr" not in parse.tag
        and without_yo(parse.word) == plain
    )


def knows(word: str, kind: str) -> bool:
    """Whether ``word`` is in the dictionary as a nominative of ``kind``."""
    return bool(readings(word.lower(), kind))


def genders(word: str) -> frozenset[Gender]:
    """Genders of the people who bear the first name ``word``, as far as the dictionary knows."""
    found: set[Gender] = set()
    for parse in readings(word.lower(), "Name"):
        tagged = [gender for gender, tag in GENDER_TAGS.items() if parse.tag.gender == tag]
        found.update(tagged or Gender)
    return frozenset(found)


@lru_cache(maxsize=WORDS_KEPT)
def name_forms(word: str, gender: Gender) -> dict[Case, str] | None:
    """The six cases of the first name ``word`` (lower case), or None when the dictionary has it not for ``gender``."""
    for parse in readings(word, "Name"):
        if parse.tag.gender not in (GENDER_TAGS[gender], None):
            continue
        forms = _singular(parse)
        if len(forms) == len(Case):
            return {case: keep_yo(word, parse.word, form) for case, form in forms.items()}
    return None


def _singular(parse: "Parse") -> dict[Case, str]:
    """The first form of each case that a letter would use."""
    if "Fixd" in parse.tag:
        return dict.fromkeys(Case, parse.word)
    usual: dict[Case, str] = {}
    rare: dict[Case, str] = {}
    for form in lexeme(parse):
        grammemes = form.tag.grammemes
        found = _CASES & grammemes
        if found and "sing" in grammemes:
            (rare if UNUSUAL & grammemes else usual).setdefault(_CASE_OF[next(iter(found))], form.word)
    return rare | usual
