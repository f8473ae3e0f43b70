"""How a deadline was counted, in words that name the clause: «30 дней с 23.04.2024 = 23.05.2024, четверг»."""

import datetime

from letterkit.core.errors import InputError
from letterkit.deadlines.counting import Deadline
from letterkit.deadlines.terms import days_off, term_of
from letterkit.reports.wording import plural, sentence
from letterkit.russian.calendar import DayOff, DayOffReason
from letterkit.russian.dates import date_digits

_DAYS = ("день", "дня", "дней")
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_CODE = "статья 112 Трудового кодекса"


def date_with_weekday(day: datetime.date) -> str:
    """«23.05.2024, четверг»."""
    return f"{date_digits(day)}, {WEEKDAYS[day.weekday()]}"


def deadline_words(counted: Deadline) -> str:
    """How the day was found, which days off moved it, by what rule, and the norms."""
    term = term_of(counted.term)
    told = f"{_sum(counted)} = {date_with_weekday(counted.counted)} ({term.source})."
    if counted.off:
        side = "перед ним" if counted.due < counted.counted else "после него"
        told += f" {_off_words(counted.off)}, поэтому срок – рабочий день {side}: {date_with_weekday(counted.due)}"
        told += f" ({days_off()[_way(counted)].source})."
    return told


def unconfirmed_words(fault: InputError) -> str:
    """Why a day is not confirmed, and how it becomes so."""
    told = sentence(fault)
    return f"Дата не подтверждена: {told} Тогда срок пересчитается сам."


def day_off_words(off: DayOff) -> str:
    """«выходной», «праздник «День России» (…)», «выходной, перенесённый с 04.01.2026 (…)»."""
    match off.why:
        case DayOffReason.HOLIDAY:
            return f"праздник «{off.name}» ({_CODE})"
        case DayOffReason.MOVED if "(выходной)" in off.name:
            return f"выходной за праздник «{off.name.removesuffix(' (выходной)')}» ({_CODE})"
        case DayOffReason.MOVED:
            whence = off.name.partition("перенесено с ")[2].rstrip(")")
            return f"выходной, перенесённый с {whence} ({_CODE}, перенос Правительства на {off.day.year} год)"
        case DayOffReason.FILE:
            return f"выходной ({off.source})"
    return "выходной"


def _sum(counted: Deadline) -> str:
    """«30 дней с 23.04.2024», «за 3 дня до 23.05.2024»."""
    term, start = term_of(counted.term), date_digits(counted.start)
    days = plural(term.days, _DAYS)
    if term.before is not None and counted.of is not None:
        return f"За {days} до {date_digits(counted.of)}"
    if term.after is not None:
        return f"{plural(term_of(term.after).days, _DAYS)} с {start} и ещё {days}"
    return f"{days} с {start}"


def _off_words(off: tuple[DayOff, ...]) -> str:
    """What the day is; which days beside it are off too."""
    first, *more = off
    told = f"Это {day_off_words(first)}"
    if not more:
        return told
    days = sorted(each.day for each in more)
    if len(days) == 1:
        return f"{told}, {date_digits(days[0])} тоже не работают"
    return f"{told}, с {date_digits(days[0])} по {date_digits(days[-1])} тоже не работают"


def _way(counted: Deadline) -> str:
    return "preceding" if counted.due < counted.counted else "following"
