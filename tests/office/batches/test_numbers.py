"""Numbers that a table gives are checked before anything is made: none of another letter, none twice."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from letterkit.core.office import BatchState, LetterState, RowState
from letterkit.office.batches import intake, steps
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.work import Worker
from letterkit.office.batches.workbench import Bench
from letterkit.office.context import Office
from letterkit.store.batch_tables import Batch, BatchRow

from ..cases.conftest import Day, Staff, refused

pytestmark = pytest.mark.both_databases

HEAD = (
    "Номер обращения;Дата регистрации;О чём обращение;Фамилия;Имя;Почтовый адрес;Куда направлено;"
    "Номер письма;Дата письма"
)
Rows = Callable[[int], list[BatchRow]]
Sent = Callable[..., int]


def line(number: int, given: str = "", dated: str = "") -> str:
    body = "администрация города Южно-Сахалинска"
    return f"И-{number};04.06.2024;уборка;Иванова;Мария;ул. Мира, д. {number};{body};{given};{dated}"


@pytest.fixture
def sent(office: Office, staff: Staff) -> Sent:
    """A table of redirects taken in and read; begun if asked."""
    worker = Worker(Bench(office.database, office.files, office.catalogue, office.checker))

    def made(*lines: str, begin: bool = False) -> int:
        table = "\n".join((HEAD, *lines)).encode()
        batch = intake.begin(office, staff.executor, table, "таблица.csv", "redirect", plan=Plan(print=False))
        worker.step(batch.id)
        if begin:
            steps.confirm(office, staff.executor, batch.id, again=True)
        return batch.id

    return made


def faults(rows: list[BatchRow]) -> dict[int, str]:
    return {row.number: row.faults["cells"][0]["code"] for row in rows if row.state == RowState.FAULTY and row.faults}


def test_a_number_that_a_letter_has_is_a_fault_of_its_cell(office: Office, day: Day, sent: Sent, rows: Rows) -> None:
    taken = day.at(LetterState.APPROVED).number
    found = rows(sent(line(1, f"{taken}"), line(2, "7")))
    assert faults(found) == {2: "number.taken"}
    [cell] = (found[0].faults or {})["cells"]
    assert (cell["header"], cell["details"]["number"]) == ("Номер письма", taken)


def test_a_number_of_another_batch_is_taken_once_that_has_begun(sent: Sent, rows: Rows) -> None:
    sent(line(1, "7"))  # looked at only: a mended table has the same numbers
    assert faults(rows(sent(line(2, "7"), begin=True))) == {}
    assert faults(rows(sent(line(3, "7"), line(4, "8")))) == {2: "number.taken"}


def test_the_same_row_once_more_is_the_same_letter(sent: Sent, rows: Rows) -> None:
    sent(line(1, "7"), begin=True)
    [row] = rows(sent(line(1, "7")))
    assert row.state == RowState.WAITING


def test_two_rows_with_one_number_are_told(sent: Sent, rows: Rows) -> None:
    found = rows(sent(line(1, "7"), line(2, "7"), line(3, "8"), line(4)))
    assert faults(found) == {3: "number.twice"}
    assert (found[1].faults or {})["cells"][0]["details"]["row"] == 2


def test_numbers_begin_anew_each_year(sent: Sent, rows: Rows) -> None:
    sent(line(1, "7", "05.06.2024"), begin=True)
    found = rows(sent(line(2, "7", "05.06.2025"), line(3, "7", "05.06.2024")))
    assert "number.taken" not in {fault["code"] for fault in (found[0].faults or {"cells": []})["cells"]}
    assert faults(found)[3] == "number.taken"


def test_a_number_longer_than_its_column_is_told(sent: Sent, rows: Rows) -> None:
    found = rows(sent(line(1, "7" * 61)))
    assert faults(found) == {2: "number.too-long"}


def test_a_number_taken_since_the_table_was_read_lets_nothing_begin(
    office: Office, staff: Staff, sent: Sent, rows: Rows
) -> None:
    batch_id = sent(line(1, "7"), line(2, "8"))
    sent(line(3, "8"), begin=True)
    with refused("batch.numbers-taken"):
        steps.confirm(office, staff.executor, batch_id)
    with office.database.reading() as session:
        assert session.scalar(select(Batch.state).filter_by(id=batch_id)) == BatchState.CHECKED


def test_numbers_of_a_batch_called_off_are_free_again(office: Office, staff: Staff, sent: Sent, rows: Rows) -> None:
    batch_id = sent(line(1, "7"), begin=True)
    steps.cancel(office, staff.executor, batch_id)
    assert faults(rows(sent(line(2, "7")))) == {}
