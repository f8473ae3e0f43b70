"""Whether a sentence gives what it promises a term: a day to come, a period, a number of days."""

import datetime

import regex

from letterkit.russian import morph
from letterkit.russian.dates import find_dates, partial_dates

# «в течение 10 рабочих дней», «за три недели»; «от 06.05.2011 № 354» is the date of an act, not a promise.
_NUMERAL = r"(?:\d+|(?:дв|тр[её]|четыр|пят|шест|сем|восьм|девят|десят|пятнадцат|двадцат|тридцат)\p{L}*)"
_TERM = regex.compile(
    rf"(?i)\b{_NUMERAL}(?:-?х|-?ти)?\s+(?:(?:рабочи|календарны)\w+\s+)?"
    r"(?:дн(?:я|ей)|сут(?:ок|ки)|недел[ьию]|месяц(?:а|ев)?|час(?:а|ов))\b"
)
_ACT_FOLLOWS = regex.compile(r"\s*(?:г\.|года)?\s*(?:№|N)\s?\S")
# «Выплата за май», «с 2023 года»: a time that is paid for, or since when; no day to come.
_NOT_BY = regex.compile(r"(?i)\b(?:за|начиная\s+с)\s+(?:\p{L}+\s+и\s+)?$")
# «До 15 января» in a letter of December: of the next year, whatever the calendar says of this one.
_BY = regex.compile(r"(?i)\b(?:до|к|ко|по|после|с|со|позднее|позже|ранее|раньше)\s+(?:конца\s+|начала\s+)?$")
# «Начнётся 22 июня и закончится как можно скорее»: a second verb has a term of its own.
_APART = regex.compile(r"[,;]\s|\sи\s(?=\p{Ll}{2,}(?:ит|ет|ёт|ат|ят|ут|ют)(?:ся)?\b)")
# A clause that goes on about the promise: «…, чтобы закончить к 5 мая».
_GOES_ON = regex.compile(r"(?i)^\s*(?:и\s+)?(?:чтобы|котор\p{L}+|если|когда|пока|а\s+именно|то\s+есть)\b")


def is_dated(sentence: str, at: int, letter: datetime.date | None) -> bool:
    """Whether what stands at ``at`` of ``sentence`` has a term beside it; ``letter`` is the day of the letter.

    Days up to that of the letter are of what is done, and a day in a clause with a verb of its own belongs to that.
    """
    if any(_of_promise(sentence, at, found.start()) for found in _TERM.finditer(sentence)):
        return True
    days: list[tuple[int, int, datetime.date | None]] = []
    days += [(found.start, found.end, found.date) for found in find_dates(sentence)]
    for one in partial_dates(sentence):
        told = letter is not None and not _BY.search(sentence[: one.start])
        days.append((one.start, one.end, one.last(letter.year) if told and letter else None))
    return any(
        not _ACT_FOLLOWS.match(sentence, end)
        and not _NOT_BY.search(sentence[:start])
        and not (letter and day and day <= letter)
        and _of_promise(sentence, at, start)
        for start, end, day in days
    )


def _of_promise(sentence: str, at: int, day: int) -> bool:
    """Whether no comma parts the two places, or one of the clauses has no verb and so no promise of its own."""
    first, last = sorted((at, day))
    if not _APART.search(sentence, first, last):
        return True
    one, other = _clause(sentence, at), _clause(sentence, day)
    if any(_GOES_ON.match(clause) for clause in (one, other)):
        return True
    return not (_has_verb(one) and _has_verb(other))


def _clause(sentence: str, at: int) -> str:
    start = max((found.end() for found in _APART.finditer(sentence, 0, at)), default=0)
    after = _APART.search(sentence, at)
    return sentence[start : after.start() if after else len(sentence)]


def _has_verb(clause: str) -> bool:
    return any(morph.parses(word)[0].tag.POS in ("VERB", "PRTS") for word in regex.findall(r"\p{L}{3,}", clause))
