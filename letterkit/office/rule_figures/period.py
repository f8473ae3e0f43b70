"""The days over which figures are told: the last thirty days, a quarter, a year, or all there are."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from letterkit.core import clock

_WEEK = timedelta(weeks=1)


class Span(StrEnum):
    """How far back: a month, a quarter, a year; ALL since the first letter."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


_WEEKS = {Span.MONTH: 5, Span.QUARTER: 13, Span.YEAR: 53}


@dataclass(frozen=True, slots=True)
class Period:
    """From the day ``since`` (None: from the first) until the day ``until``, both with it."""

    since: date | None
    until: date

    @property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of its weeks, first to last; none of a period without a beginning."""
        if self.since is None:
            return ()
        first, last = monday(self.since), monday(self.until)
        return tuple(first + number * _WEEK for number in range((last - first) // _WEEK + 1))


def period_of(span: Span) -> Period:
    """Whole weeks from a Monday until today: of a month 5, of a quarter 13, of a year 53, the present one with them."""
    today = clock.today()
    if span is Span.ALL:
        return Period(None, today)
    return Period(monday(today) - (_WEEKS[span] - 1) * _WEEK, today)


def monday(day: date) -> date:
    """The Monday of the week of ``day``."""
    return day - timedelta(days=day.weekday())
