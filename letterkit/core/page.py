"""What a printed letter looks like: pages and the words on them, measured on the PDF."""

from dataclasses import dataclass

from letterkit.core.box import Box


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word as printed, and where."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``number`` is 1-based, ``words`` stand in reading order."""

    number: int
    width_mm: float
    height_mm: float
    words: tuple[PageWord, ...]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The pages of one letter."""

    pages: tuple[Page, ...]
