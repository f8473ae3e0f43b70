"""Dates are found where people see dates, and nowhere else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.russian.dates import (
    date_digits,
    date_words,
    find_dates,
    impossible_dates,
    parse_date,
    partial_dates,
)

NBSP = "\u00a0"

# The text with the expected date in [brackets]; its last day; precision; form.
DAYS = [
    ("Письмо от [12 мая 2024 г.] получено", date(2024, 5, 12), "words"),
    ("Письмо от [12 мая 2024 года] получено", date(2024, 5, 12), "words"),
    ("до [1 июля 2024] и позже", date(2024, 7, 1), "words"),
    ("от [«12» мая 2024 г.] № 5", date(2024, 5, 12), "words"),
    ("не позднее [1-го июля 2024 года]", date(2024, 7, 1), "words"),
    ("от [12 янв. 2024 г.] № 5", date(2024, 1, 12), "words"),
    (f"от [12{NBSP}мая{NBSP}2024{NBSP}г.] №{NBSP}5", date(2024, 5, 12), "words"),
    ("от [12\nмая 2024 г.]", date(2024, 5, 12), "words"),
    ("ДО [1 ИЮЛЯ 2024 ГОДА]", date(2024, 7, 1), "words"),
    ("[12.05.2024] № 3.08-1201/24", date(2024, 5, 12), "digits"),
    ("На № И-345 от [14.05.2024]", date(2024, 5, 14), "digits"),
    ("(от [1.2.2024])", date(2024, 2, 1), "digits"),
    ("не позднее [05.07.24г.]", date(2024, 7, 5), "digits-short"),
    ("действует с [01.10.26], затем", date(2026, 10, 1), "digits-short"),
    ("родился [12.05.75]", date(1975, 5, 12), "digits-short"),
    ("от [12.05.2024г.] № 5", date(2024, 5, 12), "digits"),
    ("до [29.02.2024].", date(2024, 2, 29), "digits"),
    ("на [2024-05-12] верно", date(2024, 5, 12), "iso"),
    ("на [12/05/2024] верно", date(2024, 5, 12), "slashes"),
]

# The text, its first and last day, precision.
PERIODS = [
    ("в [декабре 2024 года] решат", date(2024, 12, 1), date(2024, 12, 31), "month"),
    ("с [мая 2024 года]", date(2024, 5, 1), date(2024, 5, 31), "month"),
    ("[февраль 2024 г.]", date(2024, 2, 1), date(2024, 2, 29), "month"),
    ("в [январе – марте 2025 года]", date(2025, 1, 1), date(2025, 3, 31), "month"),
    ("до [конца 2025 года]", date(2025, 1, 1), date(2025, 12, 31), "year"),
    ("до [конца мая 2025 года]", date(2025, 5, 1), date(2025, 5, 31), "month"),
    ("в [III квартале 2025 года]", date(2025, 7, 1), date(2025, 9, 30), "quarter"),
    ("во [2 квартале 2025 г.]", date(2025, 4, 1), date(2025, 6, 30), "quarter"),
    ("в [3-м квартале 2025 года]", date(2025, 7, 1), date(2025, 9, 30), "quarter"),
    ("в [четвертом квартале 2025 года]", date(2025, 10, 1), date(2025, 12, 31), "quarter"),
    ("в [первом полугодии 2025 года]", date(2025, 1, 1), date(2025, 6, 30), "half-year"),
    ("к [2026 году]", date(2026, 1, 1), date(2026, 12, 31), "year"),
    ("на [2024–2026 годы]", date(2024, 1, 1), date(2026, 12, 31), "year"),
    ("в [2024 г.] и", date(2024, 1, 1), date(2024, 12, 31), "year"),
    ("с [1 по 15 мая 2024 года]", date(2024, 5, 1), date(2024, 5, 15), "day"),
    ("[10–15 июня 2024 г.]", date(2024, 6, 10), date(2024, 6, 15), "day"),
]

NO_DATES = [
    "тел. (4242) 00-00-00",
    "+7 (4242) 12-05-20, доб. 24",
    "№ 3.08-1201/24",
    "в соответствии с п. 1.2.2024",
    "в соответствии с пунктом 12.05.2024",
    "№ 12.05.2024",
    "СанПиН 2.1.3684-21",
    "СП 54.13330.2022",
    "СНиП 2.08.01-89",
    "код ОКВЭД 41.20.00",
    "код 41.20.00",
    "адрес 10.10.20.5",
    "кадастровый номер 65:01:0101001:12",
    "693000, г. Южно-Сахалинск",
    "№№ 10, 12, 2024",
    "сумма 1 250 000,12 руб.",
    "дом 12, кв. 5",
    "59-ФЗ",
    "в доме 2024 квартиры",
    "",
]


@pytest.mark.parametrize(("marked", "day", "form"), DAYS)
def test_a_day_is_found_to_the_character(marked: str, day: date, form: str) -> None:
    text, start, end = _unmark(marked)
    (found,) = find_dates(text)
    assert (found.date, found.first, found.precision, found.form) == (day, day, "day", form)
    assert (found.start, found.end, found.text) == (start, end, text[start:end])


@pytest.mark.parametrize(("marked", "first", "last", "precision"), PERIODS)
def test_a_period_ends_on_its_last_day(marked: str, first: date, last: date, precision: str) -> None:
    text, start, end = _unmark(marked)
    (found,) = find_dates(text)
    assert (found.first, found.date, found.precision) == (first, last, precision)
    assert (found.start, found.end) == (start, end)
    assert found.is_range


@pytest.mark.parametrize("text", NO_DATES)
def test_numbers_that_are_no_dates_stay_numbers(text: str) -> None:
    assert find_dates(text) == ()
    assert impossible_dates(text) == ()


@pytest.mark.parametrize(
    "marked",
    [
        "до [31.02.2024] решат",
        "от [45.13.2024] № 5",
        "до [31 апреля 2024 года]",
        "до [31 апреля]",
        "до [30 февраля 2024 г.]",
        "от [29 февраля 2023 года]",
        "от [29.02.23]",
        "до [00.05.2024]",
        "до [12.00.2024]",
        "с [1 по 31 июня 2024 года]",
        "от [12.05.0224]",
    ],
)
def test_a_day_that_no_calendar_has_is_found_apart(marked: str) -> None:
    text, start, end = _unmark(marked)
    assert find_dates(text) == ()
    (found,) = impossible_dates(text)
    assert (found.start, found.end, found.text) == (start, end, text[start:end])


@pytest.mark.parametrize(
    ("marked", "precision", "year", "last"),
    [
        ("отремонтируют до [1 октября]", "day", 2024, date(2024, 10, 1)),
        ("во [II квартале]", "quarter", 2024, date(2024, 6, 30)),
        ("до [конца текущего года]", "year", 2024, date(2024, 12, 31)),
        ("в [мае] решат", "month", 2024, date(2024, 5, 31)),
        ("до [29 февраля]", "day", 2023, None),
        ("с [1 по 15 мая]", "day", 2024, date(2024, 5, 15)),
    ],
)
def test_a_date_without_a_year_waits_for_one(marked: str, precision: str, year: int, last: date | None) -> None:
    text, start, end = _unmark(marked)
    assert find_dates(text) == ()
    (found,) = partial_dates(text)
    assert (found.start, found.end, found.precision, found.last(year)) == (start, end, precision, last)


@pytest.mark.parametrize("street", ["ул. 9 Мая, д. 5", "на улице 8 Марта", "площадь 1 Мая"])
def test_streets_named_after_days_are_no_dates(street: str) -> None:
    assert partial_dates(street) == ()


def test_both_ends_of_a_range_are_found_with_the_year_of_the_second() -> None:
    text = "с 1 мая по 15 июня 2024 года"
    assert [(found.text, found.date) for found in find_dates(text)] == [
        ("1 мая", date(2024, 5, 1)),
        ("15 июня 2024 года", date(2024, 6, 15)),
    ]
    assert [found.date for found in find_dates("12.05.2024-15.05.2024")] == [date(2024, 5, 12), date(2024, 5, 15)]
    assert [found.date for found in find_dates("с 12.05.2024 по 15.05.2024")] == [date(2024, 5, 12), date(2024, 5, 15)]


def test_dates_come_in_the_order_of_the_text() -> None:
    text = "В 2023 году, затем 12.05.2024, в мае 2024 года и до 1 июля 2024 г."
    found = find_dates(text)
    assert [one.text for one in found] == ["2023 году", "12.05.2024", "мае 2024 года", "1 июля 2024 г."]
    assert [one.start for one in found] == sorted(one.start for one in found)


@pytest.mark.parametrize(
    "text",
    ["12.05.2024", "12.05.24", " 2024-05-12 ", "12 мая 2024 г.", "12 мая 2024", "«12» мая 2024 г.", "12/05/2024"],
)
def test_one_day_is_read(text: str) -> None:
    assert parse_date(text) == date(2024, 5, 12)


@pytest.mark.parametrize(
    "text", ["", "31.02.2024", "мая 2024 года", "12 мая", "от 12.05.2024", "12.05.2024 13.05.2024", "завтра", "2024"]
)
def test_what_is_not_one_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date\.unreadable"):
        parse_date(text)


def test_a_range_of_days_is_not_one_day() -> None:
    with pytest.raises(ValueError, match=r"date\.unreadable"):
        parse_date("1–15 мая 2024 г.")


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)))
def test_what_is_written_is_read_back(day: date) -> None:
    assert parse_date(date_words(day)) == day
    assert parse_date(date_digits(day)) == day
    assert parse_date(date_words(day, NBSP)) == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(day.strftime("%d.%m.%y")) == day


def test_dates_are_written_as_letters_write_them() -> None:
    assert date_words(date(2024, 5, 12)) == "12 мая 2024 г."
    assert date_words(date(2024, 5, 2), NBSP) == f"2{NBSP}мая{NBSP}2024{NBSP}г."
    assert date_digits(date(2024, 5, 2)) == "02.05.2024"


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1990, 2060))
def test_each_written_day_is_either_found_or_impossible(day: int, month: int, year: int) -> None:
    text = f"от {day:02}.{month:02}.{year} г."
    assert len(find_dates(text)) + len(impossible_dates(text)) == 1
    exists = (date(year, month, 1) + timedelta(days=day - 1)).month == month
    assert bool(find_dates(text)) == exists


@given(st.text(alphabet="0123456789.мая июнягод№- /", max_size=40))
def test_nothing_written_breaks_the_search(text: str) -> None:
    for found in (*find_dates(text), *impossible_dates(text), *partial_dates(text)):
        assert text[found.start : found.end] == found.text


def _unmark(marked: str) -> tuple[str, int, int]:
    start = marked.index("[")
    end = marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end
