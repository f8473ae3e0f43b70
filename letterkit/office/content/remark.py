"""What should be mended in a reply text or a blank, and where it stands."""

from dataclasses import dataclass

from letterkit.core.errors import LetterkitError
from letterkit.core.finding import Level
from letterkit.core.paper import Zone


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, all counted from 1: tables within their part of the file, in its order."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class BlankPlace:
    """Where in a blank something stands; all None and empty for the blank as a whole.

    ``paragraph`` counts every paragraph of ``part`` (1-based), ``line`` those of its cell or, outside tables and boxes,
    those of the body alone, as a reader counts them. ``start`` and ``end`` are offsets in the text of the blank
    (``ooxml.text``); None for a part that is not printed. ``words`` are what stands there.
    """

    part: str = ""
    zone: Zone | None = None
    paragraph: int | None = None
    cell: Cell | None = None
    line: int | None = None
    words: str = ""
    start: int | None = None
    end: int | None = None


NOWHERE = BlankPlace()
"""The blank as a whole: something is missing in it, or it is its page that is wrong."""


@dataclass(frozen=True, slots=True)
class Remark:
    """``error`` says what, where and how to mend it; only a remark of the level ERROR keeps the thing from use.

    ``place`` is known for blanks. ``clause`` of the Order where it asks for this.
    """

    error: LetterkitError
    level: Level = Level.ERROR
    place: BlankPlace = NOWHERE
    clause: str | None = None
