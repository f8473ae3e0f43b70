"""Dates as letters write them: found with exact offsets, read, written in words or digits, impossible ones shown.

A date can be a day or a period («в III квартале 2025 года», «до конца 2025 года»): then ``date`` is its last day.
Numbers of acts, phones, points of acts («п. 1.2.2024») and codes are no dates. Two-digit years are 1970–2069.
"""

import calendar
import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from letterkit.core.errors import BadValue
from letterkit.russian.abbreviations import MONTHS_GENITIVE
from letterkit.russian.date_patterns import (
    PATTERNS,
    PLACE_BEFORE,
    POINT_BEFORE,
    SIGNS,
    SIGNS_IN_WORDS,
    DateForm,
    PatternName,
    Precision,
    month_number,
    ordinal_number,
)
from letterkit.russian.remembered import cache_by_text

_EARLIEST_YEAR, _LATEST_YEAR = 1700, 2199
_TWO_DIGIT_PIVOT = 70
_DATE_AND_DASH = re.compile(r"\d\.\d{2,4}-$")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """``text`` at ``start`` up to ``end`` names the days ``first`` to ``date`` (one day when ``precision`` is day)."""

    date: datetime.date
    start: int
    end: int
    form: DateForm
    text: str
    precision: Precision
    first: datetime.date

    @property
    def is_range(self) -> bool:
        """More than one day."""
        return self.first != self.date


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day or period that names no year («до 1 октября», «во II квартале»); ``last(year)`` is its last day."""

    start: int
    end: int
    text: str
    precision: Precision
    month: int
    day: int | None = None

    def last(self, year: int) -> datetime.date | None:
        """The last day of it in ``year``; None for 29 February of a common year."""
        if self.day is None:
            return _last_of_month(year, self.month)
        return _date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class ImpossibleDate:
    """``text`` at ``start`` up to ``end`` is written as a date, but there is no such day."""

    start: int
    end: int
    text: str


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Dates and periods with a known year in ``text``, in order, not overlapping; of a range of days, both ends."""
    return _readings(text).dates


def partial_dates(text: str) -> tuple[PartialDate, ...]:
    """Days, months and quarters of ``text`` that name no year."""
    return _readings(text).partial


def impossible_dates(text: str) -> tuple[ImpossibleDate, ...]:
    """Dates of ``text`` that no calendar has: 31.02.2024, 45.13.2024, 31 апреля."""
    return _readings(text).impossible


def parse_date(text: str) -> datetime.date:
    """The one day that ``text`` is: «12.05.2024», «12.05.24», «2024-05-12», «12 мая 2024 г.»; raises ValueError."""
    given = text.strip()
    for found in find_dates(given):
        if not found.is_range and found.text == given:
            return found.date
    raise BadValue("date.unreadable", repr(text))


def date_words(date: datetime.date, space: str = " ") -> str:
    """«12 мая 2024 г.»; ``space`` stands between the parts (give U+00A0 to keep them on one line)."""
    return space.join((str(date.day), MONTHS_GENITIVE[date.month - 1], str(date.year), "г."))


def date_digits(date: datetime.date) -> str:
    """«12.05.2024»."""
    return f"{date.day:02}.{date.month:02}.{date.year:04}"


Reading = FoundDate | PartialDate | ImpossibleDate


class _Readings(NamedTuple):
    """Each in the order of the text."""

    dates: tuple[FoundDate, ...] = ()
    partial: tuple[PartialDate, ...] = ()
    impossible: tuple[ImpossibleDate, ...] = ()


_NONE = _Readings()
_DIGIT = re.compile(r"\d")


@cache_by_text
def _readings(text: str) -> _Readings:
    """All that ``text`` writes as a date; what an earlier pattern took, later ones leave."""
    low = text.lower()
    shown = {sign for sign, mark in (SIGNS if _DIGIT.search(low) else SIGNS_IN_WORDS).items() if mark.search(low)}
    if not shown:
        return _NONE
    taken: list[tuple[int, int]] = []
    readings: list[Reading] = []
    for name, sign, pattern in PATTERNS:
        if sign not in shown:
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            reading = _READERS[name](match)
            if reading is not None:
                taken.append((start, end))
                readings.append(reading)
    readings.sort(key=lambda reading: reading.start)
    return _Readings(
        tuple(found for found in readings if isinstance(found, FoundDate)),
        tuple(found for found in readings if isinstance(found, PartialDate)),
        tuple(found for found in readings if isinstance(found, ImpossibleDate)),
    )


def _read_digits(match: re.Match[str]) -> Reading | None:
    day, month, year = match["day"], match["month"], match["year"]
    if POINT_BEFORE.search(match.string, max(0, match.start() - 16), match.start()):
        return None
    before = match.string[max(0, match.start() - 11) : match.start()]
    if before.endswith("-") and not _DATE_AND_DASH.search(before):
        return None
    if len(year) == 4:
        return _day_or_impossible(match, int(year), int(month), int(day), "digits")
    if len(day) < 2 or len(month) < 2:
        return None
    # 41.20.00 is a code, 31.02.24 is a mistaken date.
    if int(month) in range(1, 13) and int(day) in range(1, 32):
        return _day_or_impossible(match, _whole_year(year), int(month), int(day), "digits-short")
    return None


