"""Terms of standard replies in calendar days (clauses 7.4–7.8): from registration, day 1 being the day after it."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.outcome_signs import Saying, Sign, has_term, sayings
from letterkit.checks.reply_kind import Standard, kind, kinds
from letterkit.checks.requisites import Span, own_date, references
from letterkit.checks.subject import Subject
from letterkit.core.errors import InputError
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.russian import calendar
from letterkit.russian.dates import FoundDate, date_digits, find_dates, partial_dates

_REGISTERED = regex.compile(r"(?i)\bзарегистрирован\p{L}*(?:\s+\p{L}+){0,3}\s+$")
_BY = regex.compile(r"(?i)(?:\bдо|\bпо|\bк|не\s+позднее|не\s+позже)\s+$")
_FOR_DAYS = regex.compile(r"(?i)\bна\s+(?P<days>\d{1,3})\s+(?P<working>рабочих\s+)?(?:календарн\p{L}+\s+)?дн\p{L}+")
_FOR_WORDS = regex.compile(r"(?i)\bна\s+(?:месяц|один\s+месяц|тридцать\s+дней)\b")
_ANSWER = regex.compile(r"(?i)\b(?:ответ|сообщ|напиш|информаци|результат|уведом|направ|проинформир|извест)\p{L}*")
# What the reader waits for, in whatever words: «решение Вы узнаете до 14 ноября».
_FINAL = regex.compile(rf"{_ANSWER.pattern}|(?i:\b(?:узна|пришл|решени|вывод|итог|заключени|заверш|законч)\p{{L}}*)")
_ACT_BEFORE = regex.compile(
    r"(?i)\b(?:закон|кодекс|постановлени|приказ|распоряжени|указ|решени)\p{L}*\s(?:[^.;,]{0,60}\s)?от\s+$"
)
_OF_FINAL = regex.compile(r"(?i)\b(?:окончательн|итогов)\p{L}+\s+ответ")
# Where a final reply is spoken of, «Ответы придут до 31 июля, результаты проб будут готовы 1 августа» is not its term.
_OF_OTHERS = regex.compile(
    r"(?i)^\W*(?:(?:их|его|е[её])\s+)?(?:ответы|результаты?|заключени[ея]|сведения|документы|архив|лаборатори[яи]|эксперт\p{L}{0,2})\s"
    r"(?!(?:[^\n]*\s)?(?:вам|вы|вас|мы|сообщим|направим|отправим|напишем|ответим|пришл[её]м)\b)"
)
_SENT = r"\b(?:направ|отправ|переда|перенаправ|пересла|посла|переадрес)\p{L}+"
_APPEAL = r"\b(?:обращени|жалоб|ваш\p{L}*\s+(?:письм|заявлени))\p{L}*"
_SENDS = regex.compile(rf"(?i)(?:{_SENT}\b.*{_APPEAL}|{_APPEAL}.*{_SENT})")
_PROLONGED = regex.compile(r"(?i)\bпродл\p{L}+")
_NOT_IN_TIME = regex.compile(
    r"(?i)\bне\s+(?:успе|смо[гж]|мо[гж]|удастся|получится|хват)\p{L}*|\b(?:истека|нельзя|невозможно)\p{L}*"
)
_SEVEN_DAYS = (Standard.COURT, Standard.UNREADABLE, Standard.UNCLEAR, Standard.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that count: of registration, of the letter (and where it stands), and how the registration is known."""

    registered: datetime.date
    letter: datetime.date
    letter_span: Span | None


@once_a_letter
def days(subject: Subject) -> Days | None:
    """The days of the letter, None when either is not known: card, «зарегистрировано …», «На № … от …»."""
    card = subject.card
    registered = (card.appeal.registered if card else None) or _registration_date(subject)
    span = _own_date_span(subject)
    letter = own_date(subject) or (card.date if card else None)
    if registered is None or letter is None or letter < registered:
        return None
    return Days(registered, letter, span)


@function_check("typical.redirect-late")
def redirect_late(subject: Subject) -> Iterator[Hit]:
    """The appeal was sent on, or the citizen told of it, later than seven days after registration."""
    known, redirect = days(subject), kind(subject, Standard.REDIRECT)
    if known and redirect:
        sent = _sent_near(redirect.saying, sayings(subject), known)
        day, span = (sent[0], sent[1]) if sent else (known.letter, known.letter_span)
        yield from _late(subject, known.registered, "redirect_days", day, span)


