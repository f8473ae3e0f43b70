"""Time that runs backwards: spans that end before they begin, and deeds done after the letter was written."""

import datetime
from collections.abc import Iterator
from itertools import pairwise

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.outcome_signs import Saying, sayings
from letterkit.checks.requisites import own_date
from letterkit.checks.subject import PROSE, Subject
from letterkit.russian.dates import FoundDate, PartialDate, date_digits, find_dates, partial_dates

_BETWEEN_DAYS = regex.compile(r"(?i)\s*(?:г\.|года)?\s*(?:,?\s*(?:по|до)|[–—-])\s*")
_SPAN = regex.compile(r"(?i)\b(?:со?|период)\s+\d|\d(?:\s?г\p{L}*\.?)?\s?[–—-]\s?\d")
_YEAR = regex.compile(r"(?<!\d)\d{4}(?!\d)")
_SINCE = regex.compile(r"(?i)(?:\bс|\bсо|\bпериод)\s+$")
_YEARS = regex.compile(
    r"(?i)(?<![\d.№-])(?:(?P<since>\bс\s+)?(?P<first>(?:19|20)\d\d)(?:\s?г(?:\.|ода)?)?\s*(?:(?P<till>по|до)\s+|[–—-]\s*)"
    r"(?P<last>(?:19|20)\d\d)\s?(?:гг?\.|год\p{L}*))"
)
_HOUR = r"(?P<{0}>[01]?\d|2[0-4])(?:(?P<{0}_mark>[.:])(?P<{0}_minutes>[0-5]\d))?(?P<{0}_word>\s+час(?:а|ов)?\b)?"
_HOURS = regex.compile(
    rf"(?i)\bс\s+{_HOUR.format('first')}\s+(?:до|по)\s+{_HOUR.format('last')}(?![\d.:]*\d)(?P<after>\s+\p{{L}}+)?"
)
# «С 22 до 6 часов», «с 8 часов вечера до 6 часов утра», «с 14 часов 5 мая до 10 часов 6 мая»: over the night, or days.
_OVERNIGHT = regex.compile(
    r"(?i)\bноч\p{L}*|\bвечер\p{L}*|\bутр\p{L}*|\bдня\b|\bсут\p{L}*|\bследующ\p{L}+|\bзавтра\b|\bдежур\p{L}*|\bохран\p{L}*|\bтишин\p{L}*"
    r"|\bкруглосуточн\p{L}*|\bвыходн\p{L}*|\bпополудни\b|\bсмен\p{L}*"
)
_EVENING, _MORNING, _NOON = 18, 10, 12
# Verbs after which a day to come is named: «назначили 12.05.2027».
_SET = frozenset(
    """
    назначить запланировать наметить перенести продлить отложить установить определить согласовать ограничить
    пригласить вызвать отсрочить рассчитать предусмотреть ожидать обещать пообещать вступить истечь записать
    """.split()
)
_TIMETABLE = frozenset("закрыть открыть отключить перекрыть ограничить занять включить доступный".split())
_MARKS = frozenset(",;:–—()")
_TO_COME = regex.compile(
    r"(?i)(?:\b(?:до|к|ко|по|на(?!\s+(?:уч[её]т|баланс|контрол|мест|улиц|ул\.))|с|со|от|о|об|обо|для|про|после|перед|позднее|позже|раньше|ранее|действу\p{L}+|сроком?)\s+"
    r"(?:\p{L}+\s+){0,3}|\bдействи\p{L}+\s+)$"
)
_DAY_OF_MONTH = regex.compile(r"(?i)\b\d{1,2}\s+(?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)")
_NEAR = datetime.timedelta(days=92)
_IF = regex.compile(r"(?i)\b(?:если|в\s+случае|бы|когда|как\s+только)\b")


@function_check("consistency.span-reversed", alone=PROSE)
def span_reversed(subject: Subject) -> Iterator[Hit]:
    """«С 15.04.2024 по 04.04.2024», «с 2024 по 2021 год», «с 17 до 10 часов»."""
    for start, end in subject.sentences:
        sentence = subject.text[start:end]
        if not _SPAN.search(sentence):
            continue
        for first, last in (*_days(sentence), *_years(sentence), *_hours(sentence)):
            yield Hit(start + first, start + last)


@function_check("consistency.done-in-future")
def done_in_future(subject: Subject) -> Iterator[Hit]:
    """«Комиссия осмотрела дом 12.05.2027» in a letter of 2026."""
    letter = own_date(subject)
    if letter is None:
        return
    for saying in sayings(subject):
        if _IF.search(saying.text):
            continue
        for found in _later_days(saying.text, letter):
            if _is_of_deed(saying, found) and (isinstance(found, FoundDate) or _tells_deed(saying)):
                details = {"letter": date_digits(letter)}
                yield Hit(saying.start + found.start, saying.start + found.end, details)


def _tells_deed(saying: Saying) -> bool:
    """«Кабинет закрыт 12 июня» is of a day to come, «осмотрели 12 июня» is not."""
    return any(one.form in ("VERB", "PRTS") and one.tense == "past" for _, one in saying.verbs) and not any(
        one.form == "PRTS" and one.lemma in _TIMETABLE for _, one in saying.verbs
    )


