"""Personal data in a comment (152-ФЗ): the survey asks for none, and keeps none that somebody writes by habit."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum


class Private(StrEnum):
    """What was found."""

    PHONE = "phone"
    EMAIL = "email"
    PASSPORT = "passport"
    SNILS = "snils"
    CARD = "card"
    FLAT = "flat"


# In this order: a card has more digits than a passport, and a telephone number is whatever is left.
_PATTERNS: Mapping[Private, re.Pattern[str]] = {
    Private.EMAIL: re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"),
    Private.CARD: re.compile(r"(?<!\d)\d{4}(?:[ \u00a0-]?\d{4}){3}(?:[ \u00a0-]?\d{2,4})?(?!\d)"),
    Private.SNILS: re.compile(r"(?<!\d)\d{3}[- ]\d{3}[- ]\d{3}[- ]\d{2}(?!\d)"),
    Private.PASSPORT: re.compile(
        r"(?i)(?<!\d)\d{2}\s?\d{2}\s*(?:№|N|номер)\s*\d{6}(?!\d)|(?<!\d)\d{2}\s\d{2}\s\d{6}(?!\d)"
        r"|(?<=паспорт )\d{4}\s?\d{6}(?!\d)|(?<!\d)\d{4}\s\d{6}(?!\d)"
    ),
    Private.PHONE: re.compile(
        r"(?<![\d.])(?:\+7|8)[\s\u00a0(-]*\d{3,5}[\s\u00a0)-]*\d{1,3}(?:[\s\u00a0-]?\d{2}){2}(?!\d)"
        r"|(?<![\d.])\(\d{3,5}\)[\s\u00a0]*\d{2,3}(?:[\s\u00a0-]?\d{2}){2}(?!\d)"
        r"|(?<![\d.])9\d{2}[\s\u00a0-]?\d{3}(?:[\s\u00a0-]?\d{2}){2}(?!\d)"
        r"|(?<![\d.-])\d{2,3}-\d{2}-\d{2}(?!\d|[-.]\d)"
    ),
    Private.FLAT: re.compile(r"(?i)\b(?:кв\.|квартир[аеуы])\s*№?\s*\d+[а-я]?\b"),
}
_INSTEAD = "[убрано]"


def private_in(comment: str) -> tuple[Private, ...]:
    """What personal data ``comment`` seems to hold, each kind once."""
    return tuple(dict.fromkeys(kind for kind, _, _ in _find_spans(comment)))


def without_private(comment: str) -> str:
    """``comment`` with «[убрано]» in the place of each."""
    for start, end in sorted(((start, end) for _, start, end in _find_spans(comment)), reverse=True):
        comment = comment[:start] + _INSTEAD + comment[end:]
    return comment


def _find_spans(comment: str) -> Iterator[tuple[Private, int, int]]:
    taken: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(comment):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield kind, *match.span()
