"""Tables of the register: errors in their cells, taken in once, written out and read back as the same."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from letterkit.core.clock import stopped_at
from letterkit.core.errors import TableError
from letterkit.office.cases import appeals
from letterkit.office.register import exporting, helpers, importing, listing, repeats
from letterkit.office.register.details import Details
from letterkit.office.register.importing import ImportResult
from letterkit.office.register.listing import Filters
from letterkit.office.register.table import RegisterTable, read_table
from letterkit.office.register.template import register_template
from letterkit.reports.sheet_words import fault_line, fault_words
from letterkit.store.register_tables import Question
from letterkit.store.tables import Appeal
from letterkit.tables import error_table

from ..cases.conftest import Day

HEADERS = (
    "Вх. номер;Дата регистрации;ФИО заявителя;Вид;О чём;Вопросы;Группа;Исполнитель;Соисполнители;"
    "Дата ответа;Исх. №;Итог"
)
ROW = (
    "И-1;13.05.2024;Иванова Мария Петровна;жалоба;ремонт крыши;Когда?;6.1;Петрова А.С.;Ли А.С.;"
    "03.06.2024;17/24;отказано"
)


def due_on(day: date) -> date:
    return day + timedelta(days=30)


def table(*rows: str, headers: str = HEADERS) -> RegisterTable:
    return read_table("\n".join([headers, *rows]).encode(), "реестр.csv")


def take(day: Day, *rows: str, good_rows: bool = False) -> ImportResult:
    return importing.take_in(
        day.office.database, day.staff.registry, "", table(*rows), b"", due_on, good_rows=good_rows
    )


def counts(taken: ImportResult) -> tuple[int, int, int, int, bool]:
    return taken.new, taken.changed, taken.same, taken.faulty, taken.is_done


def only(day: Day) -> Appeal:
    (appeal,) = listing.page(day.office, day.staff.registry, Filters()).rows
    return appeal


def test_what_came_by_email_after_the_law_closed_that_way_is_told_once_and_taken(day: Day) -> None:
    days = ("28.03.2025", "31.03.2025", "01.04.2025")
    rows = [f"И-{number};{on};ремонт;электронная почта" for number, on in enumerate(days)]
    by_email = table(*rows, headers="Вх. номер;Дата регистрации;О чём;Как поступило")
    with stopped_at(datetime(2025, 7, 1, tzinfo=UTC)):
        taken = importing.take_in(day.office.database, day.staff.registry, "", by_email, b"", due_on)
    assert [(fault.error.code, fault.row, fault.is_warning) for fault in taken.faults] == [("appeal.by-email", 3, True)]
    assert (taken.new, taken.is_done) == (3, True)


def test_a_row_becomes_an_appeal_with_its_answer(day: Day) -> None:
    assert counts(take(day, ROW)) == (1, 0, 0, 0, True)
    found = only(day)
    assert (found.number, found.registered, found.applicant) == ("И-1", date(2024, 5, 13), "Иванова Мария Петровна")
    assert (found.kind, found.group, found.due) == ("complaint", "Капитальный ремонт", date(2024, 6, 12))
    assert (found.state, found.answered, found.reply_number, found.result) == (
        "done",
        date(2024, 6, 3),
        "17/24",
        "refused",
    )
    assert found.responsible_id == day.staff.executor.id
    assert [each.id for each in helpers.of(day.office, [found.id])[found.id]] == [day.staff.colleague.id]
    with day.office.database.reading() as session:
        (asked,) = session.scalars(select(Question)).all()
    assert (asked.words, asked.answered, asked.how) == ("Когда?", date(2024, 6, 3), "ответ дан в другой системе")
    assert listing.page(day.office, day.staff.registry, Filters("крыша")).total == 1
    assert day.journal("register") == ["register.imported"]


def test_a_table_taken_twice_changes_nothing(day: Day) -> None:
    take(day, ROW)
    assert counts(take(day, ROW)) == (0, 0, 1, 0, True)
    assert day.journal("register") == ["register.imported"]


def test_a_row_that_says_more_changes_its_appeal_and_an_empty_cell_takes_nothing_away(day: Day) -> None:
    take(day, "И-1;13.05.2024;Иванова Мария Петровна;;ремонт крыши;Когда?;;Кто-то Незнакомый;;;;")
    assert only(day).responsible_name == "Кто-то Незнакомый"
    taken = take(day, "И-1;13.05.2024;;жалоба;;;;Петрова А.С.;;03.06.2024;17/24;удовлетворено")
    assert counts(taken) == (0, 1, 0, 0, True)
    found = only(day)
    assert (found.subject, found.kind, found.state, found.result) == ("ремонт крыши", "complaint", "done", "satisfied")
    assert (found.responsible_id, found.responsible_name) == (day.staff.executor.id, None)
    assert day.journal(f"appeal:{found.id}") == ["appeal.changed"]
    with day.office.database.reading() as session:
        assert session.scalars(select(Question.answered)).all() == [date(2024, 6, 3)]


def test_an_appeal_entered_by_hand_is_known_again(day: Day) -> None:
    day.entered(number="И-1", registered="13.05.2024", group="6.1", subject="ремонт крыши", questions=["Когда?"])
    assert counts(take(day, ROW.replace("жалоба", "").replace("03.06.2024;17/24;отказано", ";;"))) == (
        0,
        1,  # the executor and the helper are new
        0,
        0,
        True,
    )


@pytest.mark.parametrize(
    ("cell", "wrong", "told"),
    [
        (0, "", "Строка 2, столбец A «Вх. номер»: ячейка пустая"),
        (0, "И" * 61, "столбец A «Вх. номер»: здесь больше 60 знаков"),
        (1, "31.02.2024", "столбец B «Дата регистрации»: такого дня нет"),
        (1, "06.06.2024", "столбец B «Дата регистрации»: этот день ещё не наступил"),
        (3, "донос", "столбец D «Вид»: такого значения в списке нет. Впишите одно из: «предложение»"),
        (9, "01.05.2024", "столбец J «Дата ответа»: это раньше 13.05.2024"),
        (9, "06.06.2024", "столбец J «Дата ответа»: этот день ещё не наступил"),
        (11, "хорошо", "столбец L «Итог»: такого значения в списке нет. Впишите одно из: «удовлетворено»"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell_and_nothing_is_taken(day: Day, cell: int, wrong: str, told: str) -> None:
    cells = ROW.split(";")
    cells[cell] = wrong
    taken = take(day, ";".join(cells), ROW.replace("И-1", "И-2"))
    assert counts(taken) == (1, 0, 0, 1, False)
    assert told in fault_line(next(fault for fault in taken.faults if not fault.is_warning))
    assert listing.page(day.office, day.staff.registry, Filters()).total == 0
    again = take(day, ";".join(cells), ROW.replace("И-1", "И-2"), good_rows=True)
    assert counts(again) == (1, 0, 0, 1, True)
    assert only(day).number == "И-2"


def test_a_row_twice_in_one_table_is_an_error(day: Day) -> None:
    taken = take(day, ROW, ROW)
    assert (taken.faulty, taken.is_done) == (1, False)
    assert [fault.error.code for fault in taken.faults] == ["register.row-twice"]


def test_columns_of_the_letter_are_read_over_and_others_are_an_error() -> None:
    read = table(headers=f"{HEADERS};Подписант")
    assert [(fault.error.code, fault.is_warning) for fault in read.faults] == [("register.column-read-over", True)]
    assert table(headers=f"{HEADERS};Цвет обоев").is_refused
    assert table(headers="Дата регистрации;ФИО").is_refused


def test_groups_and_people_unknown_are_told_once_and_kept_in_words(day: Day) -> None:
    rows = [f"И-{n};13.05.2024;Ким Ли;;;;Обои;Кто-то Иной;;;;" for n in range(3)]
    taken = take(day, *rows)
    assert counts(taken) == (3, 0, 0, 0, True)
    assert [fault.error.code for fault in taken.faults] == ["register.no-such-group", "register.no-such-person"]


def test_looking_changes_nothing(day: Day) -> None:
    looked = importing.look(day.office.database, "", table(ROW), due_on)
    assert counts(looked) == (1, 0, 0, 0, False)
    assert listing.page(day.office, day.staff.registry, Filters()).total == 0


def test_the_error_table_marks_the_cells(day: Day) -> None:
    read = table(ROW.replace("отказано", "хорошо"))
    looked = importing.look(day.office.database, "", read, due_on)
    book = load_workbook(io.BytesIO(error_table(read, looked.faults, fault_words)))
    assert "Впишите одно из" in str(book.active.cell(2, 13).value)
    assert book.active.cell(2, 12).comment is not None


def test_english_headers_and_records_of_json_say_the_same(day: Day) -> None:
    record = {
        "appeal": {"number": "И-1", "registered": "2024-05-13", "questions": ["Когда; где?"]},
        "result": "refused",
    }
    record |= {"applicant": {"surname": "Ким", "collective": True}, "answered": "2024-06-03", "priority": True}
    data = json.dumps([record], ensure_ascii=False).encode()
    taken = importing.take_in(day.office.database, None, "", read_table(data, "реестр.json"), data, due_on)
    assert counts(taken) == (1, 0, 0, 0, True)
    found = only(day)
    assert (found.applicant, found.result, found.priority) == ("Ким и другие", "refused", True)
    english = "appeal.number;appeal.registered;applicant.surname;result;answered\nИ-1;2024-05-13;Ким;refused;2024-06-03"
    csv = read_table(english.encode(), "x.csv")
    assert counts(importing.look(day.office.database, "", csv, due_on)) == (0, 0, 1, 0, False)


@pytest.mark.parametrize("data", [b"{", b"[1]", b'{"appeals": 1}', b"[]", b'[{"a": {"b": 1}}]'])
def test_json_that_is_no_register_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(TableError):
        read_table(data, "реестр.json")


@pytest.fixture
def full(day: Day) -> Day:
    """A register with all that a row can say, and signs that spoil tables."""
    details = Details("=1+2", (day.staff.colleague.id,), True, "Сергеева Л.П.", "Иванов П.")
    card = day.card(
        appeal={"number": "007", "registered": "13.05.2024", "questions": ["Один; и всё?"], "group": "Своя группа"},
        applicant={"address": "-ул. «Ленина»; д. 1", "collective": True},
    )
    appeals.add(day.office, day.staff.registry, card, day.staff.executor.id, details)
    day.entered(number="И-2", registered="01.04.2024", sent="30.03.2024", repeat_of=["1", "2"])
    take(day, ROW)
    return day


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_what_is_written_out_reads_back_as_the_same(full: Day, kind: Any) -> None:
    out = io.BytesIO()
    assert exporting.write(full.office.database, None, "", Filters(), kind, out) == 3
    read = read_table(out.getvalue(), f"реестр.{kind}")
    assert read.faults == ()
    looked = importing.look(full.office.database, "", read, due_on)
    assert (counts(looked), looked.faults and looked.faults[0].error.code) == (
        (0, 0, 3, 0, False),
        "register.no-such-group",
    )


def test_a_register_moves_whole_into_another_body(full: Day) -> None:
    out = io.BytesIO()
    exporting.write(full.office.database, None, "", Filters(), "json", out)
    data = out.getvalue()
    taken = importing.take_in(full.office.database, None, "town", read_table(data, "x.json"), data, due_on)
    assert counts(taken) == (3, 0, 0, 0, True)
    again = io.BytesIO()
    exporting.write(full.office.database, None, "town", Filters(), "json", again)
    # Nobody of the one body works for the other: there they stand by name.
    told = [{name: part for name, part in each.items() if name != "co_executors"} for each in json.loads(data)]
    assert json.loads(again.getvalue()) == told


def test_the_template_has_an_example_row_that_can_be_taken(day: Day) -> None:
    read = read_table(register_template(day.office.profile), "образец.xlsx")
    assert read.faults == ()
    looked = importing.look(day.office.database, "", read, due_on)
    assert counts(looked)[:4] == (1, 0, 0, 0) or [str(fault.error) for fault in looked.faults] == []


def test_a_row_that_names_what_it_repeats_is_linked(day: Day) -> None:
    headers = "Номер;Дата;ФИО;Повторное к обращениям"
    data = f"{headers}\nИ-1;01.04.2024;Ким Ли;\nИ-2;13.05.2024;Ким Ли;И-1".encode()
    importing.take_in(day.office.database, day.staff.registry, "", read_table(data, "x.csv"), data, due_on)
    (again,) = listing.page(day.office, day.staff.registry, Filters("И-2")).rows[:1]
    assert [each.number for each in repeats.linked_appeals(day.office, day.staff.registry, again.id).earlier] == ["И-1"]


@pytest.mark.parametrize(("written", "days"), [("2026-Q3", (7, 9)), ("2024-q1", (1, 3)), ("2024К4", (10, 12))])
def test_a_quarter_has_three_months(written: str, days: tuple[int, int]) -> None:
    since, until = exporting.quarter_days(written)
    assert (since.month, since.day, until.month) == (days[0], 1, days[1])
    assert (until + timedelta(days=1)).day == 1


def test_no_row_is_left_out_of_many(day: Day) -> None:
    taken = take(day, *(f"И-{n};13.05.2024;Ким Ли;;;;;;;;;" for n in range(1203)))
    assert counts(taken) == (1203, 0, 0, 0, True)
    with day.office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Appeal)) == 1203
