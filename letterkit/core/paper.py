"""How a Word letter asks to be laid out: sheets, page numbers, type. What is printed stands in letterkit.core.page."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Align = Literal["left", "center", "right", "justify"]


class Zone(StrEnum):
    """Where in the file a paragraph stood."""

    BODY = "body"
    TABLE = "table"
    TEXTBOX = "textbox"
    FRAME = "frame"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Margins:
    """White at the edges of a sheet, in millimetres."""

    left_mm: float
    right_mm: float
    top_mm: float
    bottom_mm: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A section: the sheet on which ``text[start:end]`` of the letter is printed."""

    start: int
    end: int
    width_mm: float
    height_mm: float
    margins: Margins


@dataclass(frozen=True, slots=True)
class NumberField:
    """A page number in a header or a footer; ``on_first`` tells whether it is printed on the first page too.

    ``around`` is its paragraph with «#» for the number: «– # –»; ``edge_mm`` its distance from the edge of the sheet.
    """

    zone: Zone
    on_first: bool
    align: Align | None
    around: str
    edge_mm: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How ``text[start:end]`` of the letter, a paragraph, is set; None is what is not known.

    ``size_pt`` and ``font`` (a family) are those of most of its letters. ``lines`` is the distance from line to line, 1
    being that of the font itself; ``indent_mm`` how far the first line is set in. ``listed`` says that the paragraph is
    an item of a list, whose indents are its own.
    """

    start: int
    end: int
    zone: Zone = Zone.BODY
    size_pt: float | None = None
    font: str | None = None
    lines: float | None = None
    indent_mm: float | None = None
    align: Align | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """The layout that a Word file asks for. ``mirrored``: even pages have left and right margins changed over.

    ``opens_with_picture``: the first thing on the first page is a picture, such as a coat of arms.
    """

    sheets: tuple[Sheet, ...]
    numbers: tuple[NumberField, ...]
    settings: tuple[Setting, ...]
    mirrored: bool = False
    opens_with_picture: bool = False
