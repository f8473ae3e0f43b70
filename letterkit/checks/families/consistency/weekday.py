"""A day of the week that is not that of the date beside it: «во вторник, 8 сентября 2025 года», which is a Monday."""

import datetime
from collections.abc import Iterator

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.requisites import own_date
from letterkit.checks.subject import PROSE, Subject
from letterkit.russian.dates import FoundDate, PartialDate, find_dates, partial_dates

_DAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_STEMS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
# Singular alone: «по вторникам, 8 и 15 сентября» is another matter.
_WEEKDAY = (
    r"(?P<day>понедельник(?:а|у|ом|е)?|вторник(?:а|у|ом|е)?|сред(?:а|у|ы|е|ой)|четверг(?:а|у|ом|е)?"
    r"|пятниц(?:а|у|ы|е|ей)|суббот(?:а|у|ы|е|ой)|воскресень(?:е|я|ю|ем))"
)
_BEFORE = regex.compile(rf"(?i)\b{_WEEKDAY}(?:,\s*|\s*\(|\s+)$")
_AFTER = regex.compile(rf"(?i)(?:\s*(?:г\.|года))?(?:,\s*|\s*\(|\s+)(?:во?\s+)?{_WEEKDAY}\b")
_ANY = regex.compile(r"(?i)\b(?:понедельник|вторник|сред[ауыео]|четверг|пятниц|суббот|воскресень)")
_HALF_A_YEAR = 6
"""Months from the letter within which a date without a year is of the year next to the letter's too."""


@function_check("consistency.weekday")
def weekday(subject: Subject) -> Iterator[Hit]:
    """The date and the day of the week beside it are not one day."""
    letter = own_date(subject)
    for part in subject.parts_of(*PROSE):
        text = subject.text_of(part)
        if not _ANY.search(text):
            continue
        found: list[FoundDate | PartialDate] = [one for one in find_dates(text) if one.precision == "day"]
        found += [one for one in partial_dates(text) if one.day]
        for date in found:
            named = _BEFORE.search(text, max(0, date.start - 20), date.start) or _AFTER.match(text, date.end)
            possible = _possible(date, letter) if named else []
            said = _number(named["day"]) if named else 0
            if named and possible and all(day.weekday() != said for day in possible):
                start = min(date.start, named.start("day"))
                end = max(date.end, named.end("day"))
                yield Hit(part.start + start, part.start + end, {"right": _DAYS[possible[0].weekday()]})


def _number(word: str) -> int:
    return next(number for number, stem in enumerate(_STEMS) if word.lower().startswith(stem))


def _possible(date: FoundDate | PartialDate, letter: datetime.date | None) -> list[datetime.date]:
    """The days that the date can be, the likeliest first; none when no year is known."""
    if isinstance(date, FoundDate):
        return [date.date]
    if letter is None:
        return []
    years = [letter.year]
    if abs(date.month - letter.month) >= _HALF_A_YEAR:
        years.append(letter.year + (1 if date.month < letter.month else -1))
    return [day for year in years if (day := date.last(year))]
