"""The lists of control: the week ahead by executor, what is overdue, on any day, of one body alone."""

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import update

from letterkit.core.office import AppealState
from letterkit.core.register import Control
from letterkit.office.cases import appeals
from letterkit.office.control.weekly_lists import (
    control_items,
    count_overdue,
    first_of_days,
    of_days,
    overdue,
    shares,
    warning,
    week_ahead,
    whose_of,
)
from letterkit.reports.control_words import control_json, control_sheet, control_text
from letterkit.store.database import Database
from letterkit.store.tables import Appeal

from ..cases.conftest import Day

pytestmark = pytest.mark.both_databases

ON = date(2024, 6, 5)  # a Wednesday


def appeal(day: Day, number: str, due: date, **columns: object) -> Appeal:
    made = day.entered(number=number)
    with day.office.database.writing() as session:
        session.execute(update(Appeal).where(Appeal.id == made.id).values(due=due, **columns))
    return made


def numbers(items: object) -> list[str]:
    return [item.number for item in items]  # type: ignore[attr-defined]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_week_ahead_is_whole_and_begins_within_seven_days(on: date) -> None:
    first, last = week_ahead(on)
    assert (first.weekday(), last.weekday(), last - first) == (0, 6, timedelta(days=6))
    assert timedelta(0) <= first - on < timedelta(days=7)


@pytest.mark.parametrize(
    ("on", "first"), [("2024-06-03", "2024-06-03"), ("2024-06-05", "2024-06-10"), ("2024-06-09", "2024-06-10")]
)
def test_on_a_monday_the_week_ahead_is_the_one_that_begins(on: str, first: str) -> None:
    assert week_ahead(date.fromisoformat(on))[0] == date.fromisoformat(first)


def test_the_warning_reaches_to_the_sunday_of_the_week_ahead_and_leaves_nothing_out(day: Day) -> None:
    days = {"вчера": 4, "сегодня": 5, "пятница": 7, "понедельник": 10, "воскресенье": 16, "потом": 17}
    for number, due in days.items():
        appeal(day, number, date(2024, 6, due))
    database = day.office.database
    assert numbers(warning(database, "", ON)) == ["сегодня", "пятница", "понедельник", "воскресенье"]
    assert numbers(overdue(database, "", ON)) == ["вчера"]
    assert numbers(of_days(database, "", ON, date(2024, 6, 3), date(2024, 6, 9))) == ["вчера", "сегодня", "пятница"]
    both = {*numbers(warning(database, "", ON)), *numbers(overdue(database, "", ON))}
    assert both == {"вчера", "сегодня", "пятница", "понедельник", "воскресенье"}


def test_extended_appeals_count_by_their_new_day_and_those_done_not_at_all(day: Day) -> None:
    appeal(day, "продлено", date(2024, 6, 3), extended_to=date(2024, 6, 6))
    appeal(day, "исполнено", date(2024, 6, 3), state=AppealState.DONE)
    appeal(day, "просрочено", date(2024, 6, 3))
    assert numbers(overdue(day.office.database, "", ON)) == ["просрочено"]
    assert [item.is_extended for item in warning(day.office.database, "", ON)] == [True]


def test_a_day_gone_by_is_told_as_it_was(day: Day) -> None:
    appeal(day, "ответили позже", date(2024, 5, 28), state=AppealState.DONE, answered=date(2024, 6, 3))
    appeal(day, "ответили раньше", date(2024, 5, 28), state=AppealState.DONE, answered=date(2024, 5, 27))
    appeal(day, "ещё не было", date(2024, 5, 28), registered=date(2024, 6, 1))
    assert numbers(overdue(day.office.database, "", date(2024, 5, 30))) == ["ответили позже"]
    assert numbers(overdue(day.office.database, "", date(2024, 6, 3))) == ["ещё не было"]


def test_lists_are_told_executor_by_executor_those_of_nobody_first(day: Day) -> None:
    for number, due in {"И-1": 7, "И-2": 6, "И-3": 6}.items():
        made = appeal(day, number, date(2024, 6, due))
        if number != "И-3":
            appeals.assign(day.office, day.staff.registry, made.id, day.staff.executor.id)
    found = shares(warning(day.office.database, "", ON))
    assert [(share.executor, numbers(share.items)) for share in found] == [
        ("", ["И-3"]),
        ("Петрова А.С.", ["И-2", "И-1"]),
    ]


