"""The mark of an electronic signature: its four elements, and a certificate in force on the day of the letter."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from letterkit.checks.families.signature.form import signatures, surname_of
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.requisites import own_date
from letterkit.checks.subject import Subject
from letterkit.core.letter import Part, Role
from letterkit.russian.dates import date_digits, find_dates

_PHRASE = regex.compile(
    r"(?i)документ\s+подписан\s+(?:(?:усиленной|квалифицированной|неквалифицированной|простой)\s+)*электронной\s+подписью"
)
_PHRASE_BEGINS = regex.compile(r"(?i)документ\s+подписан\b")
_PHRASE_ENDS = regex.compile(r"(?i)электронной\s+подписью")
_PHRASE_LIKE = regex.compile(
    r"(?i)(?:документ\s+)?подписан[оа]?\b[^\n]*|[^\n]*электронн\p{L}+\s+(?:цифров\p{L}+\s+)?подпис\p{L}+[^\n]*"
)
_CERTIFICATE = regex.compile(
    r"(?i)(?:сертификат\p{L}*|серийный\s+номер|номер\s+сертификата|отпечаток)\s*:?\s*(?:№|N|:)?\s*[0-9A-FА-Ф][0-9A-FА-Ф\s:]{7,}"
    r"|(?<![\w])[0-9A-F]{2}(?:[\s:]?[0-9A-F]{2}){7,}(?!\w)"
)
# «Сертификат», and no number after it.
_CERTIFICATE_LINE = regex.compile(
    r"(?im)^[ \t]*\K(?:сертификат|серийный\s+номер|номер\s+сертификата)[ \t]*:?[^\n\d]{0,12}$"
)
_OWNER_LINE = regex.compile(r"(?i)владелец(?:\s+сертификата)?\s*:?\s*(?P<name>[^\n]*)")
_FULL_NAME = regex.compile(
    r"\p{Lu}[\p{Ll}’']+(?:-\p{Lu}\p{Ll}+)?\s+\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+(?:\s+(?:оглы|кызы))?)?(?!\p{L}|\.)"
)
_VALID = regex.compile(r"(?i)действ\p{L}+[^\n]*|срок\s+действия[^\n]*")


@dataclass(frozen=True, slots=True)
class _Day:
    start: int
    end: int
    date: datetime.date


@function_check("esign.phrase")
def phrase(subject: Subject) -> Iterator[Hit]:
    """The stamp does not say «Документ подписан электронной подписью»."""
    parts, words = _stamp(subject)
    # Printed close to the post or the name, the first line of the stamp is read as one with them.
    beside = "\n".join(subject.text_of(part) for part in subject.parts_of(Role.SIGNATURE))
    if parts and not _PHRASE.search(words) and not _PHRASE.search(beside) and not _cut_in_two(beside, words):
        found = _first(subject, parts, _PHRASE_LIKE)
        if found:
            yield Hit(*found, suggestions=("Документ подписан электронной подписью",))
        else:
            yield Hit(parts[0].start, parts[0].end)


@function_check("esign.certificate")
def certificate(subject: Subject) -> Iterator[Hit]:
    """The stamp has no number of the certificate."""
    parts, words = _stamp(subject)
    if parts and not _CERTIFICATE.search(words):
        shown = _first(subject, parts, _CERTIFICATE_LINE) or _first(subject, parts, _PHRASE_LIKE)
        yield Hit(*(shown or (parts[0].start, parts[0].end)))


@function_check("esign.owner")
def owner(subject: Subject) -> Iterator[Hit]:
    """The stamp does not give the owner's surname, name and patronymic in full."""
    parts, _ = _stamp(subject)
    if not parts or _owner_name(subject, parts):
        return
    line = _first(subject, parts, _OWNER_LINE)
    yield Hit(*(line or (parts[0].start, parts[0].end)))


@function_check("esign.owner-differs")
def owner_differs(subject: Subject) -> Iterator[Hit]:
    """The certificate is another person's than the signer's."""
    parts, _ = _stamp(subject)
    found = _owner_name(subject, parts)
    signers = signatures(subject)
    if found and signers:
        words = subject.text[slice(*found)].lower().replace("ё", "е").split()
        if surname_of(signers[0].name) not in words:
            yield Hit(*found, {"signer": signers[0].name})


