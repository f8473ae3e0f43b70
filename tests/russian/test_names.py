"""People in letters: any case, initials, the name in a salutation, possible cases of a printed surname."""

import pytest

from letterkit.core.people import Case, Gender, Person
from letterkit.russian.names import decline, parse_name, possible_cases, salutation_name, with_initials

MARIA = Person("Иванова", "Мария", "Петровна")


def test_a_whole_person_is_declined() -> None:
    assert decline(MARIA, Case.DATIVE) == Person("Ивановой", "Марии", "Петровне", Gender.FEMALE)


def test_the_patronymic_decides_how_an_indeclinable_surname_goes_on() -> None:
    assert decline(Person("Ткачук", "Саша", "Петровна"), Case.DATIVE).surname == "Ткачук"
    assert decline(Person("Ткачук", "Саша", "Петрович"), Case.DATIVE).surname == "Ткачуку"


@pytest.mark.parametrize(
    ("person", "first", "expected"),
    [
        (MARIA, False, "Ивановой М.П."),
        (MARIA, True, "М.П. Ивановой"),
        (Person("Ким", "Алексей"), False, "Киму А."),
        (Person("Шмидт", "Анна-Мария"), False, "Шмидт А.-М."),
        (Person("Алиев", "Рашид", "Гасан оглы"), False, "Алиеву Р.Г."),
        (Person(None, "Мария", "Петровна"), False, "Марии Петровне"),
        (Person("Иванов", "М.", "П."), False, "Иванову М.П."),
        (Person("Иванов"), False, "Иванову"),
    ],
)
def test_initials_stand_with_the_surname_in_its_case(person: Person, first: bool, expected: str) -> None:
    assert with_initials(person, Case.DATIVE, initials_first=first) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Иванова Мария Петровна", "Мария Петровна"), ("Ким Алексей", "Алексей"), ("Иванова М.П.", ""), ("Иванов", "")],
)
def test_a_salutation_takes_name_and_patronymic(text: str, expected: str) -> None:
    assert salutation_name(parse_name(text)) == expected


def test_korean_names_change_in_the_last_word_only() -> None:
    person = decline(Person("Пак", "Чен Ир", None, Gender.MALE), Case.DATIVE)
    assert person.full == "Пак Чен Иру"


@pytest.mark.parametrize(
    "surname",
    [
        "Ивановой", "Иванову", "Киму", "Шевченко", "Долгих", "Ткачук", "Ткачуку", "Толстому", "Толстой", "Чайковской",
        "Сироте",
        "Ковалю", "Кузнецу", "Кравцу", "Гоголю", "Соловьёву-Седому", "Ли", "Шоу", "Гёте", "Живаго", "Антоненку",
        "Гогоберидзе",
    ],
)  # fmt: skip
def test_a_surname_that_can_be_a_dative_is_seen_as_one(surname: str) -> None:
    assert Case.DATIVE in {case for case, _ in possible_cases(surname)}


@pytest.mark.parametrize("surname", ["Иванов", "Иванова", "Петровым", "Крупская", "Кузнецова", "Толстого", "Пушкине"])
def test_a_surname_in_another_case_is_no_dative(surname: str) -> None:
    assert Case.DATIVE not in {case for case, _ in possible_cases(surname)}


def test_the_gender_of_a_printed_surname_shows_in_its_case() -> None:
    assert {gender for case, gender in possible_cases("Ивановой") if case is Case.DATIVE} == {Gender.FEMALE}
    assert possible_cases("Ткачук", Gender.MALE) == frozenset({(Case.NOMINATIVE, Gender.MALE)})


def test_an_indeclinable_surname_can_stand_in_every_case() -> None:
    assert len(possible_cases("Шевченко")) == 12


def test_no_surname_has_no_cases() -> None:
    assert possible_cases(" ") == frozenset()