def test_a_page_gets_the_first_of_each_executor_and_how_many_there_are(day: Day) -> None:
    for number in range(5):
        made = appeal(day, f"И-{number}", date(2024, 6, 4 - number % 2))
        if number < 4:
            appeals.assign(day.office, day.staff.registry, made.id, day.staff.executor.id)
    found = first_of_days(day.office.database, "", ON, None, 3)
    assert [(share.executor, share.count, numbers(share.items)) for share in found] == [
        ("", 1, ["И-4"]),
        ("Петрова А.С.", 4, ["И-1", "И-3", "И-0"]),
    ]
    ahead = (date(2024, 6, 4), date(2024, 6, 9))
    assert [share.count for share in first_of_days(day.office.database, "", ON, ahead, 3)] == [1, 2]


def test_executors_see_their_own_and_the_office_everything(day: Day) -> None:
    made = appeal(day, "И-1", date(2024, 6, 3))
    appeal(day, "И-2", date(2024, 6, 3))
    appeals.assign(day.office, day.staff.registry, made.id, day.staff.executor.id)
    staff = day.staff
    assert [whose_of(each) for each in (staff.executor, staff.registry)] == [staff.executor.id, None]
    assert count_overdue(day.office, staff.executor, ON) == 1
    assert count_overdue(day.office, staff.colleague, ON) == 0
    assert count_overdue(day.office, staff.signer, ON) == 2
    assert numbers(control_items(day.office.database, Control.FINAL, "", ON, staff.executor.id)) == ["И-1"]


def test_another_body_has_lists_of_its_own(day: Day) -> None:
    appeal(day, "наше", date(2024, 6, 3))
    appeal(day, "чужое", date(2024, 6, 3), body="other")
    assert numbers(overdue(day.office.database, "", ON)) == ["наше"]
    assert numbers(overdue(day.office.database, "other", ON)) == ["чужое"]


def test_the_database_is_asked_as_often_for_many_appeals_as_for_one(day: Day, queries: Callable[[], int]) -> None:
    asked = []
    for number in range(4):
        made = appeal(day, f"И-{number}", date(2024, 6, 3))
        appeals.assign(day.office, day.staff.registry, made.id, day.staff.executor.id)
        before = queries()
        overdue(day.office.database, "", ON)
        asked.append(queries() - before)
    assert asked == [asked[0]] * 4


def test_the_lists_are_told_as_lines_as_json_and_as_a_spreadsheet(day: Day) -> None:
    made = appeal(day, "И-1", date(2024, 6, 3), subject="=ремонт")
    appeals.assign(day.office, day.staff.registry, made.id, day.staff.executor.id)
    appeal(day, "И-2", date(2024, 6, 10))
    database: Database = day.office.database
    lists = {kind: control_items(database, kind, "", ON) for kind in (Control.WARNING, Control.FINAL)}
    text = control_text(lists, ON, week_ahead(ON)[1])
    assert "Исполнить до 16.06.2024 включительно (пункт 7.2 Порядка): 1 обращение." in text
    assert "  Петрова А.С., отдел жилищной политики: 1 обращение" in text
    assert "    03.06.2024 (просрочено на 2 дня) № И-1: =ремонт" in text
    told = control_json(lists, ON, week_ahead(ON))
    assert told["week"] == {"from": "2024-06-10", "to": "2024-06-16"}
    assert told["overdue"]["count"] == 1
    assert told["overdue"]["appeals"][0]["days_left"] == -2
    assert told["warning"]["appeals"][0]["executor"] is None
    book = load_workbook(io.BytesIO(control_sheet(lists, ON, week_ahead(ON)[1])))
    assert book.sheetnames == ["Предупреждения", "Просрочено"]
    rows = [[cell.value for cell in row] for row in book["Просрочено"].iter_rows(min_row=2)]
    assert rows[1][:5] == ["Петрова А.С.", "отдел жилищной политики", "И-1", rows[1][3], "=ремонт"]
    assert book["Просрочено"]["E3"].data_type == "s"
