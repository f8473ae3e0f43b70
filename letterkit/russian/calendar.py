"""The Russian working calendar: five-day week, holidays, transferred days off and worked Saturdays.

The transfers of each year are set by the Government, not computed (Labour Code art. 112); the ``holidays`` library
carries those already published. A year whose transfers nobody has given is refused, never guessed. Files of
rules/calendar correct a year or bring a new one (letterkit.russian.yearfiles).
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from letterkit.core.errors import InputError
from letterkit.russian.yearfiles import YearOverride, read_folder

Weekend = Literal["preceding", "following", "same"]

# The New Year holidays and the order of transfers of today began with the amendments of 2004.
_FIRST_YEAR = 2005
_SATURDAY = 5
_ONE_DAY = datetime.timedelta(days=1)
_OWN_OVERRIDES = Path(__file__).parents[2] / "rules" / "calendar"


@dataclass(frozen=True)
class WorkingCalendar:
    """Working days by the library and ``overrides`` (year → its corrections)."""

    overrides: Mapping[int, YearOverride] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> "WorkingCalendar":
        """The calendar with the yearly files of ``folder``, which need not exist; errors as in ``read_folder``."""
        return cls(read_folder(folder))

    def is_working(self, day: datetime.date) -> bool:
        """Do public bodies work on ``day``? Raises InputError ``calendar.unknown-year`` (``year``)."""
        override = self.overrides.get(day.year)
        if override is not None:
            if day in override.off:
                return False
            if day in override.worked:
                return True
        elif day.year not in known_years():
            raise InputError("calendar.unknown-year", year=day.year)
        off, worked = _year_of_library(day.year)
        return day in worked or (day.weekday() < _SATURDAY and day not in off)

    def nearest_working(self, day: datetime.date, weekend: Weekend) -> datetime.date:
        """``day`` itself when it is working or ``weekend`` is "same", else the working day before or after it."""
        if weekend == "same":
            return day
        step = -_ONE_DAY if weekend == "preceding" else _ONE_DAY
        while not self.is_working(day):
            day += step
        return day

    def add_days(self, start: datetime.date, days: int, *, working: bool = False) -> datetime.date:
        """The last day of a term of ``days`` from ``start``: day 1 is the day after it (Civil Code art. 191).

        Calendar days, or working days only; a negative term counts back.
        """
        if not working:
            return start + datetime.timedelta(days=days)
        step = _ONE_DAY if days >= 0 else -_ONE_DAY
        left = abs(days)
        day = start
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def working_days_between(self, start: datetime.date, end: datetime.date) -> int:
        """How many working days there are after ``start`` up to and with ``end``; negative when ``end`` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(
            self.is_working(start + datetime.timedelta(days=number)) for number in range(1, (end - start).days + 1)
        )


@cache
def own_calendar() -> WorkingCalendar:
    """The calendar with the yearly files that letterkit brings (rules/calendar)."""
    return WorkingCalendar.load(_OWN_OVERRIDES)


def is_working(day: datetime.date) -> bool:
    """``WorkingCalendar.is_working`` by ``own_calendar``."""
    return own_calendar().is_working(day)


def nearest_working(day: datetime.date, weekend: Weekend) -> datetime.date:
    """``WorkingCalendar.nearest_working`` by ``own_calendar``."""
    return own_calendar().nearest_working(day, weekend)


def add_days(start: datetime.date, days: int, *, working: bool = False) -> datetime.date:
    """``WorkingCalendar.add_days`` by ``own_calendar``."""
    return own_calendar().add_days(start, days, working=working)


def working_days_between(start: datetime.date, end: datetime.date) -> int:
    """``WorkingCalendar.working_days_between`` by ``own_calendar``."""
    return own_calendar().working_days_between(start, end)


@cache
def known_years() -> frozenset[int]:
    """Years whose transfers the installed library carries."""
    from holidays.countries.russia import RussiaStaticHolidays

    given = {*RussiaStaticHolidays.special_public_holidays, *RussiaStaticHolidays.special_public_holidays_observed}
    return frozenset(year for year in given if year >= _FIRST_YEAR)


@cache
def _year_of_library(year: int) -> tuple[frozenset[datetime.date], frozenset[datetime.date]]:
    """Days off besides weekends, and weekend days worked."""
    import holidays

    days = holidays.country_holidays("RU", years=year)
    return frozenset(days), frozenset(days.weekend_workdays)
