"""Stretches of a text in order, looked up by a place in time that hardly grows with their number."""

from bisect import bisect_left, bisect_right
from functools import cached_property


class Spans(tuple[tuple[int, int], ...]):
    """Places ``(start, end)`` in the order of their starts, none over another."""

    def at(self, place: int) -> tuple[int, int] | None:
        """The one that ``place`` stands in."""
        number = self.number_at(place)
        return None if number is None else self[number]

    def number_at(self, place: int) -> int | None:
        """The number of the one that ``place`` stands in, from 0."""
        number = bisect_right(self._starts, place) - 1
        while number >= 0 and self[number] == (place, place):
            number -= 1  # an empty one holds nothing
        return number if number >= 0 and place < self[number][1] else None

    def begun_in(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Those that begin at ``start`` or later and before ``end``."""
        return self[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self]
