"""Clause 4.1: the reply is tied to the appeal that it answers, by number and date, and is dated and numbered itself."""

import datetime
from collections.abc import Iterator

import regex

from letterkit.checks.check import Need
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.requisites import appeal_dates, appeal_numbers, own_date, references, speaks_of_appeal
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role
from letterkit.russian.dates import date_digits, find_dates, impossible_dates

_BLANK = regex.compile(r"[_…]{2,}|\.{3,}")
_NUMBERLESS = regex.compile(r"(?i)\bб\s?/\s?[нд]\b|\bбез\s+номера\b")
_BARE_NUMBER = regex.compile(r"(?:№|\bN)\s*$")
_REGISTERED = regex.compile(r"(?i)\bзарегистрирован\p{L}*(?:\s+\p{L}+){0,2}\s+$")
# An appeal is registered within three days (59-FZ, article 8); a weekend, holidays or the post make it longer.
_MOST_TO_REGISTER = datetime.timedelta(days=10)


@function_check("reference.missing")
def missing(subject: Subject) -> Iterator[Hit]:
    """Nothing in the letter says which appeal it answers."""
    if subject.first(Role.REFERENCE) is None and not speaks_of_appeal(subject):
        yield MISSING


@function_check("reference.empty")
def empty(subject: Subject) -> Iterator[Hit]:
    """«На № ____ от ____»: a line of the blank that was not filled."""
    for line in references(subject):
        no_date = line.date is None and not impossible_dates(subject.text_of(line.part))
        what = [word for word, blank in (("номер", line.number_blank), ("дата", line.date_blank or no_date)) if blank]
        if what:
            yield Hit(line.part.start, line.part.end, {"what": " и ".join(what)})


@function_check("reference.later-than-letter")
def later_than_letter(subject: Subject) -> Iterator[Hit]:
    """The appeal is dated after the reply."""
    letter = own_date(subject)
    for line in references(subject):
        if letter and line.date and line.date_span and line.date.date > letter:
            yield Hit(*line.date_span, {"appeal": date_digits(line.date.date), "letter": date_digits(letter)})


@function_check("reference.date-differs")
def date_differs(subject: Subject) -> Iterator[Hit]:
    """The text gives the appeal another date than the reference does; one date of several that agrees is enough.

    «На № … от …» may name the day when the reader wrote: a registration some days later agrees with it.
    """
    known = {line.date.date for line in references(subject) if line.date}
    said = list(appeal_dates(subject))
    if not known or not said or any(found.date in known for found, _ in said):
        return
    for found, (start, _) in said:
        registered = _REGISTERED.search(subject.text, max(0, start - 60), start)
        if registered and any(day < found.date <= day + _MOST_TO_REGISTER for day in known):
            return
    found, span = said[0]
    reference = date_digits(min(known))
    mend = (reference,) if found.form == "digits" else ()
    yield Hit(*span, {"said": date_digits(found.date), "reference": reference}, mend)


@function_check("reference.number-differs")
def number_differs(subject: Subject) -> Iterator[Hit]:
    """The text gives the appeal another number than the reference does."""
    known = {line.number for line in references(subject) if line.number}
    said = list(appeal_numbers(subject))
    if not known or not said or any(_same(number, other) for number, _ in said for other in known):
        return
    number, span = said[0]
    reference = min(known)
    yield Hit(*span, {"said": number, "reference": reference}, (reference,))


@function_check("reference.own-date-missing", needs=Need.REGISTRATION)
def own_date_missing(subject: Subject) -> Iterator[Hit]:
    """The reply is not dated."""
    if subject.first(Role.DATE) is None:
        yield MISSING


@function_check("reference.own-number-missing", needs=Need.REGISTRATION)
def own_number_missing(subject: Subject) -> Iterator[Hit]:
    """The reply has no number."""
    if subject.first(Role.NUMBER) is None:
        yield MISSING


@function_check("reference.own-blank", needs=Need.REGISTRATION)
def own_blank(subject: Subject) -> Iterator[Hit]:
    """The place for the reply's own date or number is empty."""
    for part in subject.parts_of(Role.DATE, Role.NUMBER):
        text = subject.text_of(part)
        dated = any(found.precision == "day" for found in find_dates(text)) or own_date(subject) is not None
        if part.role is Role.DATE and _BLANK.search(text) and not dated:
            yield Hit(part.start, part.end, {"what": "дата письма"})
        elif part.role is Role.NUMBER and (
            _BLANK.search(text) or _BARE_NUMBER.search(text) or _NUMBERLESS.search(text)
        ):
            yield Hit(part.start, part.end, {"what": "номер письма"})


@function_check("reference.card-differs", needs=Need.CARD)
def card_differs(subject: Subject) -> Iterator[Hit]:
    """The reference names another number or date than the card of the case."""
    appeal = subject.card.appeal if subject.card else None
    if appeal is None:
        return
    for line in references(subject):
        if appeal.number and line.number and line.number_span and not _same(line.number, appeal.number):
            details = {"what": "номер", "said": line.number, "card": appeal.number}
            yield Hit(*line.number_span, details, (appeal.number,))
        days = {day for day in (appeal.registered, appeal.sent) if day}
        if appeal.registered and line.date and line.date_span and line.date.date not in days:
            right = date_digits(appeal.registered)
            details = {"what": "дата", "said": date_digits(line.date.date), "card": right}
            yield Hit(*line.date_span, details, (right,))


def _same(one: str, other: str) -> bool:
    """Whether two numbers are one: look-alike letters, dashes and case do not matter."""
    return _key(one) == _key(other)


def _key(number: str) -> str:
    alike = str.maketrans("ABEKMHOPCTYX–—", "АВЕКМНОРСТУХ--")
    return number.upper().translate(alike).replace(" ", "").removeprefix("№").rstrip(".")
