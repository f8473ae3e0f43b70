"""Gender: from the patronymic, then the name, then the surname; never a guess."""

import pytest

from letterkit.core.people import Gender, Person
from letterkit.russian.names import gender_of, parse_name

M, F = Gender.MALE, Gender.FEMALE


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Иванова Мария Петровна", F),
        ("Шевченко Саша Иванович", M),
        ("Алиев Рашид Гасан оглы", M),
        ("Гусейнова Айгюнь Мамед кызы", F),
        ("Ким Алексей", M),
        ("Шмидт Анна-Мария", F),
        ("Асият", F),
        ("Этери", F),
        ("Женя Иванов", M),
        ("Валя Петрова", F),
        ("Иванов", M),
        ("Крупская", F),
        ("Толстой", M),
        ("Лавров И.", M),
        ("Рабинович Анна", F),
    ],
)
def test_what_the_name_says(text: str, gender: Gender) -> None:
    assert parse_name(text).gender is gender


@pytest.mark.parametrize(
    "text",
    [
        "Саша", "Женя", "Валя", "Шура", "Ким", "Ким А.", "Шевченко", "Ткачук", "Шевченко Саша", "Долгих Ж.", "Коваль",
        "Щербина", "Бузина", "Ли Мин Хо", "Ивановой М.П.",
    ],
)  # fmt: skip
def test_what_cannot_be_known_is_not_guessed(text: str) -> None:
    assert parse_name(text).gender is None


def test_the_card_knows_better_than_the_name() -> None:
    assert gender_of(Person(surname="Иванов", gender=F)) is F


def test_nobody_has_no_gender() -> None:
    assert gender_of(Person()) is None
