"""How many lines and pages a letter takes and a passage of it saves: on paper where it is printed, else by estimate.

A paragraph is laid anew only at its own end, so what a passage saves is counted paragraph by paragraph: the lines that
it has less the lines that are left. Part of a line saves nothing until the line is gone.
"""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil
from statistics import median

import regex

from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.letter import Part
from letterkit.core.page import Page
from letterkit.pages.locate import PageMap, PagePlace

# A line of 14-point Times across the text width of an A4 blank holds about 66 characters; a page about 46 lines.
LINE_CHARACTERS = 66
PAGE_LINES = 46
SPARE = 1.15
"""An estimate speaks only where a page more or less would not change what it says."""

LINE_MM = 6.0
REWRAPPED = 0.15
"""Of a line: new ends of lines fall less well than the old ones."""
LOOSE_LINES = 1
"""Lines a page that its foot may leave empty, so that no line of a paragraph stands alone."""
LONGEST_GAP = 4
"""In lines: a larger gap is not text but the way to something fixed at the foot of the page."""
_MARGINAL = regex.compile(r"[\d\s.,–—-]+")

Piece = tuple[int, int, int]
"""``text[start:end]`` of the subject goes; so many of its characters stay."""


def printed_pages(subject: Subject) -> int:
    """The last page with a word on it: an empty paragraph may run over to a page that nobody reads."""
    return max((page.number for page in subject.facts.pages if page.words), default=0) if subject.facts else 0


def estimated_pages(subject: Subject) -> float:
    """Pages of an ordinary letter that the text would take."""
    return _estimated_lines(subject.text) / PAGE_LINES


def too_long(subject: Subject) -> bool:
    """Whether the letter takes more pages than the profile wants, for certain."""
    wanted = subject.profile.limits["pages_wanted"]
    return pages(subject) > (wanted if subject.facts else wanted * SPARE)


def pages(subject: Subject) -> float:
    """Pages printed, where there are any, else estimated."""
    return printed_pages(subject) if subject.facts else estimated_pages(subject)


def _estimated_lines(text: str) -> int:
    return sum(1 + len(line) // LINE_CHARACTERS for line in text.splitlines())


class Measure(ABC):
    """A letter in lines. ``pages`` it takes, ``page_lines`` fit one, ``over_lines`` are beyond ``wanted`` pages."""

    measured: bool
    pages: float
    page_lines: float
    over_lines: float

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.wanted = int(subject.profile.limits["pages_wanted"])
        self._parts = tuple(subject.parts_of(*PROSE))
        self._starts = [part.start for part in self._parts]

    def saved_lines(self, pieces: Iterable[Piece]) -> int:
        """Whole lines that the letter loses when all of ``pieces``, which do not overlap, go."""
        cuts: dict[int, list[Piece]] = {}
        for piece in pieces:
            at = bisect_right(self._starts, piece[0]) - 1
            if at >= 0:
                cuts.setdefault(at, []).append(piece)
        return sum(self._saved_in(self._parts[at], cut) for at, cut in cuts.items())

    def _saved_in(self, part: Part, cuts: Sequence[Piece]) -> int:
        lines, fill = self._extent(part)
        gone = sum(end - start for start, end, _ in cuts)
        if not any(keep for _, _, keep in cuts) and gone >= len(self.subject.text_of(part).strip()) - len(cuts):
            return lines
        width = sum(self._width(start, end) * max(0.0, 1 - keep / (end - start)) for start, end, keep in cuts)
        return max(0, lines - max(1, ceil(fill - width + REWRAPPED)))

    @abstractmethod
    def _extent(self, part: Part) -> tuple[int, float]:
        """Lines of a paragraph, and its length in full lines."""

    @abstractmethod
    def _width(self, start: int, end: int) -> float:
        """The length of a passage in full lines."""


class EstimatedMeasure(Measure):
    """By the measures of an ordinary letter."""

    measured = False

    def __init__(self, subject: Subject) -> None:
        super().__init__(subject)
        self.page_lines = PAGE_LINES
        self.pages = estimated_pages(subject)
        self.over_lines = _estimated_lines(subject.text) - self.wanted * PAGE_LINES

    def _extent(self, part: Part) -> tuple[int, float]:
        length = part.end - part.start
        return 1 + length // LINE_CHARACTERS, length / LINE_CHARACTERS

    def _width(self, start: int, end: int) -> float:
        return (end - start) / LINE_CHARACTERS


class PrintedMeasure(Measure):
    """By the lines of the printed pages."""

    measured = True

    def __init__(self, subject: Subject, pages: PageMap) -> None:
        super().__init__(subject)
        self._map = pages
        self._laid_out = {part.start: self._lines(part.start, part.end) for part in self._parts}
        lines = [line for laid in self._laid_out.values() for line in laid]
        left = min((line.box.x_mm for line in lines), default=0.0)
        self._column_mm = max((line.box.right_mm for line in lines), default=1.0) - left
        self.line_mm = _pitch_mm(lines)
        self.pages = printed_pages(subject)
        self.page_lines = self._page_lines(lines)
        beyond = [page for page in _pages(subject) if page.number > self.wanted]
        used = sum(_used_mm(page, self.line_mm) for page in beyond) / self.line_mm
        self.over_lines = used + LOOSE_LINES * self.wanted if used else 0

    def _lines(self, start: int, end: int) -> tuple[PagePlace, ...]:
        return self._map.boxes(*self.subject.original(start, end))

    def _extent(self, part: Part) -> tuple[int, float]:
        laid = self._laid_out[part.start]
        if not laid:
            return 0, 0.0
        return len(laid), len(laid) - 1 + min(1.0, laid[-1].box.width_mm / self._column_mm)

    def _width(self, start: int, end: int) -> float:
        return sum(line.box.width_mm for line in self._lines(start, end)) / self._column_mm

    def _page_lines(self, lines: Sequence[PagePlace]) -> float:
        """Lines of text on the fullest page that begins and ends with text; of a first page there may be no other."""
        heights = []
        for number in {line.page for line in lines}:
            boxes = [line.box for line in lines if line.page == number]
            heights.append(max(box.bottom_mm for box in boxes) - min(box.y_mm for box in boxes))
        return max(1.0, max(heights, default=self.line_mm) / self.line_mm)


@once_a_letter
def measure(subject: Subject) -> Measure:
    """The letter in lines, printed or not."""
    pages = subject.page_map
    return EstimatedMeasure(subject) if pages is None else PrintedMeasure(subject, pages)


def _pages(subject: Subject) -> Iterator[Page]:
    return iter(subject.facts.pages if subject.facts else ())


def _pitch_mm(lines: Sequence[PagePlace]) -> float:
    steps = [
        after.box.y_mm - before.box.y_mm
        for before, after in pairwise(lines)
        if before.page == after.page and 0 < after.box.y_mm - before.box.y_mm < LONGEST_GAP * LINE_MM
    ]
    return median(steps) if steps else LINE_MM


def _used_mm(page: Page, line_mm: float) -> float:
    """The height of what stands on ``page``; gaps count as they are, but not the way down to a mark at its foot."""
    tops: list[float] = []
    for word in sorted(page.words, key=lambda word: word.box.y_mm):
        if _MARGINAL.fullmatch(word.text):
            continue
        if not tops or word.box.y_mm - tops[-1] > line_mm / 2:
            tops.append(word.box.y_mm)
    gaps = sum(min(below - above, LONGEST_GAP * line_mm) for above, below in pairwise(tops))
    return gaps + line_mm if tops else 0.0
