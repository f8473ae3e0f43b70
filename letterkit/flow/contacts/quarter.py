"""A quarter of a year, over which calls and opinions are counted (6.11)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from letterkit.core import clock
from letterkit.core.errors import RequestError

_WRITTEN = re.compile(r"(\d{4})-?[QК]([1-4])", re.IGNORECASE)
_ROMAN = ("I", "II", "III", "IV")
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """``number`` is 1 to 4; ``str`` is «2026-Q3»."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def words(self) -> str:
        """«III квартал 2026 года»."""
        return f"{_ROMAN[self.number - 1]} квартал {self.year} года"

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def begins(self) -> datetime:
        """Its first moment, in the zone of this machine."""
        return midnight(self.first)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return midnight(self.next.first)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)


def midnight(day: date) -> datetime:
    """The first moment of ``day``, in the zone of this machine."""
    return datetime(day.year, day.month, day.day).astimezone()


def quarter_of(day: date) -> Quarter:
    """The quarter that ``day`` is in."""
    return Quarter(day.year, (day.month + 2) // 3)


def read_quarter(written: str) -> Quarter:
    """«2026-Q3»; the present quarter of nothing. Raises RequestError ``quarter.unknown``."""
    if not written.strip():
        return quarter_of(clock.today())
    found = _WRITTEN.fullmatch(written.strip())
    if found is None or int(found[1]) not in _YEARS:
        raise RequestError("quarter.unknown", value=written[:20])
    return Quarter(int(found[1]), int(found[2]))
