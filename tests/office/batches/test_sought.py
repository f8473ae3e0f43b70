"""A row is found by the beginnings of words and numbers, in any order, however they are typed."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from letterkit.office.batches import steps
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.row_search import is_about, with_number, words_of
from letterkit.office.batches.rows import RowFilter, rows
from letterkit.office.context import Office
from letterkit.store.batch_tables import BatchRow

from ..cases.conftest import Staff

pytestmark = pytest.mark.both_databases

PEOPLE = (
    ("Семёнова Алёна Петровна", "И-345/24"),
    ("Семенов Пётр Ильич", "И-346/24"),
    ("ООО «Сахстрой»", "Р-34.1"),
)


@pytest.fixture
def batch_id(office: Office, checked: Callable[..., int]) -> int:
    made = checked(len(PEOPLE), plan=Plan(print=False, number=True))
    with office.database.writing() as session:
        for row in session.scalars(select(BatchRow).filter_by(batch_id=made)):
            who, number = PEOPLE[row.number - 2]
            row.who, row.words = who, words_of(who, None, number)
    return made


def found(office: Office, staff: Staff, batch_id: int, words: str) -> list[int]:
    """Which of PEOPLE, from 0."""
    return [row.number - 2 for row in rows(office, staff.executor, batch_id, RowFilter(words=words)).rows]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("", [0, 1, 2]),
        ("семен", [0, 1]),
        ("СЕМЁНОВА", [0]),
        ("петр семенов", [0, 1]),
        ("Петровна Алена", [0]),
        ("алена ильич", []),
        ("нова", []),  # not a beginning
        ("«Сахстрой»", [2]),
        ("345", [0]),
        ("И-34", [0, 1]),
        ("и-345/2", [0]),
        ("№ 346", [1]),
        ("34", [0, 1, 2]),
        ("345 семенова", [0]),
        ("34_1", [2]),
        ("100%", []),
        ("№", [0, 1, 2]),  # nothing to look for
    ],
)
def test_rows_are_found_by_beginnings_of_words(
    words: str, wanted: list[int], office: Office, staff: Staff, batch_id: int
) -> None:
    assert found(office, staff, batch_id, words) == wanted


def test_a_letter_is_found_by_its_number_once_it_has_one(office: Office, staff: Staff, batch_id: int) -> None:
    steps.confirm(office, staff.executor, batch_id, again=True)
    with office.database.reading() as session:
        number = session.scalar(select(BatchRow.letter_number).filter_by(batch_id=batch_id, number=3))
    assert number is not None
    assert found(office, staff, batch_id, number) == [1]
    assert found(office, staff, batch_id, f"семенов {number}") == [1]


def test_the_longest_names_leave_room_for_the_number() -> None:
    words = with_number(words_of("ё" * 300, None, "1" * 500), "3.08-1201/24")
    assert len(words) <= BatchRow.words.type.length
    assert words.endswith(" 3 08 1201 24")


def test_rows_of_other_batches_are_not_met(
    office: Office, staff: Staff, batch_id: int, checked: Callable[..., int]
) -> None:
    other = checked(1)
    assert found(office, staff, other, "семен") == []


# PostgreSQL chooses by how many rows there are.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_search_reads_the_index_of_words_and_no_row(office: Office, batch_id: int) -> None:
    asked = select(BatchRow.id).where(BatchRow.batch_id == batch_id, *is_about(batch_id, "семен петр"))
    written = asked.compile(office.database.engine, compile_kwargs={"literal_binds": True})
    with office.database.reading() as session:
        plan = " ".join(str(row) for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {written}"))
    assert "USING COVERING INDEX ix_batch_rows_words (batch_id=?)" in plan
