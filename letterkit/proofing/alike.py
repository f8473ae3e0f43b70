"""Whether a word agrees with the words beside it: a sign for the weighing of forms, no rule of its own."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian.paradigm import readings

Shape = tuple[str, str]
"""(gender or «plur», case)."""
_SINGULAR = ("masc", "femn", "neut")
_FULL, _NOUN = frozenset("AR"), frozenset("N")
_PERSONS = {"он": ("masc",), "она": ("femn",), "оно": ("neut",), "они": ("plur",), "мы": ("plur",), "вы": ("plur",)}


def gain(words: Sequence[str], number: int, other: str) -> float:
    """With how many more of its neighbours ``other`` would agree than ``words[number]`` does."""
    own = words[number].lower()
    return float(sum(fits(other.lower()) - fits(own) for fits in _demands(words, number)))


def _demands(words: Sequence[str], number: int) -> list[Callable[[str], bool]]:
    """What the neighbours of a word ask of its form."""
    low = words[number].lower()
    kinds = _kinds(low)
    before = words[number - 1].lower() if number else ""
    after = words[number + 1].lower() if number + 1 < len(words) else ""
    asked: list[Callable[[str], bool]] = []
    if kinds & _FULL and _kinds(after) == _NOUN:
        asked.append(lambda form: bool(_shapes(form) & _shapes(after)))
    if "N" in kinds and _kinds(before) and _kinds(before) <= _FULL:
        asked.append(lambda form: bool(_shapes(before) & _shapes(form)))
    if low.startswith("котор") and (noun := _noun_before_comma(words, number)):
        asked.append(lambda form: bool(_genders(form) & _genders(noun)))
    if "V" in kinds and (subject := _subject(before)):
        asked.append(lambda form: bool(subject & _of_verb(form)))
    if kinds & _FULL and (subject := _subject(before)):
        asked.append(lambda form: not _of_verb(form) or bool(subject & _of_verb(form)))
    return asked


def _noun_before_comma(words: Sequence[str], number: int) -> str:
    """The noun that «…, который», «…, в котором» follows; empty when another word stands there."""
    at = number - 1 if number and words[number - 1] == "," else number - 2
    if at < 1 or words[at] != ",":
        return ""
    noun = words[at - 1].lower()
    return noun if _kinds(noun) == _NOUN else ""


@lru_cache(maxsize=WORDS_KEPT)
def _kinds(low: str) -> frozenset[str]:
    return frozenset(kind for _, kind, _ in readings(low))


@lru_cache(maxsize=WORDS_KEPT)
def _shapes(low: str) -> frozenset[Shape]:
    """The forms of a noun or of an adjective, as they have to agree."""
    found = set()
    for parse, kind, form in readings(low):
        match form.split():
            case ["N", "plur", case]:
                found.add(("plur", case))
            case ["N", _, case]:
                genders = (str(parse.tag.gender),) if parse.tag.gender else _SINGULAR
                found |= {(gender, case) for gender in genders}
            case ["A", gender, case] if kind in _FULL:
                found.add((gender, case))
    return frozenset(found)


def _genders(low: str) -> frozenset[str]:
    return frozenset(gender for gender, _ in _shapes(low))


@lru_cache(maxsize=WORDS_KEPT)
def _subject(low: str) -> frozenset[str]:
    """The genders (or «plur») of a subject that ``low`` may be; empty when it can be none or something else as well."""
    if low in _PERSONS:
        return frozenset(_PERSONS[low])
    shapes = _shapes(low) if _kinds(low) == _NOUN else frozenset()
    nominative = frozenset(gender for gender, case in shapes if case == "nomn")
    return nominative if all(case in ("nomn", "accs") for _, case in shapes) else frozenset()


@lru_cache(maxsize=WORDS_KEPT)
def _of_verb(low: str) -> frozenset[str]:
    """The genders of the subjects that a verb or a short form may have."""
    found: set[str] = set()
    for _, _, form in readings(low):
        match form.split():
            case ["V", "past", gender] | ["S", gender]:
                found.add(gender)
            case ["V", "sing", "3per"]:
                found |= set(_SINGULAR)
            case ["V", "plur", "3per"]:
                found.add("plur")
    return frozenset(found)
