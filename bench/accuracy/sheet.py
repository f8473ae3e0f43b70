"""A clean letter on the planter's table: its parts, its sentences, its common words."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import regex

from letterkit.core.case import CaseCard
from letterkit.core.letter import Letter, Part, Role
from letterkit.russian.dates import find_dates
from letterkit.russian.morph import analyser
from letterkit.russian.sentences import sentences

PROSE = (Role.OPENING, Role.BODY)
Greeted = Literal["woman", "man", "several", "nobody"]

_PLAIN = regex.compile(r"(?<![\p{L}\d.@/-])[а-яё]+(?![\p{L}\d@/-])")
_QUOTED = regex.compile(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|“[^”]*”|\"[^\"\n]*\"")
_LIST_ITEM = regex.compile(r"\s*(?:[–—•*-]\s|\d{1,2}[.)]\s|[а-я]\)\s)")
_GREETED: dict[str, Greeted] = {"уважаемая": "woman", "уважаемый": "man", "уважаемые": "several"}


def is_known(word: str) -> bool:
    """Whether the dictionary has ``word`` as it is; cheaper than reading it, which guesses at words it has not."""
    return bool(analyser().word_is_known(word))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the letter at ``start`` up to ``end``."""

    text: str
    start: int
    end: int


class Sheet:
    """``text`` and ``parts`` are those of the letter as read; planters look, and give back edits."""

    def __init__(self, letter: Letter, card: CaseCard | None = None) -> None:
        self.name = letter.source.name
        self.letter = letter
        self.text = letter.text
        self.card = card

    def of(self, *roles: Role) -> tuple[Part, ...]:
        return tuple(self.letter.parts_of(*roles))

    def first(self, role: Role) -> Part | None:
        return self.letter.first(role)

    def last(self, *roles: Role) -> Part | None:
        return self.of(*roles)[-1] if self.of(*roles) else None

    def words_of(self, part: Part) -> str:
        return self.text[part.start : part.end]

    def lines(self, part: Part) -> list[Word]:
        """The lines of ``part`` without the blanks at their ends; empty ones left out."""
        found = regex.finditer(r"[^\s\n](?:[^\n]*[^\s\n])?", self.words_of(part))
        return [Word(line.group(), part.start + line.start(), part.start + line.end()) for line in found]

    def find(self, pattern: str, *roles: Role, quoted: bool = False) -> Iterator[regex.Match[str]]:
        """Matches of ``pattern`` inside parts of ``roles`` (the prose by default), outside quotation marks."""
        compiled = regex.compile(pattern)
        for part in self.of(*(roles or PROSE)):
            for match in compiled.finditer(self.text, part.start, part.end):
                if quoted or not self.is_quoted(match.start(), match.end()):
                    yield match

    def is_quoted(self, start: int, end: int) -> bool:
        return any(first < end and start < last for first, last in self._quotes)

    @cached_property
    def _quotes(self) -> tuple[tuple[int, int], ...]:
        return tuple(match.span() for match in _QUOTED.finditer(self.text))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Common words of the prose, five letters or more: in lower case, in the dictionary, outside quotes."""
        return tuple(word for word in self.small_words if len(word.text) >= 5)

    @cached_property
    def small_words(self) -> tuple[Word, ...]:
        """As ``words``, of any length."""
        return tuple(
            Word(match.group(), match.start(), match.end())
            for part in self.of(*PROSE)
            for match in _PLAIN.finditer(self.text, part.start, part.end)
            if is_known(match.group())
            and not self.is_quoted(*match.span())
            and not (self.text[match.end() : match.end() + 1] == "." and len(match.group()) < 6)
        )

    @cached_property
    def sentences(self) -> tuple[Word, ...]:
        """Sentences of the prose."""
        return tuple(
            Word(self.text[part.start + start : part.start + end], part.start + start, part.start + end)
            for part in self.of(*PROSE)
            for start, end in sentences(self.words_of(part))
        )

    def sentences_in(self, part: Part) -> list[Word]:
        return [one for one in self.sentences if part.start <= one.start and one.end <= part.end]

    @cached_property
    def hosts(self) -> tuple[int, ...]:
        """Where another sentence can be put: ends of paragraphs of the body that are no list items."""
        return tuple(
            part.end
            for part in self.of(Role.BODY)
            if self.words_of(part).endswith(".") and not _LIST_ITEM.match(self.words_of(part))
        )

    @cached_property
    def body(self) -> tuple[int, int] | None:
        """From the first paragraph of the body to the last."""
        parts = self.of(Role.BODY)
        return (parts[0].start, parts[-1].end) if parts else None

    @cached_property
    def greeted(self) -> Greeted:
        part = self.first(Role.SALUTATION)
        first = self.words_of(part).split()[0].lower() if part else ""
        return _GREETED.get(first, "nobody")

    @cached_property
    def date(self) -> datetime.date | None:
        """The date of the letter."""
        part = self.first(Role.DATE)
        found = find_dates(self.words_of(part)) if part else ()
        return found[0].date if found else None

    def whole(self, *roles: Role) -> tuple[int, int] | None:
        """The span of all parts of ``roles`` with the line breaks after it, when nothing else stands between them."""
        parts = self.of(*roles)
        if not parts:
            return None
        start, end = parts[0].start, parts[-1].end
        if any(part.role not in roles and part.start < end and part.end > start for part in self.letter.parts):
            return None
        start = self.text.rfind("\n", 0, start) + 1
        tail = regex.compile(r"[ \t]*\n*").match(self.text, end)
        return start, tail.end() if tail else end