def _later_days(sentence: str, letter: datetime.date) -> Iterator[FoundDate | PartialDate]:
    """Days after ``letter``; one without a year is of the letter's own unless months lie between them."""
    years = [int(year) for year in _YEAR.findall(sentence)]
    if any(year >= letter.year for year in years):
        yield from (one for one in find_dates(sentence) if one.precision == "day" and one.first > letter)
    if not years and _DAY_OF_MONTH.search(sentence):
        for one in partial_dates(sentence):
            day = one.last(letter.year) if one.day else None
            if day and datetime.timedelta() < day - letter <= _NEAR:
                yield one


def _days(sentence: str) -> Iterator[tuple[int, int]]:
    dates = [found for found in find_dates(sentence) if found.precision == "day"]
    for found in dates:
        if found.first > found.date:
            yield found.start, found.end
    both: list[FoundDate | PartialDate] = [*dates, *(one for one in partial_dates(sentence) if one.day)]
    both.sort(key=lambda found: found.start)
    for first, last in pairwise(both):
        between = _BETWEEN_DAYS.fullmatch(sentence, first.end, last.start)
        since = _SINCE.search(sentence, 0, first.start)
        dash = regex.search(r"[–—-]", sentence[first.end : last.start]) is not None
        if between and bool(since) is not dash and _runs_back(first, last):
            yield (since.start() if since else first.start), last.end


def _runs_back(first: FoundDate | PartialDate, last: FoundDate | PartialDate) -> bool:
    if _names_year(first):
        return isinstance(first, FoundDate) and isinstance(last, FoundDate) and first.first > last.date
    # «С 25 декабря по 10 января 2025 года» begins in the year before; within one month nothing does.
    (day, month), (last_day, last_month) = _day_and_month(first), _day_and_month(last)
    return month == last_month and day > last_day


def _names_year(found: FoundDate | PartialDate) -> bool:
    """Whether the date has its own year: in a span the first can borrow that of the last."""
    return isinstance(found, FoundDate) and regex.search(r"\d{4}|\d\.\d+\.\d", found.text) is not None


def _day_and_month(found: FoundDate | PartialDate) -> tuple[int, int]:
    return (found.date.day, found.date.month) if isinstance(found, FoundDate) else (found.day or 0, found.month)


def _years(sentence: str) -> Iterator[tuple[int, int]]:
    for found in _YEARS.finditer(sentence):
        if int(found["first"]) > int(found["last"]) and bool(found["since"]) == bool(found["till"]):
            yield found.span()


def _hours(sentence: str) -> Iterator[tuple[int, int]]:
    for found in _HOURS.finditer(sentence):
        if not _are_hours(found) or _OVERNIGHT.search(sentence):
            continue
        first = int(found["first"]) * 60 + int(found["first_minutes"] or 0)
        last = int(found["last"]) * 60 + int(found["last_minutes"] or 0)
        over_night = first >= _EVENING * 60 and last <= _MORNING * 60
        lunch = int(found["first"]) == _NOON and int(found["last"]) < _NOON // 3  # «с 12 до 1», the hour after noon
        if first > last and not over_night and not lunch and found["last"] not in ("0", "00"):
            yield found.start(), found.end("last_word") if found["last_word"] else _end_of_clock(found)


def _are_hours(found: "regex.Match[str]") -> bool:
    """Whether it speaks of hours: «с 15.05 до 1.10» is days and months, «с 20 до 10 процентов» a measure."""
    if found["last_word"] or found["first_word"]:
        return True
    if not (found["first_mark"] and found["last_mark"]):
        return False
    minutes = (found["first_minutes"], found["last_minutes"])
    return ":" in (found["first_mark"], found["last_mark"]) or any(m == "00" or int(m) > 12 for m in minutes)


def _end_of_clock(found: "regex.Match[str]") -> int:
    return found.end("last_minutes") if found["last_minutes"] else found.end("last")


def _is_of_deed(saying: Saying, found: FoundDate | PartialDate) -> bool:
    """Whether the stretch between marks in which the date stands tells a deed of the past and no other."""
    at = saying.start + found.start
    place = next((n for n, token in enumerate(saying.tokens) if token.start >= at), None)
    if place is None:
        return False
    ahead = _TO_COME.search(saying.text, 0, found.start)
    # «Весы на рынке проверили 24 июля»: the preposition belongs to what stands before the verb.
    if ahead and not any(saying.tokens[n].start >= saying.start + ahead.start() for n, _ in saying.verbs if n < place):
        return False
    first = max((n + 1 for n, token in enumerate(saying.tokens[:place]) if token.text in _MARKS), default=0)
    after = (n for n, token in enumerate(saying.tokens) if n > place and token.text in _MARKS)
    last = next(after, len(saying.tokens))
    inside = [one for n, one in saying.verbs if first <= n < last]
    done = [one for one in inside if one.form in ("VERB", "PRTS") and one.tense == "past"]
    if regex.search(r"(?i)\bдо\s+$", saying.text[: found.start]) and all(one.form == "PRTS" for one in done):
        return False  # «договор заключён до 1 октября»: how long it holds
    return bool(done) and len(done) == len(inside) and not any(one.lemma in _SET or one.lemma == "быть" for one in done)
