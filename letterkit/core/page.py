"""What a printed letter looks like: pages and the words on them, measured on the PDF."""

from dataclasses import dataclass

from letterkit.core.box import Box


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word as printed, and where.

    ``size_pt`` is the size of its font on paper and ``font`` the name of the font in the file («TimesNewRomanPSMT»);
    None where they say nothing of what a reader sees: under a scan, in drawn glyphs.
    """

    text: str
    box: Box
    size_pt: float | None = None
    font: str | None = None


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
