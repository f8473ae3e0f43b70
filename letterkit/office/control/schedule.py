"""When reminders go: once a week, at a day and an hour of the settings."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from letterkit.core.register import Control
from letterkit.office.control.weekly_lists import monday_of, week_ahead


@dataclass(frozen=True, slots=True)
class Occasion:
    """One weekly moment of control: ``weeks`` names, by the Monday, which week each kind of reminder is of."""

    at: datetime
    weeks: dict[Control, date]
    last: date


def occasion(now: datetime, weekday: int, hour: int) -> Occasion | None:
    """The moment of this week that has come; None while it is still to come.

    ``weekday`` counts from 1, Monday. One that was missed because nothing ran is made up for to the end of the week.
    """
    day = monday_of(now.date()) + timedelta(days=weekday - 1)
    at = datetime.combine(day, time(hour), tzinfo=now.tzinfo)
    if now < at:
        return None
    ahead, last = week_ahead(day)
    running = monday_of(day)
    return Occasion(at, {Control.WARNING: ahead, Control.FINAL: running, Control.REPORT: running}, last)
