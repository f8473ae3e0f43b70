"""A surname as printed in a letter: in which cases, and of whom, can it stand?

The forms of every surname that could give the printed one are made and compared, so that the answer agrees with the
declension to the letter.
"""

from functools import lru_cache

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.core.people import Case, Gender
from letterkit.russian.morph import GENDER_TAGS
from letterkit.russian.names_decline import decline_part
from letterkit.russian.names_dictionary import readings
from letterkit.russian.names_endings import VOWELS
from letterkit.russian.names_letters import without_yo
from letterkit.russian.names_tables import NamePart, lists

CaseOf = tuple[Case, Gender]

# What may have been cut from a surname in the nominative before the ending was added.
_ENDINGS = (
    "ого", "его", "ому", "ему", "ыми", "ым", "им", "ом", "ем", "ём", "ой", "ей", "ёй", "ою", "ею", "ую", "юю", "ых",
    "их", "а", "я", "у", "ю", "ы", "и", "е", "",
)  # fmt: skip
_NOMINATIVES = {
    Gender.MALE: ("", "й", "ь", "а", "я", "ий", "ый", "ой", "ец", "ец-", "ок", "ёк"),
    Gender.FEMALE: ("а", "я", "ая", "яя"),
}
_FIXED_ENDS = ("ко", "дзе", "швили", "ых", "их", "аго", "ово", "ски", "ли", "ани", "иа", "уа", "ло")


@lru_cache(maxsize=WORDS_KEPT)
def possible_cases(surname_form: str, gender: Gender | None = None) -> frozenset[CaseOf]:
    """Every (case, gender) in which ``surname_form`` can be the form of some surname.

    «Ивановой»: four cases of a woman's; «Шевченко»: all twelve; «Ткачук»: a man's nominative and any case of a woman's.
    ``gender``, when known, leaves only its own. Only the last word counts in «Гарсия Маркес». Empty: no reading.
    """
    form = surname_form.strip().lower()
    words = [word for word in form.split() if word]
    if not words:
        return frozenset()
    wanted = tuple(Gender) if gender is None else (gender,)
    halves = words[-1].split("-")
    if len(halves) == 1:
        return frozenset().union(*(_of_word(words[-1], each) for each in wanted))
    found: frozenset[CaseOf] | None = None
    for word in halves:
        cases = frozenset().union(*(_of_word(word, each) for each in Gender))
        if not cases:
            continue
        found = cases if found is None else (found & cases or cases)
    return frozenset(pair for pair in found or () if pair[1] in wanted)


@lru_cache(maxsize=WORDS_KEPT)
def _of_word(form: str, gender: Gender) -> frozenset[CaseOf]:
    plain = without_yo(form)
    return frozenset(
        (case, gender)
        for nominative in nominatives(form, gender)
        for case in Case
        if without_yo(decline_part(nominative, NamePart.SURNAME, gender, case)) == plain
    )


def nominatives(form: str, gender: Gender) -> frozenset[str]:
    """Surnames in the nominative that could have ``form``; only those that a person can bear."""
    stems = {form[: len(form) - len(end)] if end else form for end in _ENDINGS if form.endswith(end)}
    made = {stem + nominative.rstrip("-") for stem in stems for nominative in _NOMINATIVES[gender] if len(stem) > 1}
    made.add(form)
    if gender is Gender.MALE:
        made |= {stem[:-1] + "ец" for stem in stems if len(stem) > 2 and stem.endswith("ц")}
        made |= {stem[:-2] + "ец" for stem in stems if len(stem) > 3 and stem.endswith("йц")}
        made |= {stem[:-1] + "ок" for stem in stems if len(stem) > 4 and stem.endswith("енк")}
    return frozenset(one for one in made if _plausible(one, form, gender))


def _plausible(surname: str, form: str, gender: Gender) -> bool:
    low = without_yo(surname)
    if not any(letter in VOWELS for letter in low) or low.endswith("енк"):
        return False
    last = low[-1]
    if gender is Gender.FEMALE and low.endswith(_MASCULINE_ONLY) and sum(letter in VOWELS for letter in low) > 1:
        return False
    if any(parse.tag.gender in (GENDER_TAGS[gender], None) for parse in readings(low, "Surn")):
        return True
    if low.endswith(_OBLIQUE_ONLY) and sum(letter in VOWELS for letter in low) > 2:
        return False
    if low.endswith(("ого", "его")):
        return False  # an adjective's genitive, unless the dictionary knows the surname
    if last in "оэ" or low.endswith(_FIXED_ENDS):
        return low == without_yo(form)
    if last in "иыеую":
        # An unknown surname that never changes is read so only where nothing else can be read.
        return surname == form and not _declined_look(low)
    if gender is Gender.MALE and low.endswith(("ина", "ына")) and low not in lists()["any_gender_surname"]:
        return not readings(low[:-1], "Surn")  # Пушкине: Пушкин, not a man called Пушкина
    if last == "я" and readings(low[:-1], "Surn"):
        return False
    if last == "а" or last == "я":
        return not (gender is Gender.MALE and low.endswith(_FEMININE_ONLY) and len(low) > 5)
    return surname == form if gender is Gender.FEMALE else True


_MASCULINE_ONLY = ("ов", "ев", "ин", "ын", "ий", "ой", "ый")
_OBLIQUE_ONLY = ("овой", "евой", "иной", "ыной", "овым", "евым", "иным", "ыным", "ским", "цким", "ском", "цком")
_FEMININE_ONLY = ("ова", "ева", "ская", "цкая", "ая")


def _declined_look(low: str) -> bool:
    """Whether the word ends as an oblique case of a common kind of surname does."""
    return low.endswith(("у", "ю", "е", "ы", "и")) and low[-2] not in VOWELS
