"""A table sent in once more is known by its rows, in another order or another format."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from letterkit.core.case import CaseCard
from letterkit.standard_replies.identity import row_key, said_by
from letterkit.standard_replies.repeated_tables import RowsKey


@pytest.fixture
def rows(card: Callable[..., CaseCard]) -> list[str]:
    return [row_key(said_by(replace(card("redirect"), number=str(number))), "redirect") for number in range(5)]


def test_the_same_rows_are_known_in_another_order(rows: list[str]) -> None:
    assert RowsKey(reversed(rows)).value == RowsKey(rows).value


def test_one_row_more_less_or_doubled_makes_another_table(rows: list[str]) -> None:
    for others in (rows[:-1], [*rows, "0" * 64], [*rows, rows[0]], [rows[0], *rows[:-1]], []):
        assert RowsKey(others).value != RowsKey(rows).value
