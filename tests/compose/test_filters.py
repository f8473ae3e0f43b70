import datetime

import pytest

from letterkit.compose.filters import FILTERS, CasedName, FilterFault
from letterkit.core.people import Case, Gender, Person

MARIA = Person("Иванова", "Мария", "Петровна", Gender.FEMALE)


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        (
            "genitive",
            "государственная жилищная инспекция Сахалинской области",
            "государственной жилищной инспекции Сахалинской области",
        ),
        ("dative", MARIA, "Ивановой Марии Петровне"),
        ("into", "государственная жилищная инспекция", "в государственную жилищную инспекцию"),
        ("at", "администрация города Южно-Сахалинска", "в администрации города Южно-Сахалинска"),
        ("about", "ремонт дороги", "о ремонте дороги"),
        ("about", "опрос жителей", "об опросе жителей"),
        ("about", "о ремонте", "о ремонте"),
        ("about", "Об опросе", "Об опросе"),
        ("date_digits", datetime.date(2024, 5, 12), "12.05.2024"),
        ("date_words", "12.05.2024", "12 мая 2024 г."),
        ("initials", MARIA, "Иванова М.П."),
        ("lower_first", "Ремонт дома", "ремонт дома"),
        ("lower_first", "ЖКХ", "ЖКХ"),
        ("upper_first", "ёлка", "Ёлка"),
        ("quote", "Рога и «копыта»", "«Рога и „копыта“»"),
        ("quote", "«Рога»", "«Рога»"),
        ("no_dot", "готово.", "готово"),
        ("sentence", "дом сдан", "Дом сдан."),
        ("sentence", "Сдан ли дом?", "Сдан ли дом?"),
        ("count", ("а", "б"), 2),
    ],
)
def test_filters_make_right_russian(name: str, given: object, expected: object) -> None:
    made = FILTERS[name](given)
    assert expected == (made.replace("\u00a0", " ") if isinstance(made, str) else made)


def test_a_list_is_joined_as_people_say_it() -> None:
    assert FILTERS["join"](("а", "б", "в"), ", ", " и ") == "а, б и в"
    assert FILTERS["join"](("а",), ", ", " и ") == "а"


def test_the_noun_goes_with_its_number() -> None:
    assert [FILTERS["plural"](n, "день", "дня", "дней") for n in (1, 3, 11, "25")] == ["день", "дня", "дней", "дней"]


def test_a_name_known_in_all_cases_is_not_guessed() -> None:
    name = CasedName({case: f"как надо, {case}" for case in Case})
    assert FILTERS["dative"](name) == "как надо, dative"


@pytest.mark.parametrize(
    ("name", "given"), [("dative", None), ("money", "много"), ("join", "а"), ("initials", "Иванова")]
)
def test_what_a_filter_cannot_change_it_refuses(name: str, given: object) -> None:
    with pytest.raises(FilterFault):
        FILTERS[name](given)
