"""Quarters: their days, their neighbours, how they are written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.core import clock
from letterkit.flow.contacts.quarter import Quarter, midnight, quarter_of, read_quarter

from ..cases.conftest import refused


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_is_three_months(written: str, first: date, last: date) -> None:
    quarter = read_quarter(written)
    assert (quarter.first, quarter.last) == (first, last)


def test_nothing_means_the_present_quarter() -> None:
    with clock.stopped_at(midnight(date(2026, 11, 27))):
        assert str(read_quarter(" ")) == "2026-Q4"


@pytest.mark.parametrize("written", ["2026", "2026-Q5", "2026-Q0", "1812-Q3", "квартал", "2026-Q3; DROP"])
def test_what_is_no_quarter_is_refused(written: str) -> None:
    with refused("quarter.unknown"):
        read_quarter(written)


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_quarters_follow_each_other_without_a_gap(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.first <= day <= quarter.last
    assert quarter.next.first - quarter.last == timedelta(days=1)
    assert quarter.next.previous == quarter
    assert read_quarter(str(quarter)) == quarter


def test_people_read_it_in_words() -> None:
    assert Quarter(2026, 3).words == "III квартал 2026 года"
