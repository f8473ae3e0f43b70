"""People's names: reading them, their gender, any case, initials.

Norms: the Russian Academy's rules of declension (male surnames on a consonant decline, female ones do not;
-ко, -о, -их, -ых, -дзе, -швили never do); names of 59-FZ letters are given in full or as «Ивановой М.П.».
"""

from letterkit.core.people import Case, Person
from letterkit.russian.names_cases import possible_cases
from letterkit.russian.names_decline import decline_pieces, is_initial
from letterkit.russian.names_gender import gender_of
from letterkit.russian.names_parse import read_name
from letterkit.russian.names_tables import NamePart
from letterkit.russian.remembered import cache_by_text


@cache_by_text
def parse_name(text: str) -> Person:
    """The person whom ``text`` names («Иванова Мария Петровна», «М.П. Иванова», «Ким А.»); raises nothing.

    Unknown parts are None. The gender is the one that the name would say in the nominative, None when it says none;
    initials stand in ``name`` and ``patronymic`` with their full stops.
    """
    return read_name(text).person


def decline(person: Person, case: Case) -> Person:
    """``person`` with each part of the name in ``case``.

    Where the gender is not known, a part changes only if men and women have the same form; else it stays as it is.
    """
    gender = gender_of(person)
    given = ((NamePart.SURNAME, person.surname), (NamePart.NAME, person.name), (NamePart.PATRONYMIC, person.patronymic))
    put = dict(decline_pieces(tuple((part, text) for part, text in given if text), gender, case))
    return Person(put.get(NamePart.SURNAME), put.get(NamePart.NAME), put.get(NamePart.PATRONYMIC), gender)


def with_initials(person: Person, case: Case = Case.NOMINATIVE, initials_first: bool = False) -> str:
    """«Ивановой М.П.», or «М.П. Ивановой»; without a surname, the name and patronymic in full."""
    declined = decline(person, case)
    initials = "".join(_initial(part) for part in (person.name, person.patronymic) if part)
    if not declined.surname:
        return salutation_name(declined) or declined.full
    pair = (initials, declined.surname) if initials_first else (declined.surname, initials)
    return " ".join(part for part in pair if part)


def salutation_name(person: Person) -> str:
    """How the person is addressed: «Мария Петровна», or «Мария» when there is no patronymic; empty without a name."""
    known = [part for part in (person.name, person.patronymic) if part and not is_initial(part)]
    return " ".join(known) if person.name and not is_initial(person.name) else ""


def _initial(part: str) -> str:
    if part.endswith("."):
        return part
    first_words = part.split(" ")[:1] if part.split(" ")[-1].islower() else part.split(" ")
    return "".join("-".join(f"{piece[0].upper()}." for piece in word.split("-") if piece) for word in first_words)


__all__ = ["decline", "gender_of", "parse_name", "possible_cases", "salutation_name", "with_initials"]
