"""The terms of the Order and of 59-FZ, counted from the day of registration."""

import datetime
from dataclasses import dataclass
from typing import Literal, get_args

from letterkit.core.errors import RequestError
from letterkit.russian import calendar
from letterkit.russian.calendar import Weekend

Term = Literal["review", "extension", "notice", "redirect", "unclear"]
TERMS: tuple[Term, ...] = get_args(Term)

REVIEW_DAYS = 30
EXTENSION_DAYS = 30
NOTICE_DAYS_BEFORE = 3
SHORT_DAYS = 7


@dataclass(frozen=True, slots=True)
class Deadline:
    """``due`` is the last day; ``counted`` is the same day before days off were looked at."""

    start: datetime.date
    term: Term
    counted: datetime.date
    due: datetime.date
    weekend: Weekend


def deadline(start: datetime.date, term: Term, weekend: Weekend) -> Deadline:
    """The last day for what ``term`` names of an appeal registered on ``start`` (clauses 7.4, 7.5, 7.7, 7.8).

    Calendar days; day 1 is the day after registration. ``extension`` is the end of the longest extension, ``notice``
    the last day to tell of one: three days before the review ends, and never moved forward, for it must not be late.
    Raises InputError ``calendar.unknown-year``.
    """
    if term == "notice":
        ends = calendar.nearest_working(_after(start, REVIEW_DAYS), weekend)
        counted = ends - datetime.timedelta(days=NOTICE_DAYS_BEFORE)
        due = calendar.nearest_working(counted, "same" if weekend == "same" else "preceding")
        return Deadline(start, term, counted, due, weekend)
    days = {
        "review": REVIEW_DAYS,
        "extension": REVIEW_DAYS + EXTENSION_DAYS,
        "redirect": SHORT_DAYS,
        "unclear": SHORT_DAYS,
    }
    counted = _after(start, days[term])
    return Deadline(start, term, counted, calendar.nearest_working(counted, weekend), weekend)


def _after(start: datetime.date, days: int) -> datetime.date:
    try:
        return start + datetime.timedelta(days=days)
    except OverflowError:
        raise RequestError("deadline.bad-date", value=start.isoformat()) from None
