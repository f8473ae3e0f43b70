"""The forms that a word has: twelve of a noun, twenty-eight of an adjective, fourteen of a verb.

A form is named by what tells it from the others of its word («N plur gent»), not by all its grammemes.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph
from letterkit.russian.morph import UNUSUAL

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse
    from pymorphy3.tagset import OpencorporaTag

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_CASE_OF = {case: case for case in _CASES} | {
    "gen1": "gent",
    "gen2": "gent",
    "acc2": "accs",
    "loc1": "loct",
    "loc2": "loct",
}
_PERSONS = ("1per", "2per", "3per")
_GENDERS = ("masc", "femn", "neut", "plur")
_NOUN = tuple(f"N {number} {case}" for number in ("sing", "plur") for case in _CASES)
_FULL = tuple(f"A {gender} {case}" for gender in _GENDERS for case in _CASES)
_SHORT = tuple(f"S {gender}" for gender in _GENDERS)
_VERB = (
    "V INFN", *(f"V past {gender}" for gender in _GENDERS),
    *(f"V {number} {person}" for number in ("sing", "plur") for person in _PERSONS),
    "V impr sing", "V impr plur", "V GRND",
)  # fmt: skip
_PRONOUN = tuple(f"P {case}" for case in _CASES)
_NUMERAL = tuple(f"M {case}" for case in _CASES)
KINDS = {"N": _NOUN, "A": (*_FULL, *_SHORT), "R": (*_FULL, *_SHORT), "V": _VERB, "P": _PRONOUN, "M": _NUMERAL}
"""The forms that the words of each kind have; participles (R) have those of adjectives (A)."""
_TENSES = {"masc": "sing", "femn": "sing", "neut": "sing", "plur": "plur"}
FORMS = (*_NOUN, *_FULL, *_SHORT, *_VERB, *_PRONOUN, *_NUMERAL)
_PLACE = {form: number for number, form in enumerate(FORMS)}
_NO_FORMS = frozenset("Fixd Abbr Name Surn Patr Init Orgn Trad Erro".split())


@lru_cache(maxsize=4096)
def form_of(tag: "OpencorporaTag") -> tuple[str, str] | None:
    """(the kind, the form) of a word tagged ``tag``; None for words that have no forms and for names."""
    has = tag.grammemes
    if has & _NO_FORMS:
        return None
    case = _CASE_OF.get(tag.case or "")
    gender = "plur" if tag.number == "plur" else tag.gender
    match tag.POS:
        case "NOUN" if case and tag.number:
            return "N", f"N {tag.number} {case}"
        case "ADJF" | "PRTF" if case and gender in _GENDERS:
            return ("A" if tag.POS == "ADJF" else "R"), f"A {gender} {case}"
        case "ADJS" | "PRTS" if gender in _GENDERS:
            return ("A" if tag.POS == "ADJS" else "R"), f"S {gender}"
        case "INFN":
            return "V", "V INFN"
        case "GRND":
            return "V", "V GRND"
        case "VERB" if "incl" in has:
            return None
        case "VERB" if tag.mood == "impr" and tag.number:
            return "V", f"V impr {tag.number}"
        case "VERB" if tag.tense == "past" and gender in _GENDERS:
            return "V", f"V past {gender}"
        case "VERB" if tag.number and tag.person:
            return "V", f"V {tag.number} {tag.person}"
        case "NPRO" if case:
            return "P", f"P {case}"
        case "NUMR" if case:
            return "M", f"M {case}"
    return None


@lru_cache(maxsize=WORDS_KEPT)
def readings(low: str) -> tuple[tuple["Parse", str, str], ...]:
    """The readings of the word ``low`` (in lower case) that have forms, each with its kind and form."""
    return tuple((parse, *found) for parse in morph.parses(low) if parse.is_known and (found := form_of(parse.tag)))


@lru_cache(maxsize=WORDS_KEPT)
def form_numbers(low: str) -> tuple[frozenset[int], frozenset[int]]:
    """(the forms that ``low`` may be or be meant as, the forms that its words have), by their numbers in FORMS."""
    known = readings(low)
    return (
        frozenset(_PLACE[like] for _, _, form in known for like in _meaning_apart(form)),
        frozenset(_PLACE[form] for _, kind, _ in known for form in KINDS[kind]),
    )


def _meaning_apart(form: str) -> frozenset[str]:
    """``form`` and those that differ from it in what is meant, not in what the sentence asks for: number, tense."""
    kind, *marks = form.split()
    match kind, marks:
        case "N", [_, case]:
            return frozenset((f"N sing {case}", f"N plur {case}"))
        case "V", ["past", gender]:
            number = _TENSES[gender]
            return frozenset((form, *(f"V {number} {person}" for person in _PERSONS)))
        case "V", ["plur", ("1per" | "3per")] | ["impr", "plur"]:  # «сообщаем», «сообщают», «сообщите»: who speaks
            return frozenset((form, "V plur 1per", "V plur 3per", "V impr plur", "V past plur"))
        case "V", ["sing" | "plur" as number, _]:
            return frozenset((form, *(f"V past {gender}" for gender in _GENDERS if _TENSES[gender] == number)))
    return frozenset((form,))


@lru_cache(maxsize=5_000)
def put_into(low: str, number: int) -> str | None:
    """``low`` in the form FORMS[number]; None when it has no such form, or the form looks the same."""
    wanted = FORMS[number]
    for parse, kind, _ in readings(low):
        if wanted in KINDS[kind]:
            made = [
                form
                for form in morph.lexeme(parse)
                if form_of(form.tag) == (kind, wanted) and _is_alike(form, parse, low)
            ]
            if made:
                best = max(made, key=lambda form: len(form.tag.grammemes & parse.tag.grammemes))
                return str(best.word) if "ё" in low else str(best.word).replace("ё", "е")
    return None


def _is_alike(form: "Parse", parse: "Parse", low: str) -> bool:
    """Whether ``form`` differs from ``parse`` in no more than the form: it is no other participle, no old ending."""
    same = ("tense", "voice") if parse.tag.POS in ("PRTF", "PRTS") else ()
    return (
        all(getattr(form.tag, each) == getattr(parse.tag, each) for each in same)
        and not UNUSUAL & (form.tag.grammemes - parse.tag.grammemes)
        and ("Supr" in form.tag) == ("Supr" in parse.tag)
        and str(form.word).replace("ё", "е") != low.replace("ё", "е")
    )
