"""Median, ninetieth percentile and mean of a histogram are those that pandas and statistics find in the values."""

import statistics
from collections import Counter

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.office.figures.appeals import share
from letterkit.office.figures.spread import Spread, spread

VALUES = st.lists(st.integers(0, 400), min_size=1, max_size=200)


@given(VALUES)
def test_a_histogram_tells_what_the_values_themselves_tell(values: list[int]) -> None:
    found = spread(Counter(values))
    series = pandas.Series(values)
    assert found.count == len(values)
    assert found.median == statistics.median(values)
    assert found.p90 == pytest.approx(series.quantile(0.9), abs=1e-9)
    assert found.mean == pytest.approx(statistics.fmean(values))


@given(VALUES)
def test_nine_tenths_of_the_values_are_not_above_the_percentile(values: list[int]) -> None:
    found = spread(Counter(values))
    assert found.median is not None
    assert found.p90 is not None
    assert min(values) <= found.median <= found.p90 <= max(values)
    assert sum(value <= found.p90 for value in values) >= 0.9 * (len(values) - 1)


def test_of_nothing_there_is_no_median() -> None:
    assert spread({}) == Spread(0, None, None, None)
    assert spread({5: 0}) == Spread()


def test_percentiles_between_two_values_are_exact() -> None:
    assert spread(dict.fromkeys(range(1, 11), 1)) == Spread(10, 5.5, 9.1, 5.5)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_share_is_a_fraction_of_one_and_of_nothing_there_is_none(part: int, rest: int) -> None:
    found = share(part, part + rest)
    assert found is None if part + rest == 0 else 0 <= found <= 1  # type: ignore[operator]
