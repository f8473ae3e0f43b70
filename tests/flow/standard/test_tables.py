"""A table sent in once more is known by its bytes, and by its rows in another order or format."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from letterkit.core.case import CaseCard
from letterkit.flow.standard.identity import row_key
from letterkit.flow.standard.tables import KnownTable, KnownTables, RowsKey, file_key
from letterkit.reports import wording

DAY = datetime.date(2024, 6, 5)


@pytest.fixture
def rows(card: Callable[..., CaseCard]) -> list[str]:
    return [row_key(replace(card("redirect"), number=str(number)), "redirect") for number in range(5)]


@pytest.fixture
def tables(rows: list[str]) -> KnownTables:
    return KnownTables([KnownTable("июнь.csv", DAY, file_key("таблица".encode()), RowsKey(rows).value)])


def test_the_same_file_is_known_before_a_row_is_read(tables: KnownTables) -> None:
    found = tables.same_file(file_key("таблица".encode()))
    assert found is not None
    assert found.same_file
    assert "05.06.2024 под именем «июнь.csv»" in wording.sentence(found.error())
    assert tables.same_file(file_key("другая".encode())) is None


def test_the_same_rows_are_known_in_another_order(tables: KnownTables, rows: list[str]) -> None:
    found = tables.same_rows(RowsKey(reversed(rows)))
    assert found is not None
    assert not found.same_file
    assert "хотя файл другой" in wording.sentence(found.error())


def test_one_row_more_less_or_doubled_makes_another_table(tables: KnownTables, rows: list[str]) -> None:
    for others in (rows[:-1], [*rows, "0" * 64], [*rows, rows[0]], [rows[0], *rows[:-1]], []):
        assert tables.same_rows(RowsKey(others)) is None


def test_of_several_the_last_is_told(rows: list[str]) -> None:
    key = RowsKey(rows)
    later = DAY + datetime.timedelta(days=3)
    known = KnownTables([KnownTable("б", later, "2", key.value), KnownTable("а", DAY, "1", key.value)])
    found = known.same_rows(key)
    assert found is not None
    assert found.table.on == later