def _read_slashes(match: re.Match[str]) -> Reading | None:
    if POINT_BEFORE.search(match.string, max(0, match.start() - 16), match.start()):
        return None
    if not (1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31):
        return None
    return _day_or_impossible(match, int(match["year"]), int(match["month"]), int(match["day"]), "slashes")


def _read_iso(match: re.Match[str]) -> Reading | None:
    if not (1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31):
        return None
    return _day_or_impossible(match, int(match["year"]), int(match["month"]), int(match["day"]), "iso")


def _read_words(match: re.Match[str]) -> Reading | None:
    year = match["year"]
    number = _whole_year(year) if len(year) == 2 else int(year)
    return _day_or_impossible(match, number, month_number(match["month"]), _day_of(match), "words")


def _read_day_range(match: re.Match[str]) -> Reading | None:
    month, day = month_number(match["month"]), int(match["day"])
    if match["year"] is None:
        return _day_without_year(match, month, day)
    year = int(match["year"])
    first = _date(year, month, int(match["from"]))
    last = _date(year, month, day)
    if first is None or last is None:
        return ImpossibleDate(match.start(), match.end(), match.group())
    return _found_date(match, first, last, "day-range", "day")


def _read_day_without_year(match: re.Match[str]) -> Reading | None:
    if PLACE_BEFORE.search(match.string, max(0, match.start() - 16), match.start()):
        return None
    return _day_without_year(match, month_number(match["month"]), _day_of(match))


def _read_quarter(match: re.Match[str]) -> Reading | None:
    last = ordinal_number(match["quarter"])
    first = ordinal_number(match["from"]) if match["from"] else last
    return _months(match, first * 3 - 2, last * 3, "quarter", "quarter" if first == last else "year")


def _read_half_year(match: re.Match[str]) -> Reading | None:
    half = ordinal_number(match["half"])
    return _months(match, half * 6 - 5, half * 6, "half-year", "half-year")


def _read_period_end(match: re.Match[str]) -> Reading | None:
    if match["month"] is None:
        return _months(match, 1, 12, "period-end", "year")
    month = month_number(match["month"])
    return _months(match, month, month, "period-end", "month")


def _read_month(match: re.Match[str]) -> Reading | None:
    month = month_number(match["month"])
    first = month_number(match["from"]) if match["from"] else month
    return _months(match, min(first, month), month, "month", "month")


def _read_year(match: re.Match[str]) -> Reading | None:
    year = int(match["year"])
    first = int(match["from"] or year)
    return _found_date(match, datetime.date(min(first, year), 1, 1), datetime.date(year, 12, 31), "year", "year")


def _read_month_without_year(match: re.Match[str]) -> Reading | None:
    start, end = match.span("month")
    return PartialDate(start, end, match["month"], "month", month_number(match["month"]))


def _read_year_end_without_year(match: re.Match[str]) -> Reading | None:
    return PartialDate(match.start(), match.end(), match.group(), "year", 12)


_READERS: Mapping[PatternName, Callable[[re.Match[str]], Reading | None]] = {
    "digits": _read_digits,
    "slashes": _read_slashes,
    "iso": _read_iso,
    "day-range": _read_day_range,
    "words": _read_words,
    "words-of-range": _read_words,
    "quarter": _read_quarter,
    "half-year": _read_half_year,
    "period-end": _read_period_end,
    "month": _read_month,
    "year": _read_year,
    "day-without-year": _read_day_without_year,
    "month-without-year": _read_month_without_year,
    "year-end-without-year": _read_year_end_without_year,
}


def _day_or_impossible(match: re.Match[str], year: int, month: int, day: int, form: DateForm) -> Reading:
    date = _date(year, month, day)
    if date is None:
        return ImpossibleDate(match.start(), match.end(), match.group())
    return _found_date(match, date, date, form, "day")


def _day_without_year(match: re.Match[str], month: int, day: int) -> Reading | None:
    # 2024 has a 29 February.
    if _date(2024, month, day):
        return PartialDate(match.start(), match.end(), match.group(), "day", month, day)
    # «40 мая» without a year may be a number and a word; 30 and 31 are meant as days.
    return ImpossibleDate(match.start(), match.end(), match.group()) if day in (30, 31) else None


def _months(match: re.Match[str], first: int, last: int, form: DateForm, precision: Precision) -> Reading:
    if match["year"] is None:
        return PartialDate(match.start(), match.end(), match.group(), precision, last)
    year = int(match["year"])
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return ImpossibleDate(match.start(), match.end(), match.group())
    return _found_date(match, datetime.date(year, first, 1), _last_of_month(year, last), form, precision)


def _found_date(
    match: re.Match[str], first: datetime.date, last: datetime.date, form: DateForm, precision: Precision
) -> FoundDate:
    return FoundDate(last, match.start(), match.end(), form, match.group(), precision, first)


def _day_of(match: re.Match[str]) -> int:
    return int(match["quoted"] or match["inches"] or match["day"])


def _whole_year(two_digits: str) -> int:
    return int(two_digits) + (1900 if int(two_digits) >= _TWO_DIGIT_PIVOT else 2000)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _last_of_month(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
