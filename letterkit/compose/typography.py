"""Spaces that must not break a line: put into finished text, nothing else of it is changed."""

import re

from letterkit.russian.abbreviations import HOUSES, MONTHS_GENITIVE, REGIONS, STREETS, TOWNS, alternatives
from letterkit.russian.words import HANGING

NBSP = "\u00a0"
_HANGING = re.compile(rf"(?<![\w-])({'|'.join(sorted(HANGING))}) (?=\S)", re.IGNORECASE)
_MONTHS = "|".join(MONTHS_GENITIVE)
_OTHERS = ("ст", "ч", "пп", "тел", "р")
_UNITS = "руб|рубл|тыс|млн|млрд|дн|день|дня|дней|лет|год|года|месяц|час|мин|кв|куб|м|км|га|л|экз|шт|%"
_INITIAL = r"[А-ЯЁ]\.(?:-[А-ЯЁ]\.)?"
_PHONE = re.compile(r"(?:\+7|\b8)?[\s\u00a0]?\(\d{3,5}\)[\s\u00a0]?\d{1,3}(?:-\d{2}){2}\b")
_RULES = (
    (re.compile(r"([№§]) +(?=\S)"), rf"\1{NBSP}"),
    (
        re.compile(rf"(?<!\S)({alternatives(STREETS, TOWNS, REGIONS, HOUSES, _OTHERS)}\.) +(?=[\dА-ЯЁ«])"),
        rf"\1{NBSP}",
    ),
    (re.compile(rf"({_INITIAL}) ?({_INITIAL}) +(?=[А-ЯЁ][а-яё])"), rf"\1\2{NBSP}"),
    (re.compile(rf"(?<=[а-яё]) +(?={_INITIAL}(?: ?{_INITIAL})?(?![А-Яа-яё]))"), NBSP),
    (re.compile(rf"(?<=\d) +(?={_MONTHS})"), NBSP),
    (re.compile(r"(?<=\d{4}) +(?=(?:г\.|гг\.|года?\b|году\b))"), NBSP),
    (re.compile(rf"(?<=\d) +(?=(?:{_UNITS})(?:\b|\.|(?<=%)))"), NBSP),
    (re.compile(r"(?<=\S) +(?=[–—] )"), NBSP),
    (re.compile(r"((?<!\S)(?:част[ьию]|стать[яиёе]й?|пункт[аеу]?|дом[аеу]?|квартир[аеыу]))\s+(?=№|\d)"), rf"\1{NBSP}"),
)


def unbroken(text: str) -> str:
    """``text`` with non-breaking spaces after «№», inside names with initials, dates and addresses, before a dash."""
    for pattern, put in _RULES:
        text = pattern.sub(put, text)
    return text


def unbroken_phones(text: str) -> str:
    """``text`` with telephone numbers that cannot break: U+00A0 for spaces, U+2011 for hyphens."""
    return _PHONE.sub(lambda match: match[0][0] + match[0][1:].replace(" ", NBSP).replace("-", "\u2011"), text)


def unbroken_text(text: str) -> str:
    """A paragraph of running text with every space and hyphen that must not break a line."""
    return unbroken_phones(unbroken(_HANGING.sub(rf"\1{NBSP}", text)))


def plain(text: str) -> str:
    """``text`` as it is compared: one ordinary space between words, no soft hyphens."""
    return " ".join(text.replace("\u00ad", "").replace("\u2011", "-").split())
