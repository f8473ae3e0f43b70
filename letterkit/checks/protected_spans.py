"""Words that are not the writer's to choose: formulas of the Order, acts, bodies, people, quotations, addresses.

An act is named with its title, in quotation marks or without them.

Style rules never fire inside any of them; proofing never inside those that no dictionary can know. General checkers
call «Уважаемый» a biased word and the prescribed opening officialese: here the Order's own words are safe.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

import regex

from letterkit.checks.literals import may_match
from letterkit.core.letter import Part, Role
from letterkit.core.profile import Profile
from letterkit.russian import entities
from letterkit.russian.abbreviations import HOUSES, OF_PLACES, alternatives
from letterkit.russian.remembered import cache_by_text


class Shield(StrEnum):
    """Why a span is protected."""

    FORMULA = "formula"
    ACT = "act"
    TITLE = "title"
    QUOTE = "quote"
    BODY = "body"
    PERSON = "person"
    ADDRESS = "address"
    MACHINE = "machine"


# What style (3.7) leaves alone, and what spelling and grammar do. A typing error in an act's title is still an error.
FROM_STYLE = frozenset(Shield)
FROM_PROOFING = frozenset({Shield.BODY, Shield.PERSON, Shield.ADDRESS, Shield.MACHINE})

_FORMULAS = regex.compile(
    r"(?i)\bуважаем\w{2}\b(?:\s+(?:господин|госпожа|господа|заявители|коллеги|жители))?"
    r"|\bрассмотрев\s+ваш[ие]?\s+(?:\w+\s+){0,2}?(?:обращени\w+|заявлени\w+|жалоб\w+|письм\w+)\b"
    r"|\bпо\s+вопрос(?:у|ам)\b|\bпоступивш\w+\s+(?:в|на|из|через|по)\b"
    r"|\bпо\s+результатам\s+рассмотрения\b|\bв\s+ответ\s+на\s+ваш\w?\b|\bна\s+ваш\w?\s+обращени\w+\b"
    r"|\bсообща(?:ем|ет|ю)(?:\s+следующее)?\b|\bс\s+уважением\b"
)
_ACTS = regex.compile(
    r"(?i)(?:\b(?:част\w+|пункт\w*|подпункт\w*|стат\w+|глав\w+|абзац\w*|приложени\w+)\s+[\d.,\s\-–и]+\s*(?:\w+\s+)?)*"
    r"\b(?:федеральн\w+\s+закон\w*|закон\w*|кодекс\w*|постановлени\w+|распоряжени\w+|приказ\w*|указ\w*|правил\w*|порядк\w*)"
    r"(?:\s+\p{L}[\p{L}\-]*){0,8}?\s+от\s+\d[\d.\s\p{L}]{3,24}?\s*(?:№|N)\s?[\w./\-]+(?:\s*[«\"][^»\"\n]{3,300}[»\"])?"
    r"|\b(?:жилищн\w+|градостроительн\w+|земельн\w+|гражданск\w+|бюджетн\w+|налогов\w+|трудов\w+)\s+кодекс\w*"
    r"(?:\s+российской\s+федерации)?"
    r"|\bконституци\w+\s+российской\s+федерации"
)
_ACT_NOUNS = (
    r"(?:порядок|порядк\w+|положени\w+|правил\w*|регламент\w*|методик\w*|инструкци\w+|требовани\w+|стандарт\w*|концепци\w+"
    r"|стратеги\w+|программ\w*|перечень|перечн\w+|устав\w*|схем\w*|норматив\w*|указани\w+|рекомендаци\w+)"
)
# A title without quotation marks: «постановлением … № 416 О мерах по …», «порядком осуществления …, утверждённым …».
_TITLES = regex.compile(
    r"(?i)\b(?:закон\w*|постановлени\w+|распоряжени\w+|приказ\w*|указ\w*|решени\w+|письм\w+)\b"
    r"(?:[^.,;:!?()«»\"\n]|(?<=\d)\.(?=\d)|(?<=\sг)\.){0,120}?\s\K(?-i:Об?о?)\s(?-i:\p{L}|\d)[^.,;:!?()«»\"\n]+"
    rf"|\b{_ACT_NOUNS}\s[^.,;:!?()«»\"\n]{{3,240}}(?=,\s+(?:котор\w+\s+)?утвержд[её]н)"
)
# «комитет по модернизации», but «комиссия по итогам», «отдел по телефону».
_DOING_BODIES = regex.compile(
    r"(?i)\b(?:комитет|комисси|агентств|департамент|управлени|отдел|центр|служб|инспекци|фонд|совет|штаб|групп)\p{Ll}*"
    r"\s+по\s+(?!(?:решени|поручени|заявлени|обращени|истечени|окончани|завершени|требовани|отношени|сравнени|предложени"
    r"|представлени|приглашени|указани|мнени|умолчани|состояни|рассмотрени|прошестви|согласовани|объявлени|направлени|уведомлени|получени)\p{Ll}*)"
    r"(?:\p{Ll}+(?:ой|ому|ым)\s+)?\p{Ll}+(?:ции|циям|нию|ниям|тию|тиям)(?:\s+и\s+\p{Ll}+(?:ции|циям|нию|ниям|тию|тиям))?\b"
)
_QUOTES = regex.compile(
    r"«(?:[^«»\n]|«[^«»\n]*»){1,400}»|„[^“\n]{1,300}“|“[^”\n]{1,300}”|(?<![\w])\"[^\"\n]{1,300}\"(?!\w)"
)
# Each after what a text must hold, in lower case, for it to match: all together they cost as much as all the others.
_MACHINE = (
    (
        ("@", "http", "www.", ".ru", ".рф", ".gov", ".com", ".org", ".su"),
        r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+|https?://\S+|\bwww\.\S+"
        r"|\b[\w\-]+(?:\.[\w\-]+)*\.(?:ru|рф|gov|com|org|su)\b(?:/\S*)?",
    ),
    (("+7", "8"), r"(?:\+7|\b8)[\s(\-]*\d{3,5}[\s)\-]*\d{1,3}(?:[\s\-]?\d{2}){1,3}"),
    (("№", "n"), r"(?:№|\bN)\s?[\w./\-]*\d[\w./\-]*"),
    # A template's marks: the placeholder rules' business.
    (("<", "{"), r"<(?-i:\p{Lu})[\p{L}\d_]*>|\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}"),
)
_ADDRESSES = regex.compile(
    # Only a shortened word has a full stop: after «города.» a new sentence begins.
    r"\b(?:(?:улиц\w+|проспект\w*|переул\w+|шоссе|бульвар\w*|площад\w+|микрорайон\w*|набережн\w+|город\w*|сел\w|посел\w+)\b"
    rf"|{alternatives(OF_PLACES)}\b\.?|[гсш]\.)[^\S\n]*(?:им\.[^\S\n]*)?"
    r"(?:\p{Lu}\.[^\S\n]?){0,2}\p{Lu}[\p{L}\d\-]*(?:[^\S\n]+\p{Lu}[\p{L}\-]+)?"
    # «Кировский район», but «Потенциал района».
    r"|\b\p{Lu}[\p{L}\-]+(?:[иы]й|ой|[оеё]го|[оеё]му|[иы]м|[ое]м|ая|ую|ое|ые|[кгхж]ие|[иы]х|[иы]ми)"
    r"\s+(?:улиц\w+|проспект\w*|переул\w+|шоссе|бульвар\w*|район\w*|област\w+|край|края|округ\w*)"
    rf"|\b{alternatives(HOUSES)}\.\s?\d+[\w/]*"
)
_SHAPES = tuple(
    (pattern, may_match(pattern.pattern), shield)
    for pattern, shield in (
        (_FORMULAS, Shield.FORMULA),
        (_ACTS, Shield.ACT),
        (_TITLES, Shield.TITLE),
        (_DOING_BODIES, Shield.TITLE),
        (_QUOTES, Shield.QUOTE),
        (_ADDRESSES, Shield.ADDRESS),
    )
)


_WHOLE_PARTS = {
    Role.LETTERHEAD: Shield.BODY,
    Role.DATE: Shield.MACHINE,
    Role.NUMBER: Shield.MACHINE,
    Role.REFERENCE: Shield.MACHINE,
    Role.ADDRESSEE: Shield.ADDRESS,
    Role.SIGNATURE: Shield.PERSON,
    Role.ESIGN: Shield.MACHINE,
    Role.EXECUTOR: Shield.PERSON,
    Role.PAGE_NUMBER: Shield.MACHINE,
}


class ProtectedSpan(NamedTuple):
    start: int
    end: int
    shield: Shield


@dataclass(frozen=True)
class ProtectedSpans:
    """Protected spans in the order of their starts; they may overlap."""

    spans: tuple[ProtectedSpan, ...]
    _starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, parts: Iterable[Part], profile: Profile) -> "ProtectedSpans":
        """The protected spans of ``text`` whose parts are ``parts``."""
        spans = sorted(_spans(text, parts, profile), key=lambda span: (span.start, span.end))
        return cls(tuple(spans), tuple(span.start for span in spans))

    def covers(self, start: int, end: int, shields: frozenset[Shield] = FROM_STYLE) -> bool:
        """Whether ``start:end`` lies wholly inside one protected span of ``shields``."""
        return any(span.start <= start and end <= span.end for span in self._near(start, end, shields))

    def touches(self, start: int, end: int, shields: frozenset[Shield] = FROM_STYLE) -> bool:
        """Whether ``start:end`` shares a character with a protected span of ``shields``."""
        return any(span.start < end and start < span.end for span in self._near(start, end, shields))

    def _near(self, start: int, end: int, shields: frozenset[Shield]) -> Iterator[ProtectedSpan]:
        """Those that may touch ``start:end``: all others end before it or begin after it."""
        for number in range(bisect_right(self._starts, end) - 1, -1, -1):
            if self._reach[number] < start:
                return
            if self.spans[number].shield in shields:
                yield self.spans[number]

    @cached_property
    def _reach(self) -> list[int]:
        """How far the spans go, from the first to each."""
        return list(accumulate((span.end for span in self.spans), max))


def _spans(text: str, parts: Iterable[Part], profile: Profile) -> Iterator[ProtectedSpan]:
    for part in parts:
        if part.role in _WHOLE_PARTS:
            yield ProtectedSpan(part.start, part.end, _WHOLE_PARTS[part.role])
        else:
            for span in _of_paragraph(text[part.start : part.end]):
                yield ProtectedSpan(span.start + part.start, span.end + part.start, span.shield)
    low = text.lower()
    for name in (*profile.body.names.values(), *profile.known_bodies):
        yield from _everywhere(low, name.lower())


@cache_by_text
def _of_paragraph(text: str) -> tuple[ProtectedSpan, ...]:
    """What is protected in a paragraph whatever letter it stands in."""
    low = text.lower()
    shaped = [
        ProtectedSpan(found.start(), found.end(), shield)
        for pattern, may, shield in _SHAPES
        if may(low)
        for found in pattern.finditer(text, timeout=2, concurrent=False)
    ]
    named = [
        ProtectedSpan(entity.start, entity.end, Shield.BODY if entity.kind == "body" else Shield.PERSON)
        for entity in (*entities.bodies(text), *entities.persons(text))
    ]
    return (*shaped, *_machine_words(text, low), *named)


def _machine_words(text: str, low: str) -> Iterator[ProtectedSpan]:
    """Addresses of sites and mail, telephones, numbers, marks of templates; ``low`` is ``text`` in lower case."""
    sources = [source for pieces, source in _MACHINE if any(piece in low for piece in pieces)]
    for found in _first_of(*sources).finditer(text, timeout=2, concurrent=False) if sources else ():
        yield ProtectedSpan(found.start(), found.end(), Shield.MACHINE)


@lru_cache(maxsize=2 ** len(_MACHINE))
def _first_of(*sources: str) -> "regex.Pattern[str]":
    return regex.compile("(?i)" + "|".join(sources))


def _everywhere(low: str, name: str) -> Iterator[ProtectedSpan]:
    at = low.find(name)
    while at >= 0:
        yield ProtectedSpan(at, at + len(name), Shield.BODY)
        at = low.find(name, at + 1)
