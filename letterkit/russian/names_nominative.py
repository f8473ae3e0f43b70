"""A person's name put back into the nominative: «от Бережной Антонины Саввичны» → «Бережная Антонина Саввична»."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import regex

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.core.people import Case, Gender, Person
from letterkit.russian.morph import CASE_TAGS, GENDER_TAGS, parses
from letterkit.russian.names_cases import nominatives, possible_cases
from letterkit.russian.names_decline import decline_part, is_east_asian, is_initial
from letterkit.russian.names_dictionary import knows, readings
from letterkit.russian.names_gender import gender_of, gender_of_patronymic
from letterkit.russian.names_letters import keep_capitals, without_yo
from letterkit.russian.names_parse import read_name
from letterkit.russian.names_tables import NamePart

_OBLIQUE_PATRONYMIC = regex.compile(
    r"(?i)^(?:(?P<male>[\p{L}-]+ич)(?:а|у|ем|ом|е)|(?P<female>[\p{L}-]+(?:овн|евн|ичн|инишн|ишн))(?:ы|е|у|ой|ою))$"
)
_CASES = (Case.NOMINATIVE, Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL)


def nominative(text: str, case: Case | None = None) -> Person:
    """The person whom ``text`` names in any case; ``case``, when the words before it ask for one; raises nothing.

    Where the words do not tell the case («Иванова М.П.»), the nominative is taken, or ``case`` if it is given.
    """
    tokens = [token.strip(",;") for token in text.split()]
    in_nominative = read_name(text).person
    for each in _CASES if case is None else (case, *(each for each in _CASES if each is not case)):
        if each is not Case.NOMINATIVE:
            found = _from_case(tokens, each)
        else:
            found = in_nominative if _stands_so(in_nominative, tokens) else None
        if found is not None:
            return found
    return in_nominative


def _stands_so(person: Person, tokens: list[str]) -> bool:
    """Whether nothing of the name is in another case than the nominative."""
    if any(map(_OBLIQUE_PATRONYMIC.match, tokens[1:])):
        return False
    if person.name and is_initial(person.name) and person.surname and (found := possible_cases(person.surname)):
        return any(case is Case.NOMINATIVE for case, _ in found)
    return not (person.name and not is_initial(person.name) and _only_oblique(person.name))


def _only_oblique(name: str) -> bool:
    return not knows(name, "Name") and any("Name" in each.tag and each.is_known for each in parses(name.lower()))


def _from_case(tokens: list[str], case: Case) -> Person | None:
    """``tokens`` read as a name in ``case`` whose every part can stand so; None when it cannot."""
    at = next((index for index in range(len(tokens) - 1, 0, -1) if _OBLIQUE_PATRONYMIC.match(tokens[index])), None)
    if (of_father := _of_father(tokens, case)) is not None:
        return of_father
    for gender in Gender:
        if at is not None:
            patronymic = _patronymic(tokens[at], gender, case)
            name = _name(tokens[at - 1], gender, case)
            if patronymic is None or name is None:
                continue
            rest = " ".join([*tokens[: at - 1], *tokens[at + 1 :]])
            surname = _surname(rest, gender, case)
            return Person(surname or rest or None, name, patronymic, gender)
        person = _without_patronymic(tokens, gender, case)
        if person is not None:
            return person
    return None


def _of_father(tokens: list[str], case: Case) -> Person | None:
    """«Мамедова Рашада Гасана оглы», «Пак Сун Дя Николаевны»: names whose patronymic or name is of two words."""
    parts = dict(read_name(" ".join(tokens)).order)
    surname, name, patronymic = (parts.get(part) for part in (NamePart.SURNAME, NamePart.NAME, NamePart.PATRONYMIC))
    if len(tokens) < 4 or not surname:
        return None
    if is_east_asian(tokens[1:-1]) and (gender := _gender_of_patronymic(tokens[-1], case)) is not None:
        return Person(tokens[0], " ".join(tokens[1:-1]), _patronymic(tokens[-1], gender, case), gender)
    gender = gender_of_patronymic(patronymic or "")
    if gender is None or not name or not patronymic or " " not in patronymic:
        return None
    father, particle = patronymic.rsplit(" ", 1)
    made = _surname(surname, gender, case), _name(name, gender, case), _name(father, Gender.MALE, case) or father
    return Person(made[0], made[1], f"{made[2]} {particle}", gender) if made[0] and made[1] else None


def _gender_of_patronymic(form: str, case: Case) -> Gender | None:
    return next((gender for gender in Gender if _patronymic(form, gender, case)), None)


def _without_patronymic(tokens: list[str], gender: Gender, case: Case) -> Person | None:
    initials = [token for token in tokens if is_initial(token) or regex.fullmatch(r"(?:\p{Lu}\.){1,3}", token)]
    others = [token for token in tokens if token not in initials]
    if initials and others:
        surname = _surname(" ".join(others), gender, case)
        if surname is None or (case is not Case.NOMINATIVE and not _told_by_form(" ".join(others), surname)):
            return None
        read = read_name(" ".join([surname, *initials])).person
        return Person(surname, read.name, read.patronymic, gender_of(Person(surname)) or gender)
    for first, second in ((0, 1), (1, 0)):
        if len(others) == 2 and (name := _name(others[first], gender, case, known=True)) is not None:
            surname = _surname(others[second], gender, case)
            if surname is not None:
                return Person(surname, name, None, gender)
    return None


def _told_by_form(form: str, surname: str) -> bool:
    """Whether the surname in another case differs from what is printed, and so tells whom it is of."""
    return form.lower() != surname.lower()


def _patronymic(form: str, gender: Gender, case: Case) -> str | None:
    stem = _OBLIQUE_PATRONYMIC.match(form)
    found = stem and stem["male" if gender is Gender.MALE else "female"]
    if not found:
        return None
    made = found if gender is Gender.MALE else found + ("А" if form.isupper() else "а")
    return made if _same(decline_part(made, NamePart.PATRONYMIC, gender, case), form) else None


@lru_cache(maxsize=WORDS_KEPT)
def _name(form: str, gender: Gender, case: Case, *, known: bool = False) -> str | None:
    if is_initial(form):
        return form
    fits = [
        each.normal_form
        for each in parses(form.lower())
        if {"Name", CASE_TAGS[case], "sing"} <= each.tag.grammemes
        and each.tag.gender in (GENDER_TAGS[gender], None)
        and (each.is_known or not known)
    ]
    low = form.lower()
    others = () if known else sorted(nominatives(low, gender), key=lambda one: (one != low, _rank(one, low)))
    for made in dict.fromkeys([*fits, *others]):
        if _same(decline_part(made, NamePart.NAME, gender, case), form):
            return keep_capitals(form, _with_yo_of(made, form)) if not form.isupper() else made.upper()
    return None


def _surname(form: str, gender: Gender, case: Case) -> str | None:
    """The likeliest of the surnames that have ``form`` in ``case``: one of the dictionary, or else the plainest."""
    if not form:
        return None
    made = [_each(word, gender, case) for word in form.split("-")]
    whole = next(("-".join(each) for each in product(*made) if all(each)), None)
    return whole and (whole.upper() if form.isupper() and len(form) > 1 else whole)


def _each(word: str, gender: Gender, case: Case) -> list[str]:
    low = word.lower()
    fits = [one for one in nominatives(low, gender) if _same(decline_part(one, NamePart.SURNAME, gender, case), low)]
    if not fits and gender is Gender.FEMALE and case is Case.GENITIVE and low[-1] in "ыи":
        fits = [low[:-1] + "а"]  # Чуприны: a noun that is a surname, declined as a noun
    return [keep_capitals(word, _with_yo_of(one, low)) for one in sorted(fits, key=lambda one: _rank(one, low))]


def _rank(surname: str, form: str) -> tuple[bool, bool, int, str]:
    """Known surnames first; then those whose ending surnames have; of others, the one nearest to what is printed."""
    usual = surname.endswith(("ов", "ев", "ин", "ын", "ова", "ева", "ина", "ына", "ский", "ская", "ко", "ук", "юк"))
    return not readings(surname, "Surn"), not usual, abs(len(surname) - len(form)), surname


def _with_yo_of(made: str, form: str) -> str:
    """``made`` with the dots of ``form`` where both have the same letter."""
    pairs: Iterator[tuple[str, str]] = zip(made, form.lower().ljust(len(made)), strict=False)
    return "".join(other if other == "ё" and one == "е" else one for one, other in pairs)


def _same(one: str, other: str) -> bool:
    return without_yo(one.lower()) == without_yo(other.lower())