@function_check("typical.notice-late")
def notice_late(subject: Subject) -> Iterator[Hit]:
    """The citizen is told later than in seven days that there will be no answer."""
    known = days(subject)
    if known and any(kind(subject, standard) for standard in _SEVEN_DAYS):
        yield from _late(subject, known.registered, "notice_days", known.letter, known.letter_span)


@function_check("typical.overdue")
def overdue(subject: Subject) -> Iterator[Hit]:
    """The letter is older than the term of consideration and says nothing of an extension."""
    known = days(subject)
    short = {Standard.REDIRECT, Standard.EXTENSION, *_SEVEN_DAYS}
    if known is None or any(each.standard in short for each in kinds(subject)) or _PROLONGED.search(subject.prose):
        return
    review = subject.profile.limits["review_days"]
    for hit in _late(subject, known.registered, "review_days", known.letter, known.letter_span):
        beyond = (known.letter - known.registered).days > review + subject.profile.limits["extension_days"]
        yield Hit(hit.start, hit.end, hit.details, level=Level.WARNING if beyond else Level.ADVICE)


@function_check("typical.extension-late")
def extension_late(subject: Subject) -> Iterator[Hit]:
    """The citizen is told of an extension when the first term is over, or less than three days before that."""
    known = days(subject)
    if known is None or not kind(subject, Standard.EXTENSION):
        return
    due = known.registered + datetime.timedelta(days=int(subject.profile.limits["review_days"]))
    notice = int(subject.profile.limits["extension_notice_days"])
    last = due - datetime.timedelta(days=notice)
    if known.letter > last:
        over = known.letter > due
        words = "срок уже истёк" if over else f"до конца срока меньше {notice} дней"
        details = {"due": date_digits(due), "last": date_digits(last), "how": words}
        yield _at(known.letter_span, details, Level.ERROR if over else Level.WARNING)


@function_check("typical.extension-too-long")
def extension_too_long(subject: Subject) -> Iterator[Hit]:
    """The new term is more than thirty days beyond the first."""
    extension, known = kind(subject, Standard.EXTENSION), days(subject)
    most = int(subject.profile.limits["extension_days"])
    for saying in _of_extension(subject) if extension else ():
        by_days = _FOR_DAYS.search(saying.text)
        if by_days and not by_days["working"] and int(by_days["days"]) > most and _PROLONGED.search(saying.text):
            yield Hit(saying.start + by_days.start(), saying.start + by_days.end(), {"most": str(most), "last": ""})
        if known is None:
            continue
        last = known.registered + datetime.timedelta(days=most + int(subject.profile.limits["review_days"]))
        for found in _terms(saying):
            if found.date > last and _PROLONGED.search(saying.text):
                details = {"most": str(most), "last": f", то есть до {date_digits(last)}"}
                level = None if _after_weekend(last, found.date) else Level.ADVICE
                yield Hit(saying.start + found.start, saying.start + found.end, details, level=level)


@function_check("typical.extension-no-date")
def extension_no_date(subject: Subject) -> Iterator[Hit]:
    """«Срок продлён»: till when?"""
    extension = kind(subject, Standard.EXTENSION)
    if extension is None:
        return
    if not any(_new_term(subject, saying) for saying in _of_extension(subject)):
        said = extension.saying
        yield Hit(said.start, said.end) if said else MISSING


@function_check("typical.interim-no-date")
def interim_no_date(subject: Subject) -> Iterator[Hit]:
    """An interim reply does not say when the final one will come."""
    interim = kind(subject, Standard.INTERIM)
    if interim is None or kind(subject, Standard.EXTENSION):
        return
    if interim.saying and Sign.LATER in interim.saying.signs:
        return  # outcome.promised-later says so
    letter = own_date(subject)
    said_of_final = any(_OF_FINAL.search(saying.text) for saying in sayings(subject))
    for saying in sayings(subject):
        dates = [found for found in find_dates(saying.text) if letter is None or found.date >= letter]
        if said_of_final and _OF_OTHERS.search(saying.text):
            continue
        if _FINAL.search(saying.text) and not saying.of_appeal and (dates or _open_term(saying)):
            return
    said = interim.saying
    yield Hit(said.start, said.end) if said else MISSING


