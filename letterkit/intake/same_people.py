"""Names of an appeal put together: one person is named «Иванова М.П.» here and «Мария Петровна Иванова» there."""

from dataclasses import replace

from letterkit.core.people import Person
from letterkit.intake.named_person import NamedPerson
from letterkit.russian.names_decline import is_initial
from letterkit.russian.names_gender import gender_of
from letterkit.russian.names_letters import without_yo


def as_one_each(named: list[NamedPerson]) -> list[NamedPerson]:
    """One candidate a person: the fullest name, the sum of what speaks for them, all the places.

    A surname is taken from the signature, which is in the nominative: «от Зайца Виктора», «Заяц В.».
    """
    merged: list[NamedPerson] = []
    for one in sorted(named, key=lambda each: -_fullness(each.person)):
        same = next((other for other in merged if _is_same(other.person, one.person)), None)
        if same is None and (turned := _name_to_turn(one.person, merged)) is not None:
            turned.person, same = replace(turned.person, surname=turned.person.name, name=turned.person.surname), turned
        if same is None:
            merged.append(one)
            continue
        same.person = _fuller(same.person, one.person)
        if "in the close" in one.signs and one.person.surname and "in the close" not in same.signs:
            same.person = replace(same.person, surname=one.person.surname)
        same.places += one.places
        same.signs |= one.signs
        same.represents |= one.represents
        same.represented |= one.represented
        same.reached |= one.reached
    return merged


def _name_to_turn(person: Person, others: list[NamedPerson]) -> NamedPerson | None:
    """Of two words either of which can be the surname («Аркадий Рейнгольд»): the one that initials show to be."""
    for other in others:
        if person.surname and other.person.name and not other.person.patronymic and is_initial(person.name or ""):
            if (
                _same_surname(person.surname, other.person.name)
                and (other.person.surname or "")[:1] == (person.name or "")[:1]
            ):
                return other
    return None


def _fullness(person: Person) -> int:
    return sum(2 - is_initial(part) for part in (person.surname, person.name, person.patronymic) if part)


def _fuller(one: Person, other: Person) -> Person:
    surname = one.surname or other.surname
    name = one.name if one.name and not (is_initial(one.name) and other.name) else other.name
    patronymic = (
        one.patronymic if one.patronymic and not (is_initial(one.patronymic) and other.patronymic) else other.patronymic
    )
    if one.surname and other.surname and one.surname != other.surname and is_initial(one.name or ""):
        surname = one.surname
    made = Person(surname, name, patronymic, one.gender or other.gender)
    return replace(made, gender=gender_of(replace(made, gender=None)) or made.gender)


def _is_same(one: Person, other: Person) -> bool:
    if one.surname and other.surname and not _same_surname(one.surname, other.surname):
        return _has_initials_of(one, other)
    if not (one.surname and other.surname) and not (
        one.name and other.name and not is_initial(one.name) and not is_initial(other.name)
    ):
        return False
    pairs = ((one.name, other.name), (one.patronymic, other.patronymic))
    return all(not a or not b or _agrees(a, b) for a, b in pairs)


def _has_initials_of(one: Person, other: Person) -> bool:
    """Whether ``one`` may be the signature of ``other``: «Заяц В.Л.» of «от Зайца Виктора Лукича»."""
    pairs = ((one.name, other.name), (one.patronymic, other.patronymic))
    alike = (one.surname or "")[:2] == (other.surname or "")[:2]
    return alike and all(a and b and is_initial(a) != is_initial(b) and a[0] == b[0] for a, b in pairs)


def _same_surname(one: str, other: str) -> bool:
    a, b = without_yo(one.lower()), without_yo(other.lower())
    shared = min(len(a), len(b)) - 2
    return a == b or (shared > 3 and a[:shared] == b[:shared] and abs(len(a) - len(b)) < 3)


def _agrees(one: str, other: str) -> bool:
    a, b = without_yo(one.lower()).rstrip("."), without_yo(other.lower()).rstrip(".")
    return a == b or ((is_initial(one) or is_initial(other)) and a[:1] == b[:1]) or (len(a) > 1 and a[:-1] == b[:-1])
