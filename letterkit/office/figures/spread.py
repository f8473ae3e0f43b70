"""How values are spread: median, ninetieth percentile and mean of a histogram, exact and alike on every database.

A percentile p lies at the place p·(n-1) among n values in order, counted from nought, and between two of them in
proportion (linear interpolation: what PostgreSQL calls percentile_cont and pandas quantile).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

_HALF, _NINE_TENTHS = Fraction(1, 2), Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class Spread:
    """Of ``count`` values; the others are None when there are none."""

    count: int = 0
    median: float | None = None
    p90: float | None = None
    mean: float | None = None


def spread(histogram: Mapping[int, int]) -> Spread:
    """The spread of values that ``histogram`` counts."""
    counted = sorted((value, times) for value, times in histogram.items() if times)
    count = sum(times for _, times in counted)
    if not count:
        return Spread()
    total = sum(value * times for value, times in counted)
    return Spread(count, _at(counted, count, _HALF), _at(counted, count, _NINE_TENTHS), total / count)


def _at(counted: list[tuple[int, int]], count: int, share: Fraction) -> float:
    place = share * (count - 1)
    below = int(place)
    low, high = _nth(counted, below), _nth(counted, min(below + 1, count - 1))
    return float(low + (high - low) * (place - below))


def _nth(counted: list[tuple[int, int]], number: int) -> int:
    """The value number ``number``, from nought, of all in order."""
    seen = 0
    for value, times in counted:
        seen += times
        if number < seen:
            return value
    raise IndexError(number)
