"""The Russian working calendar: five-day week, holidays, transferred days off and worked Saturdays.

The transfers of each year are set by the Government, not computed (Labour Code art. 112); the ``holidays`` library
carries those already published. A year whose transfers nobody has given is refused, never guessed. Files of
rules/calendar correct a year or bring a new one (letterkit.russian.year_files).
"""

import datetime
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Literal

from letterkit.core.errors import InputError
from letterkit.russian.year_files import YearOverride, read_folder

log = logging.getLogger(__name__)

Weekend = Literal["preceding", "following", "same"]
Edition = tuple[tuple[str, int, int], ...]
"""What the yearly files were like when they were read: name, moment of change, size of each."""

# The New Year holidays and the order of transfers of today began with the amendments of 2004.
_FIRST_YEAR = 2005
_SATURDAY = 5
_ONE_DAY = datetime.timedelta(days=1)
_FOLDER = "calendar"
# A table of a hundred thousand rows asks six hundred thousand times: looking at the folder each time is a sixth of all.
_LOOKS_EVERY_S = 1.0


class DayOffReason(StrEnum):
    """Why nobody works on a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MOVED = "moved"  # a day off was moved here, by the Code or by the Government
    FILE = "file"  # a yearly file of rules/calendar says so


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is not worked; ``name`` is what the calendar calls it in Russian, ``source`` the act of the file."""

    day: datetime.date
    why: DayOffReason
    name: str = ""
    source: str = ""


@dataclass(frozen=True)
class WorkingCalendar:
    """Working days by the library and ``overrides`` (year → its corrections)."""

    overrides: Mapping[int, YearOverride] = field(default_factory=dict)

    @classmethod
    def load(cls, *folders: Path) -> "WorkingCalendar":
        """The calendar with the yearly files of ``folders``, which need not exist; errors as in ``read_folder``.

        Of two for one year that of the later folder holds.
        """
        return cls({year: override for folder in folders for year, override in read_folder(folder).items()})

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

    def day_off(self, day: datetime.date) -> DayOff | None:
        """Why ``day`` is off, None when it is worked; raises as ``is_working``."""
        if self.is_working(day):
            return None
        override = self.overrides.get(day.year)
        if override is not None and day in override.off:
            return DayOff(day, DayOffReason.FILE, source=override.source)
        name = _year_of_library(day.year)[0].get(day)
        if name is None:
            return DayOff(day, DayOffReason.WEEKEND)
        # The library says «Выходной (перенесено с …)» of the Government's transfers, «… (выходной)» of the Code's.
        moved = "(выходной)" in name or name.startswith("Выходной")
        return DayOff(day, DayOffReason.MOVED if moved else DayOffReason.HOLIDAY, name)

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


_kept: dict[Edition, WorkingCalendar] = {}


@dataclass(slots=True)
class _Look:
    """When the folder was last looked at, and what was seen."""

    at: float = float("-inf")
    seen: Edition = ()


_look = _Look()


def own_calendar() -> WorkingCalendar:
    """The calendar with the yearly files of rules/calendar, read anew when one of them has changed.

    A process that has read good files keeps to them while they are broken: pages must not fall for a slip of the pen.
    Raises as ``read_folder`` when there are none to keep to.
    """
    now = edition()
    if now not in _kept:
        try:
            read = WorkingCalendar.load(*_folders())
        except InputError as fault:
            if not _kept:
                raise
            log.error("rules/calendar cannot be read, the files as they were before hold: %s", fault)
            read = next(iter(_kept.values()))
        _kept.clear()
        _kept[now] = read
    return _kept[now]


def edition() -> Edition:
    """What changes whenever the yearly files do, a second later at most."""
    if monotonic() - _look.at >= _LOOKS_EVERY_S:
        _look.seen, _look.at = tuple(each for folder in _folders() for each in _edition_of(folder)), monotonic()
    return _look.seen


def _folders() -> tuple[Path, ...]:
    """Where yearly files are: those that come with letterkit, and the body's own."""
    from letterkit.settings import load_settings  # brings pydantic with it

    settings = load_settings()
    shipped = settings.rules_dir / _FOLDER
    return (shipped, settings.own_dir / _FOLDER) if settings.own_dir else (shipped,)


def _edition_of(folder: Path) -> Edition:
    try:
        with os.scandir(folder) as found:
            files = [(each.name, each.stat()) for each in found if each.name.endswith(".yml")]
    except OSError:
        return ()
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in files))


def day_off(day: datetime.date) -> DayOff | None:
    """``WorkingCalendar.day_off`` by ``own_calendar``."""
    return own_calendar().day_off(day)


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
def _year_of_library(year: int) -> tuple[Mapping[datetime.date, str], frozenset[datetime.date]]:
    """Days off besides weekends with their Russian names, and weekend days worked."""
    import holidays

    days = holidays.country_holidays("RU", years=year, language="ru")
    return dict(days), frozenset(days.weekend_workdays)
