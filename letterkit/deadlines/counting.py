"""The terms of the Order and of 59-FZ counted in days: rules/terms.yml says how long each is."""

import datetime
from dataclasses import dataclass

from letterkit.core.errors import InputError, RequestError
from letterkit.deadlines.terms import term_of
from letterkit.russian import calendar
from letterkit.russian.calendar import DayOff, Weekend

Term = str


@dataclass(frozen=True, slots=True)
class Deadline:
    """``due`` is the last day; ``counted`` is the same day before days off were looked at.

    ``off`` are the days off between the two, the one counted first. ``of`` is the day that a term before or after
    another counts from, None for one that counts from ``start``.
    """

    start: datetime.date
    term: Term
    counted: datetime.date
    due: datetime.date
    weekend: Weekend
    off: tuple[DayOff, ...] = ()
    of: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class CountedDeadline:
    """A deadline to work by; where ``fault`` tells that no calendar of its year is known, it is not confirmed.

    ``deadline.due`` is then the day as counted, wherever it falls: the days of the law hold all the same.
    """

    deadline: Deadline
    fault: InputError | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.fault is None


def deadline(start: datetime.date, term: Term, weekend: Weekend) -> Deadline:
    """The last day for what ``term`` names when its event (registration, receipt …) was on ``start``.

    Calendar days; day 1 is the day after ``start``. A term after another goes on where that was counted to end, before
    days off were looked at: thirty days and thirty more are sixty. One before another's end is never moved forward,
    for it must not be late. Raises InputError ``calendar.unknown-year``, RequestError ``deadline.no-term``,
    ``deadline.bad-date``.
    """
    told = term_of(term)
    if told.before is not None:
        ends = deadline(start, told.before, weekend).due
        back: Weekend = "same" if weekend == "same" else "preceding"
        return _move_deadline(start, term, _after(ends, -told.days), back, weekend, ends)
    if told.after is not None:
        first = _after(start, term_of(told.after).days)
        return _move_deadline(start, term, _after(first, told.days), weekend, weekend, first)
    return _move_deadline(start, term, _after(start, told.days), weekend, weekend, None)


def reckon_deadline(start: datetime.date, term: Term, weekend: Weekend) -> CountedDeadline:
    """As ``deadline``, but a year that no calendar is known for leaves the day not confirmed.

    An appeal must be entered whether or not the Government has published next year's days off.
    """
    try:
        return CountedDeadline(deadline(start, term, weekend))
    except InputError as fault:
        if fault.code != "calendar.unknown-year":
            raise
        return CountedDeadline(deadline(start, term, "same"), fault)


def _move_deadline(
    start: datetime.date,
    term: Term,
    counted: datetime.date,
    move: Weekend,
    weekend: Weekend,
    of: datetime.date | None,
) -> Deadline:
    due = calendar.nearest_working(counted, move)
    step = datetime.timedelta(days=1 if due > counted else -1)
    off, day = [], counted
    while day != due:
        why = calendar.day_off(day)
        assert why is not None, "the nearest working day lies behind days off"
        off.append(why)
        day += step
    return Deadline(start, term, counted, due, weekend, tuple(off), of)


def _after(start: datetime.date, days: int) -> datetime.date:
    try:
        return start + datetime.timedelta(days=days)
    except OverflowError:
        raise RequestError("deadline.bad-date", value=start.isoformat()) from None
