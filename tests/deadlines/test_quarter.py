"""A quarter: which days are its own, how people write it, what is refused."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.core import clock
from letterkit.deadlines.quarter import Quarter, asked_quarter, midnight, parse_quarter, quarter_of, quarters_between

from ..office.cases.conftest import refused

DAYS = st.dates(date(1994, 1, 1), date(2100, 1, 1))


@pytest.fixture(autouse=True)
def stopped_clock() -> Iterator[None]:
    with clock.stopped_at(midnight(date(2026, 11, 27))):
        yield


@given(DAYS)
def test_every_day_lies_in_the_quarter_it_is_of_and_in_no_other(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.first <= day <= quarter.last
    assert quarter_of(quarter.first - timedelta(days=1)) == quarter.previous
    assert quarter_of(quarter.last + timedelta(days=1)) == quarter.next
    assert quarter.next.previous == quarter == quarter.previous.next


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        (Quarter(2024, 1), date(2024, 1, 1), date(2024, 3, 31)),
        (Quarter(2026, 2), date(2026, 4, 1), date(2026, 6, 30)),
        (Quarter(2026, 3), date(2026, 7, 1), date(2026, 9, 30)),
        (Quarter(2026, 4), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_is_three_months(quarter: Quarter, first: date, last: date) -> None:
    assert (quarter.first, quarter.last) == (first, last)


def test_nothing_means_the_present_quarter_where_a_page_asks() -> None:
    assert asked_quarter(" ") == Quarter(2026, 4)
    assert asked_quarter("2025-Q1") == Quarter(2025, 1)


def test_four_quarters_before_reach_the_same_season_of_the_year_before() -> None:
    told = [str(quarter) for quarter in Quarter(2026, 3).with_earlier(4)]
    assert told == ["2026-Q3", "2026-Q2", "2026-Q1", "2025-Q4", "2025-Q3"]


@pytest.mark.parametrize("written", ["2026-Q3", "2026-q3", "2026Q3", " 2026-Q3 ", "2026-К3", "2026-к3"])
def test_a_quarter_is_read_as_people_write_it(written: str) -> None:
    assert parse_quarter(written) == Quarter(2026, 3)


@pytest.mark.parametrize(
    "written", ["", "2026", "2026-Q5", "2026-Q0", "Q3-2026", "3026-Q", "0026-Q1", "2026-Q٣", "2026-Q3 or 1=1"]
)
def test_what_is_no_quarter_is_refused(written: str) -> None:
    with refused("metrics.bad-quarter"):
        parse_quarter(written)


def test_a_quarter_that_has_not_begun_is_refused_and_the_present_one_is_not() -> None:
    with refused("metrics.future"):
        parse_quarter("2027-Q1")
    present = parse_quarter("2026-Q4")
    assert present.is_going_on
    assert not present.previous.is_going_on


def test_the_first_moment_of_a_quarter_opens_it() -> None:
    with clock.stopped_at(datetime(2026, 10, 1, tzinfo=UTC).astimezone()):
        assert parse_quarter("2026-Q4") == Quarter(2026, 4)
    with clock.stopped_at(datetime(2026, 9, 30, 12, tzinfo=UTC)), refused("metrics.future"):
        parse_quarter("2026-Q4")


def test_quarters_to_choose_from_begin_with_the_newest() -> None:
    chosen = quarters_between(date(2026, 3, 31), date(2026, 11, 27))
    assert [str(each) for each in chosen] == ["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1"]
    assert quarters_between(None, date(2026, 11, 27)) == [Quarter(2026, 4)]


def test_quarters_beside_are_those_that_can_be_asked_for() -> None:
    assert Quarter(2026, 3).beside == (Quarter(2026, 2), Quarter(2026, 4))
    assert Quarter(2026, 4).beside == (Quarter(2026, 3), None)
    assert Quarter(1993, 1).beside == (None, Quarter(1993, 2))
    for quarter in filter(None, (*Quarter(2026, 4).beside, *Quarter(1993, 1).beside)):
        assert parse_quarter(str(quarter)) == quarter