@function_check("esign.validity")
def validity(subject: Subject) -> Iterator[Hit]:
    """The stamp does not say from when to when the certificate is valid."""
    parts, _ = _stamp(subject)
    if parts and _period(subject, parts) is None:
        line = _first(subject, parts, _VALID) or _first(subject, parts, _PHRASE_LIKE)
        yield Hit(*(line or (parts[0].start, parts[0].end)))


@function_check("esign.period")
def period(subject: Subject) -> Iterator[Hit]:
    """The certificate is not valid on the day of the letter."""
    parts, _ = _stamp(subject)
    letter, found = own_date(subject), _period(subject, parts)
    if letter is None or found is None:
        return
    begin, end = found
    details = {"letter": date_digits(letter)}
    if end.date < letter:
        yield Hit(*_with_word(subject, end), details | {"period": f"по {date_digits(end.date)}"})
    elif letter < begin.date:
        yield Hit(*_with_word(subject, begin), details | {"period": f"с {date_digits(begin.date)}"})


def _stamp(subject: Subject) -> tuple[list[Part], str]:
    """The pieces of the stamp and their words: laid beside the signature, it is read in several."""
    parts = list(subject.parts_of(Role.ESIGN))
    if not parts:  # printed on the signer's own line, the stamp is read as one with the signature
        signed = subject.parts_of(Role.SIGNATURE)
        parts = [part for part in signed if _PHRASE_LIKE.search(subject.text, part.start, part.end)]
    # The last date of a narrow stamp stands on a line of its own.
    parts += [part for part in subject.parts_of(Role.DATE) if parts and part.start > parts[0].start]
    words = "\n".join(subject.text_of(part) for part in parts)
    is_stamp = any(sign.search(words) for sign in (_PHRASE_LIKE, _CERTIFICATE, _OWNER_LINE))
    return (parts, words) if is_stamp else ([], "")


def _first(subject: Subject, parts: list[Part], pattern: "regex.Pattern[str]") -> tuple[int, int] | None:
    for part in parts:
        found = pattern.search(subject.text_of(part))  # alone: «^» is its first letter, whatever stands before
        if found:
            return part.start + found.start(), part.start + found.start() + len(found.group().rstrip())
    return None


def _owner_name(subject: Subject, parts: list[Part]) -> tuple[int, int] | None:
    """The owner's full name: on the owner's line, or on the line after a bare «Владелец»."""
    for part in parts:
        line = _OWNER_LINE.search(subject.text, part.start, part.end)
        at = line.start("name") if line else part.start
        found = _FULL_NAME.search(subject.text, at, part.end)
        while found and regex.match(r"(?i)(?:документ|сертификат|владелец|действителен|электронн)", found.group()):
            found = _FULL_NAME.search(subject.text, found.start() + 1, part.end)
        if found:
            return found.span()
    return None


def _period(subject: Subject, parts: list[Part]) -> tuple[_Day, _Day] | None:
    """The last two days of one piece of the stamp: from and to; the time of signing stands before them or apart."""
    for part in parts:
        days = [found for found in find_dates(subject.text_of(part)) if found.precision == "day"]
        if len(days) >= 2:
            begin, end = ((part.start + found.start, part.start + found.end, found.date) for found in days[-2:])
            return _Day(*begin), _Day(*end)
    apart = [
        _Day(part.start + found.start, part.start + found.end, found.date)
        for part in parts
        for found in find_dates(subject.text_of(part))
        if found.precision == "day"
    ]
    return (apart[0], apart[1]) if len(apart) == 2 else None


def _cut_in_two(beside: str, words: str) -> bool:
    """Whether the phrase begins beside the post and ends in the stamp: its cell was too narrow for one line."""
    return bool(_PHRASE_BEGINS.search(beside) and _PHRASE_ENDS.search(words))


def _with_word(subject: Subject, day: _Day) -> tuple[int, int]:
    """The date with its «с» or «по»."""
    before = regex.search(r"(?i)\b(?:по|до|с)\s+$", subject.text[max(0, day.start - 5) : day.start])
    return (day.start - len(before.group()) if before else day.start), day.end
