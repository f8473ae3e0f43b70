"""A letter as read: one text, its paragraphs where they stood, and what part of a letter each of them is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from letterkit.core.box import Box
from letterkit.core.paper import Align, Zone

if TYPE_CHECKING:
    from letterkit.core.paper import Paper

LetterKind = Literal["text", "docx", "pdf"]


class Role(StrEnum):
    """Parts of a letter, after the requisites of GOST R 7.0.97 (docs/glossary.md)."""

    LETTERHEAD = "letterhead"
    DATE = "date"
    NUMBER = "number"
    REFERENCE = "reference"
    RESTRICTION = "restriction"
    ADDRESSEE = "addressee"
    TITLE = "title"
    SALUTATION = "salutation"
    OPENING = "opening"
    BODY = "body"
    ATTACHMENT = "attachment"
    CLOSING = "closing"
    SIGNATURE = "signature"
    ESIGN = "esign"
    EXECUTOR = "executor"
    PAGE_NUMBER = "page_number"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (for .txt and .pdf: one line or block of lines): ``text[start:end]`` of the letter, in code points.

    ``group`` tells which table cell, text box or header it belongs to: neighbours with one group stand together.
    ``row`` numbers the row of a table that its cell stands in, from 1; 0 elsewhere, and where rows are not known.
    ``page`` (1-based) and ``box`` are known for letters read from a PDF.
    """

    start: int
    end: int
    zone: Zone = Zone.BODY
    group: int = 0
    align: Align | None = None
    page: int | None = None
    box: Box | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """``text[start:end]`` of the letter plays the part ``role``."""

    role: Role
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The file a letter came from; ``sha256`` is of its bytes, in hex."""

    name: str
    kind: LetterKind
    sha256: str


TakenKind = Literal["macro", "object", "picture", "template", "text", "source", "field"]


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What the copy of a Word file that is read and printed lacks; ``what`` names the part or the target elsewhere.

    ``text[start:end]`` of the letter are the words in its place or nearest to it, if its place is known.
    """

    kind: TakenKind
    what: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ChangingField:
    """``text[start:end]`` is what the field ``name`` («DATE») shows now, maybe nothing; it will show other words."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, however it came. ``notes`` are codes of what reading had to decide (e.g. ``changes-accepted``).

    ``paper`` is the layout that a Word file asks for; other letters have none, nor ``fields`` and ``taken``.
    """

    source: Source
    text: str
    paragraphs: tuple[Paragraph, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    paper: "Paper | None" = None
    fields: tuple[ChangingField, ...] = ()
    taken: tuple[TakenOut, ...] = ()

    def parts_of(self, *roles: Role) -> Iterator[Part]:
        """Parts with one of ``roles``, in the order of the text."""
        return (part for part in self.parts if part.role in roles)

    def first(self, role: Role) -> Part | None:
        """The first part with ``role``, or None."""
        return next(self.parts_of(role), None)

    def text_of(self, part: Part) -> str:
        """The words of ``part``."""
        return self.text[part.start : part.end]
