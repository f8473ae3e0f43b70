"""Whether a person is a man or a woman, when the name says so; never a guess.

A patronymic decides; without one, a first name that only men or only women bear; without that, a surname whose
ending only men or only women have.
"""

from functools import lru_cache

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.core.people import Gender, Person
from letterkit.russian.morph import analyser, parses
from letterkit.russian.names_decline import PATRONYMIC_ENDS, is_east_asian, is_initial
from letterkit.russian.names_dictionary import genders, readings
from letterkit.russian.names_endings import PROPER, VOWELS
from letterkit.russian.names_letters import without_yo
from letterkit.russian.names_tables import NamePart, exceptions, lists

_MALE_SURNAME = ("ов", "ев", "ин", "ын", "ский", "цкий", "ской", "цкой", "ый")
_FEMALE_SURNAME = ("ова", "ева", "ина", "ына", "ская", "цкая", "ая", "яя")


def gender_of_patronymic(patronymic: str) -> Gender | None:
    """By its suffix: -ович, -евич, -ич; -овна, -евна, -ична; оглы, кызы and the like."""
    low = without_yo(patronymic.lower().strip())
    last = low.replace("-", " ").split(" ")[-1]
    for gender, heading in ((Gender.MALE, "patronymic_male"), (Gender.FEMALE, "patronymic_female")):
        if last in lists()[heading] or low.endswith(PATRONYMIC_ENDS[gender]):
            return gender
    return None


@lru_cache(maxsize=WORDS_KEPT)
def gender_of_name(name: str) -> Gender | None:
    """Only for names that the dictionary gives to one gender alone; a double name when its parts agree."""
    low = name.lower().strip()
    if is_initial(low) or low in lists()["both_genders"] or is_east_asian(low.split()):
        return None  # «Чен Ир», «Тхи Хоа»: the syllables are shared by men and women
    listed = [gender for gender in Gender if low in exceptions().get((NamePart.NAME, gender), {})]
    found = frozenset(listed) if len(listed) == 1 else genders(low)
    if len(found) == 1:
        return next(iter(found))
    if found or not set("- ") & set(low):
        return None
    pieces = {gender_of_name(piece) for piece in low.replace("-", " ").split() if piece}
    known = pieces - {None}
    return next(iter(known)) if len(known) == 1 else None


@lru_cache(maxsize=WORDS_KEPT)
def gender_of_surname(surname: str) -> Gender | None:
    """By the ending of its last part; None for -ко, -ук, -ман and all that men and women share."""
    low = without_yo(surname.lower().replace("-", " ").split(" ")[-1]) if surname.strip() else ""
    vowels = sum(letter in VOWELS for letter in low)
    if vowels < 2 and low not in ("львов", "львова"):
        return None
    if low in lists()["any_gender_surname"] or low in exceptions().get((NamePart.SURNAME, Gender.MALE), {}):
        return None
    if low.endswith(("овой", "евой", "иной", "ыной")) and not readings(low, "Surn"):
        return None  # more likely «Ивановой» of a woman than a man called Ивановой
    if low.endswith(_FEMALE_SURNAME) and _noun(low):
        return None  # Бузина, Дружина: as likely a man as a woman
    if low.endswith(_MALE_SURNAME) or (low.endswith(("ой", "ий")) and _adjective(low)):
        return Gender.MALE
    if low.endswith(_FEMALE_SURNAME) and vowels > 2:
        return Gender.FEMALE
    if low.endswith(_FEMALE_SURNAME) and low.endswith(("ова", "ева", "ина", "ына")):
        return Gender.FEMALE if readings(low[:-1], "Surn") else None  # Котова, Львова; not Мина
    return None


def _noun(low: str) -> bool:
    return analyser().word_is_known(low) and any(
        parse.is_known and parse.tag.POS == "NOUN" and "nomn" in parse.tag and not PROPER & parse.tag.grammemes
        for parse in parses(low)
    )


def _adjective(low: str) -> bool:
    return low.endswith("ой") or low[-3] in "гкхжчшщн"


def gender_of(person: Person) -> Gender | None:
    """The gender that the card states, else the one that the name says, else None."""
    if person.gender is not None:
        return person.gender
    if person.patronymic and not is_initial(person.patronymic):
        found = gender_of_patronymic(person.patronymic)
        if found is not None:
            return found
    if person.name and (found := gender_of_name(person.name)) is not None:
        return found
    return gender_of_surname(person.surname) if person.surname else None