@function_check("typical.interim-too-late")
def interim_too_late(subject: Subject) -> Iterator[Hit]:
    """The final reply is promised for a day after the term, and the term is not extended."""
    known = days(subject)
    if known is None or not kind(subject, Standard.INTERIM) or _PROLONGED.search(subject.prose):
        return
    due = known.registered + datetime.timedelta(days=int(subject.profile.limits["review_days"]))
    for saying in sayings(subject):
        for found in _terms(saying):
            if (
                found.date > due
                and _ANSWER.search(saying.text)
                and not saying.of_appeal
                and _after_weekend(due, found.date)
            ):
                yield Hit(saying.start + found.start, saying.start + found.end, {"due": date_digits(due)})


def _new_term(subject: Subject, saying: Saying) -> bool:
    """Whether the sentence names the term after the extension: beside «продлён», or a day after the first term."""
    if _PROLONGED.search(saying.text):
        return bool(
            _terms(saying)
            or partial_dates(saying.text)
            or _FOR_DAYS.search(saying.text)
            or _FOR_WORDS.search(saying.text)
        )
    known = days(subject)
    first = known.registered + datetime.timedelta(days=int(subject.profile.limits["review_days"])) if known else None
    if any(first is None or found.date > first for found in _terms(saying)):
        return True
    # «Ответить до 4 сентября мы не успеваем» names the first term.
    return bool(partial_dates(saying.text)) and not _NOT_IN_TIME.search(saying.text)


def _open_term(saying: Saying) -> bool:
    return has_term(saying.text) and not find_dates(saying.text)


def _of_extension(subject: Subject) -> list[Saying]:
    """The sentences that may name the new term."""
    return [saying for saying in sayings(subject) if _PROLONGED.search(saying.text) or _ANSWER.search(saying.text)]


def _terms(saying: Saying) -> list[FoundDate]:
    """«до 15.08.2024»: days by which something will be."""
    return [found for found in find_dates(saying.text) if _BY.search(saying.text[: found.start])]


def _registration_date(subject: Subject) -> datetime.date | None:
    for saying in sayings(subject)[:4]:
        for found in find_dates(saying.text):
            if found.precision == "day" and _REGISTERED.search(saying.text[: found.start]):
                return found.date
    return next((line.date.date for line in references(subject) if line.date), None)


def _own_date_span(subject: Subject) -> Span | None:
    for part in subject.parts_of(Role.DATE):
        for found in find_dates(subject.text_of(part)):
            if found.precision == "day":
                return part.start + found.start, part.start + found.end
    return None


def _sent_near(saying: Saying | None, said: Sequence[Saying], known: Days) -> tuple[datetime.date, Span] | None:
    """When the appeal was sent on, by ``saying`` itself or by a sentence that speaks of sending the appeal."""
    own = _find_sending(saying, known) if saying else None
    others = (_find_sending(each, known) for each in said if _SENDS.search(each.text))
    return own or min((sent for sent in others if sent), default=None)


def _find_sending(saying: Saying, known: Days) -> tuple[datetime.date, Span] | None:
    """When, by the letter's own words, the appeal was sent on."""
    for found in find_dates(saying.text):
        if known.registered <= found.date <= known.letter and not _ACT_BEFORE.search(saying.text[: found.start]):
            return found.date, (saying.start + found.start, saying.start + found.end)
    for one in partial_dates(saying.text):  # «21 апреля мы послали копию»
        day = one.last(known.letter.year) if one.day else None
        if day and known.registered <= day <= known.letter:
            return day, (saying.start + one.start, saying.start + one.end)
    return None


def _late(
    subject: Subject, registered: datetime.date, limit: str, day: datetime.date, span: Span | None
) -> Iterator[Hit]:
    most = int(subject.profile.limits[limit])
    last = registered + datetime.timedelta(days=most)
    if day > last:
        details = {
            "days": str((day - registered).days),
            "most": str(most),
            "last": date_digits(last),
            "registered": date_digits(registered),
        }
        yield _at(span, details, None if _after_weekend(last, day) else Level.ADVICE)


def _at(span: Span | None, details: dict[str, str], level: Level | None) -> Hit:
    start, end = span or (None, None)
    return Hit(start, end, details, level=level)


def _after_weekend(last: datetime.date, day: datetime.date) -> bool:
    """Whether ``day`` is late even by the kinder reading, which moves the end of a term to a working day.

    The law is silent on it (NORMS 0.2), so the days between are advice.
    """
    if (day - last).days > 10:
        return True
    try:
        return day > calendar.nearest_working(last, "following")
    except InputError:
        return True
