"""A quarter of a year: the period over which appeals, calls and opinions are analysed (clause 6.11)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from letterkit.core import clock
from letterkit.core.errors import RequestError

_WRITTEN = re.compile(r"(\d{4})-?[QqКк]([1-4])", re.ASCII)
_MONTHS = 3
_FIRST_YEAR = 1993  # public bodies of the present kind are not older; an earlier year is a slip of the hand


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Quarter ``number`` (1–4) of ``year``."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, (self.number - 1) * _MONTHS + 1, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def begins(self) -> datetime:
        """Its first moment, here."""
        return midnight(self.first)

    @property
    def is_going_on(self) -> bool:
        """Whether today lies in it: its figures will change."""
        return self.first <= clock.today() <= self.last

    @property
    def has_begun(self) -> bool:
        """Whether it has begun: there is nothing to tell of a later one."""
        return self.first <= clock.today()

    @property
    def beside(self) -> tuple["Quarter | None", "Quarter | None"]:
        """The quarter before and the one after it, None for one that cannot be asked for."""
        earlier, later = self.previous, self.next
        return earlier if earlier.year >= _FIRST_YEAR else None, later if later.has_begun else None

    def with_earlier(self, count: int) -> tuple["Quarter", ...]:
        """Itself and ``count`` before it, newest first."""
        found = [self]
        for _ in range(count):
            found.append(found[-1].previous)
        return tuple(found)


def midnight(day: date) -> datetime:
    """The first moment of ``day``, in the zone of this machine."""
    return datetime.combine(day, time()).astimezone()


def quarter_of(day: date) -> Quarter:
    """The quarter in which ``day`` lies."""
    return Quarter(day.year, (day.month - 1) // _MONTHS + 1)


def parse_quarter(written: str) -> Quarter:
    """«2026-Q3»; raises RequestError ``metrics.bad-quarter``, ``metrics.future`` when it has not begun yet."""
    found = _WRITTEN.fullmatch(written.strip())
    if found is None or int(found[1]) < _FIRST_YEAR:
        raise RequestError("metrics.bad-quarter", value=written[:40])
    quarter = Quarter(int(found[1]), int(found[2]))
    if not quarter.has_begun:
        raise RequestError("metrics.future", value=str(quarter), now=str(quarter_of(clock.today())))
    return quarter


def asked_quarter(written: str) -> Quarter:
    """As ``parse_quarter``, the present quarter where nothing is written."""
    return parse_quarter(written) if written.strip() else quarter_of(clock.today())


def quarters_between(first: date | None, last: date) -> Sequence[Quarter]:
    """The quarters from the day ``first`` (None: only the last one) until ``last``, newest first."""
    quarter, found = quarter_of(last), []
    oldest = quarter_of(first) if first is not None else quarter
    while True:
        found.append(quarter)
        if quarter <= oldest:
            return found
        quarter = quarter.previous
