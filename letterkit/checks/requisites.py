"""Date, number and reference of a letter taken apart, and what its text says of the appeal."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from letterkit.checks.subject import PROSE, Subject
from letterkit.core.letter import Part, Role
from letterkit.russian.dates import FoundDate, find_dates

Span = tuple[int, int]

_NUMBER = regex.compile(r"(?:№|\bN(?!\p{L})|\bNo\.?)\s*(?P<number>[^\s,;]*\d[^\s,;]*)")
_FROM_BLANK = regex.compile(r"(?<=\bот\s)\s*[_.…]{2,}[_.…\s]*|\bот\s*$", regex.IGNORECASE)
_NUMBER_BLANK = regex.compile(r"(?:№|\bN)\s*(?=[_…]|\.{2,}|\s*$|\s*от\b)", regex.IGNORECASE)
# Singular: several are earlier ones. «Письмо» only as the citizen's own: bodies write letters too.
_APPEAL = (
    r"(?:\b(?:обращени[еяю]|заявлени[еяю]|жалоб[аыуе]|заявк[аиуе]|претензи[яюи])"
    r"|(?i:ваш\p{L}{0,3})\s+(?:электронн\p{L}+\s+)?(?:письм[оау]|сообщени[еяю]|запрос\p{L}?|предложени[еяю]|отзыв\p{L}?|просьб[аыуе]))\b"
)
_YOURS = regex.compile(
    rf"(?i)\bваш\p{{L}}{{0,3}}\s+(?:\p{{L}}+\s+){{0,3}}?{_APPEAL}|{_APPEAL}|\b(?:обращени|заявлени|жалоб|заявк|претензи)\p{{L}}*"
    r"|\bвы\s+(?:[\p{L}-]+\s+){0,3}?(?:обратил|написал|писал|прислал|направил|попросил|подал|спросил|задал)\p{L}*"
)
_DATED_AFTER = regex.compile(
    rf"(?i){_APPEAL}(?:\s+(?:№\s*\S+|\((?:[^)\n]{{0,40}})\)|вх\.|(?!письм|сопровод)\p{{L}}+)){{0,3}}?\s+от\s+$|зарегистрирован\p{{L}}*(?:\s+\p{{L}}+){{0,2}}?\s+$"
)
_NUMBERED = regex.compile(
    rf"(?i)(?:{_APPEAL}(?:\s+\p{{L}}+){{0,1}}?(?:\s+от\s+[\d.]+(?:\s*г\.)?)?|зарегистрирован\p{{L}}*(?:\s+[\d.]+)?(?:\s+(?:за|под))?)\s*,?\s*"
    r"\(?(?:вх\.?\s*)?№\s*(?P<number>[^\s,;)]*\d[^\s,;)]*)"
)
_ACT_BEFORE = regex.compile(r"(?i)\b(?:закон|кодекс|постановлени|распоряжени|приказ|указ)\p{L}*[^.;]{0,80}\bот\s+$")
_ACT_AFTER = regex.compile(r"(?i)\s*(?:г\.|года)?\s*(?:№|N)\s*\d+-Ф?К?З")
# «в обращении от 28 апреля»: the year is plain from the letter's own date.
_DAY_ALONE = regex.compile(
    r"(?i)(?:\bот|обратил\p{L}*(?:\s+[\p{L}-]+){0,3}|поступи\p{L}*(?:\s+[\p{L}-]+){0,4}|зарегистрирован\p{L}*|написал\p{L}*|прислал\p{L}*)"
    r"\s+\d{1,2}\s+(?:янв|фев|март|апр|ма[яй]|июн|июл|авг|сент|окт|нояб|дек)\p{L}*"
)
# A number that a template did not fill is another rule's business.
_MARKED = regex.compile(r"№\s*(?:<\p{Lu}[\p{Lu}_\d]*>|\{\{)")


@dataclass(frozen=True, slots=True)
class Reference:
    """The line «На № … от …»; spans count in the subject's text, None for what is not filled."""

    part: Part
    number: str | None
    number_span: Span | None
    date: FoundDate | None
    date_span: Span | None
    number_blank: bool
    date_blank: bool

    @property
    def empty(self) -> bool:
        """Whether it names neither a number nor a date."""
        return self.number is None and self.date is None


def references(subject: Subject) -> list[Reference]:
    """Every line of the letter that refers to an incoming document."""
    return [_reference(subject, part) for part in subject.parts_of(Role.REFERENCE)]


def own_date(subject: Subject) -> datetime.date | None:
    """The day the letter is dated, None when it is not or cannot be read."""
    for part in subject.parts_of(Role.DATE):
        days = [found for found in find_dates(subject.text_of(part)) if found.precision == "day"]
        if days:
            return days[0].date
    return None


def appeal_dates(subject: Subject) -> Iterator[tuple[FoundDate, Span]]:
    """Days that the text gives as those of the appeal: «обращение от …», «зарегистрировано …»."""
    for part in _beginning(subject):
        text = subject.text_of(part)
        for found in find_dates(text):
            if found.precision == "day" and _DATED_AFTER.search(text[max(0, found.start - 80) : found.start]):
                yield found, (part.start + found.start, part.start + found.end)


def appeal_numbers(subject: Subject) -> Iterator[tuple[str, Span]]:
    """Numbers that the text gives as those of the appeal."""
    for part in _beginning(subject):
        for found in _NUMBERED.finditer(subject.text, part.start, part.end):
            number = found["number"].rstrip(".")
            yield number, (found.start("number"), found.start("number") + len(number))


def speaks_of_appeal(subject: Subject) -> bool:
    """Whether a sentence of the opening or the body names the appeal together with a date or a number."""
    own = own_date(subject)
    for start, end in subject.sentences[:6]:
        sentence = subject.text[start:end]
        if _YOURS.search(sentence) and (
            _NUMBERED.search(sentence)
            or _MARKED.search(sentence)
            or any(_may_be_appeals(found, sentence, own) for found in find_dates(sentence))
            or _DAY_ALONE.search(sentence)
        ):
            return True
    return False


def _may_be_appeals(found: FoundDate, sentence: str, own: datetime.date | None) -> bool:
    """Not the day of an act that the sentence refers to, nor the day of the reply itself."""
    of_act = _ACT_BEFORE.search(sentence[: found.start]) or _ACT_AFTER.match(sentence[found.end :])
    return found.precision == "day" and found.date != own and not of_act


def _beginning(subject: Subject) -> list[Part]:
    return list(subject.parts_of(*PROSE))[:2]


_DATE_BELOW = regex.compile(r"[ \t\u00a0]*\n[ \t\u00a0]*от[ \u00a0]+\d\S*(?:[ \u00a0]\p{L}+[ \u00a0]\d{4})?")


def _reference(subject: Subject, part: Part) -> Reference:
    text = subject.text_of(part)
    if below := _DATE_BELOW.match(subject.text, part.end):
        text = subject.text[part.start : below.end()]  # «На № М-2090», and «от 30.06.2025» on the next line
    number = _NUMBER.search(text)
    days = [found for found in find_dates(text) if found.precision == "day"]
    date = days[0] if days else None
    return Reference(
        part=part,
        number=number["number"] if number else None,
        number_span=(part.start + number.start("number"), part.start + number.end("number")) if number else None,
        date=date,
        date_span=(part.start + date.start, part.start + date.end) if date else None,
        number_blank=number is None and bool(_NUMBER_BLANK.search(text)),
        date_blank=date is None and bool(_FROM_BLANK.search(text)),
    )
