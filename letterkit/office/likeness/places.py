"""Houses, streets, settlements and programmes that a text names, folded so that any form of them is the same."""

from dataclasses import dataclass

import regex

from letterkit.russian.abbreviations import STREETS, TOWNS, alternatives
from letterkit.russian.search_words import form, tokens

_KIND = regex.compile(
    rf"(?i)(?<!\p{{L}})(?:(?:{alternatives(STREETS)})(?!\p{{L}})\.?"
    r"|(?:улиц|проспект|переул|площад|бульвар|набережн|микрорайон|проезд)\p{Ll}*|шоссе)"
)
_NAME_AFTER = regex.compile(
    r"\s*«?(?P<name>(?:\d{1,3}(?:-(?:го|й|я|летия|лет))?\s+(?:лет\s+)?)?(?:\p{Lu}(?:\.|[\p{L}-]+)\s?){1,3})"
)
_NAME_BEFORE = regex.compile(r"(?<![\p{L}-])(?P<name>\p{Lu}[\p{L}-]+)\s+$")
_HOUSE = regex.compile(
    r"(?i)(?<!\p{L})(?:д\.|дом\p{Ll}{0,3}|д(?=\s?\d))\s*(?:№\s*)?(?P<house>\d{1,4}(?:[/-]\d{1,3})?\s?(?-i:[А-Яа-я](?![\p{L}.]))?)"
)
_BARE_HOUSE = regex.compile(r"\s*,?\s*(?P<house>\d{1,4}(?:/\d{1,3})?[А-Яа-я]?)(?![\d.,]*\d|\p{L}|\s+\p{Ll}{3})")
_TOWN = regex.compile(
    rf"(?i)(?<![\p{{L}}.])(?:(?:{alternatives(TOWNS)})\.\s?|(?:город|посёл|посел|сел|деревн)\p{{Ll}}{{0,4}}\s+)"
    r"(?P<name>(?-i:\p{Lu})[\p{L}-]{2,})"
)
_PROGRAMME = regex.compile(
    r"(?i)программ\p{L}*[^.«»\n]{0,60}?«(?P<name>[^«»\n]{4,200})»|«(?P<name>[^«»\n]{4,200})»(?=[^.«»\n]{0,40}программ)"
)
_NEAR = 60
"""Between a street and its house stand no more signs than this."""


@dataclass(frozen=True, slots=True)
class House:
    """A street as words in their dictionary forms, with the number of a house where one is named."""

    street: str
    number: str = ""


def houses(text: str) -> frozenset[House]:
    """The streets of ``text``, each with the house named nearest to it in the same line."""
    found = set()
    for kind in _KIND.finditer(text):
        after = _NAME_AFTER.match(text, kind.end())
        street = after or _NAME_BEFORE.search(text, max(0, kind.start() - _NEAR), kind.start())
        if street and (name := _fold(street["name"])):
            start, end = min(kind.start(), street.start()), max(kind.end(), street.end())
            found.add(House(name, _number_near(text, start, end)))
    return frozenset(found)


def towns(text: str) -> frozenset[str]:
    """The settlements of ``text``: «г. Холмск», «в городе Холмске»."""
    return frozenset(filter(None, (_fold(town["name"]) for town in _TOWN.finditer(text))))


def programmes(text: str) -> frozenset[str]:
    """The programmes that ``text`` calls by their names in quotation marks."""
    return frozenset(filter(None, (_fold(named["name"]) for named in _PROGRAMME.finditer(text))))


def _number_near(text: str, start: int, end: int) -> str:
    bare = _BARE_HOUSE.match(text, end)
    after = _HOUSE.search(text, end, min(len(text), end + _NEAR))
    before = list(_HOUSE.finditer(text, max(0, start - _NEAR), start))
    if bare:
        return _plain(bare["house"])
    if (
        after
        and (not before or after.start() - end <= start - before[-1].end())
        and "\n" not in text[end : after.start()]
    ):
        return _plain(after["house"])
    return _plain(before[-1]["house"]) if before and "\n" not in text[before[-1].end() : start] else ""


def _plain(number: str) -> str:
    return "".join(number.split()).lower()


def _fold(name: str) -> str:
    return " ".join(form(token) for token in tokens(name))
