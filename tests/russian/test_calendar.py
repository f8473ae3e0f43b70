"""The working calendar by the published transfers of 2020–2026."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.core.errors import InputError
from letterkit.russian import calendar
from letterkit.russian.calendar import (
    WorkingCalendar,
    add_days,
    is_working,
    known_years,
    nearest_working,
    working_days_between,
)

TRANSFERRED_OFF = """
    2020-05-04 2020-05-05 2020-06-24 2020-07-01 2020-02-24 2020-03-09 2020-05-11
    2021-02-22 2021-11-05 2021-12-31 2021-05-03 2021-05-10 2021-06-14
    2022-03-07 2022-05-03 2022-05-10 2022-05-02 2022-06-13
    2023-02-24 2023-05-08 2023-11-06
    2024-04-29 2024-04-30 2024-05-10 2024-12-30 2024-12-31
    2025-05-02 2025-05-08 2025-06-13 2025-11-03 2025-12-31
    2026-01-09 2026-12-31 2026-03-09 2026-05-11
""".split()
WORKED_SATURDAYS = "2021-02-20 2022-03-05 2024-04-27 2024-11-02 2024-12-28 2025-11-01".split()
ORDINARY = "2024-05-02 2024-05-08 2024-12-27 2025-01-09 2025-05-05 2026-01-12 2026-05-08 2023-01-09 2022-01-10".split()
# The published yearly numbers of working days; in 2020 two more days were declared off later (rules/calendar/2020.yml).
WORKING_DAYS = {2020: 246, 2021: 247, 2022: 247, 2023: 247, 2024: 248, 2025: 247, 2026: 247}


@pytest.mark.parametrize("day", TRANSFERRED_OFF)
def test_transferred_days_are_off(day: str) -> None:
    assert not is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", WORKED_SATURDAYS)
def test_some_saturdays_are_worked(day: str) -> None:
    assert date.fromisoformat(day).weekday() == 5
    assert is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", ORDINARY)
def test_days_beside_holidays_are_worked(day: str) -> None:
    assert is_working(date.fromisoformat(day))


@pytest.mark.parametrize("year", range(2020, 2027))
def test_holidays_of_the_labour_code_are_off(year: int) -> None:
    january = [date(year, 1, day) for day in range(1, 9)]
    others = [
        date(year, 2, 23),
        date(year, 3, 8),
        date(year, 5, 1),
        date(year, 5, 9),
        date(year, 6, 12),
        date(year, 11, 4),
    ]
    assert not any(is_working(day) for day in (*january, *others))


@pytest.mark.parametrize("year", WORKING_DAYS)
def test_a_year_has_as_many_working_days_as_published(year: int) -> None:
    assert working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == WORKING_DAYS[year]


@pytest.mark.parametrize("year", [2004, 2040])
def test_a_year_without_published_transfers_is_refused(year: int) -> None:
    with pytest.raises(InputError) as caught:
        is_working(date(year, 3, 3))
    assert caught.value.code == "calendar.unknown-year"
    assert caught.value.details == {"year": year}


def test_the_years_that_the_library_knows_hold_those_we_need() -> None:
    assert set(range(2013, 2027)) <= known_years()
    assert 2004 not in known_years()


@pytest.mark.parametrize(
    ("day", "way", "expected"),
    [
        ("2026-05-23", "preceding", "2026-05-22"),
        ("2026-05-23", "following", "2026-05-25"),
        ("2026-05-23", "same", "2026-05-23"),
        ("2024-04-28", "preceding", "2024-04-27"),
        ("2024-04-28", "following", "2024-05-02"),
        ("2024-05-23", "preceding", "2024-05-23"),
        ("2025-01-01", "preceding", "2024-12-28"),
        ("2024-12-29", "following", "2025-01-09"),
        ("2025-11-04", "preceding", "2025-11-01"),
    ],
)
def test_the_nearest_working_day_is_before_after_or_the_same(day: str, way: str, expected: str) -> None:
    assert nearest_working(date.fromisoformat(day), way) == date.fromisoformat(expected)  # type: ignore[arg-type]


def test_the_same_day_needs_no_calendar() -> None:
    assert nearest_working(date(2040, 1, 1), "same") == date(2040, 1, 1)


@pytest.mark.parametrize(
    ("start", "days", "working", "expected"),
    [
        ("2024-04-23", 30, False, "2024-05-23"),
        ("2024-01-31", 30, False, "2024-03-01"),
        ("2024-04-26", 1, True, "2024-04-27"),
        ("2024-04-27", 1, True, "2024-05-02"),
        ("2024-12-27", 2, True, "2025-01-09"),
        ("2025-01-09", -1, True, "2024-12-28"),
        ("2024-05-23", 0, True, "2024-05-23"),
    ],
)
def test_a_term_is_counted_from_the_day_after(start: str, days: int, working: bool, expected: str) -> None:
    assert add_days(date.fromisoformat(start), days, working=working) == date.fromisoformat(expected)


@given(st.dates(date(2020, 2, 1), date(2026, 11, 1)), st.integers(1, 40))
def test_a_term_in_working_days_holds_that_many(start: date, days: int) -> None:
    end = add_days(start, days, working=True)
    assert is_working(end)
    assert working_days_between(start, end) == days
    assert working_days_between(end, start) == -days


def test_a_yearly_file_corrects_a_known_year(tmp_path: Path) -> None:
    _write(tmp_path, "2024.yml", "year: 2024\nsource: акт\noff: [2024-05-02]\nworked: [2024-05-04]\n")
    corrected = WorkingCalendar.load(tmp_path)
    assert not corrected.is_working(date(2024, 5, 2))
    assert corrected.is_working(date(2024, 5, 4))
    assert corrected.is_working(date(2024, 4, 27))
    assert not corrected.is_working(date(2024, 4, 29))


def test_a_yearly_file_brings_a_new_year_with_the_holidays_of_the_code(tmp_path: Path) -> None:
    _write(tmp_path, "2040.yml", "year: 2040\nsource: акт\noff: [2040-05-10]\nworked: [2040-05-12]\n")
    new = WorkingCalendar.load(tmp_path)
    assert not new.is_working(date(2040, 5, 10))
    assert new.is_working(date(2040, 5, 12))
    assert not new.is_working(date(2040, 5, 9))
    assert new.is_working(date(2040, 5, 8))
    with pytest.raises(InputError):
        new.is_working(date(2041, 5, 8))


def test_no_folder_means_no_corrections(tmp_path: Path) -> None:
    assert WorkingCalendar.load(tmp_path / "none").is_working(date(2020, 7, 1))


@pytest.mark.parametrize(
    ("content", "code", "details"),
    [
        ("year: 2024\nsource: акт\nof: [2024-05-02]\n", "calendar.unknown-key", {"key": "of"}),
        ("source: акт\n", "calendar.missing-key", {"key": "year"}),
        ("year: true\nsource: акт\n", "calendar.missing-key", {"key": "year"}),
        ("year: 2024\n", "calendar.missing-key", {"key": "source"}),
        (
            "year: 2024\nsource: акт\noff: [2025-05-02]\n",
            "calendar.bad-day",
            {"key": "off", "value": date(2025, 5, 2)},
        ),
        ("year: 2024\nsource: акт\noff: [завтра]\n", "calendar.bad-day", {"key": "off", "value": "завтра"}),
        (
            "year: 2024\nsource: акт\noff: 2024-05-02\n",
            "calendar.bad-day",
            {"key": "off", "value": date(2024, 5, 2)},
        ),
        (
            "year: 2024\nsource: акт\noff: [2024-05-02]\nworked: [2024-05-02]\n",
            "calendar.bad-day",
            {"key": "worked", "value": date(2024, 5, 2)},
        ),
        ("- 1\n", "calendar.file-unreadable", {}),
        ("", "calendar.file-unreadable", {}),
        ("year: [\n", "calendar.file-unreadable", {}),
        ("year: 2024\nsource: акт\noff: [2024-02-31]\n", "calendar.file-unreadable", {}),
    ],
)
def test_a_faulty_yearly_file_says_what_is_wrong(
    tmp_path: Path, content: str, code: str, details: dict[str, object]
) -> None:
    _write(tmp_path, "2024.yml", content)
    with pytest.raises(InputError) as caught:
        WorkingCalendar.load(tmp_path)
    assert (caught.value.code, caught.value.details) == (code, details)
    assert caught.value.file == str(tmp_path / "2024.yml")


def test_two_files_for_one_year_are_a_fault(tmp_path: Path) -> None:
    _write(tmp_path, "2024.yml", "year: 2024\nsource: акт\n")
    _write(tmp_path, "2024b.yml", "year: 2024\nsource: акт\n")
    with pytest.raises(InputError) as caught:
        WorkingCalendar.load(tmp_path)
    assert (caught.value.code, caught.value.details) == ("calendar.year-twice", {"year": 2024})


def test_files_that_are_added_or_mended_hold_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "_folders", lambda: (tmp_path,))
    monkeypatch.setattr(calendar, "_kept", {})
    monkeypatch.setattr(calendar, "_look", calendar._Look())
    monkeypatch.setattr(calendar, "_LOOKS_EVERY_S", 0.0)
    with pytest.raises(InputError):
        is_working(date(2040, 5, 8))
    _write(tmp_path, "2040.yml", "year: 2040\nsource: акт\noff: [2040-05-08]\n")
    assert not is_working(date(2040, 5, 8))
    _write(tmp_path, "2041.yml", "year: сорок первый\nsource: акт\n")
    assert not is_working(date(2040, 5, 8))  # the slip is logged; what was good before holds


def test_the_folder_is_looked_at_no_more_than_once_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "_folders", lambda: (tmp_path,))
    monkeypatch.setattr(calendar, "_look", calendar._Look())
    monkeypatch.setattr(calendar, "monotonic", lambda: now)
    now = 100.0
    assert calendar.edition() == ()
    _write(tmp_path, "2040.yml", "year: 2040\nsource: акт\noff: [2040-05-08]\n")
    now = 100.9
    assert calendar.edition() == ()
    now = 101.0
    assert [name for name, *_ in calendar.edition()] == ["2040.yml"]


def _write(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
