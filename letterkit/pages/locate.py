"""Where on paper a piece of the letter's text stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from letterkit.core.box import Box, around
from letterkit.core.page import PageFacts, PageWord
from letterkit.pages.align import PrintedPiece, pieces

_SAME_LINE_SHARE = 0.5
_LOW_SHARE = 0.6


class PagePlace(NamedTuple):
    """A box on page ``page`` (1-based)."""

    page: int
    box: Box


class PageMap:
    """Character ranges of ``text`` on the pages of ``facts``, however the text was got (.docx, .pdf, .txt).

    Offsets are code points of ``text``, boxes millimetres from the page's top left. Part of a word gets its share of
    the word's width. Text that is not printed has no place.
    """

    def __init__(self, text: str, facts: PageFacts) -> None:
        printed = [(page.number, word) for page in facts.pages for word in page.words]
        low = [word.box.bottom_mm > _LOW_SHARE * page.height_mm for page in facts.pages for word in page.words]
        self._pieces = pieces(text, [word.text for _, word in printed], low)
        self._starts = [piece.start for piece in self._pieces]
        self._printed = printed
        self._places = [PagePlace(number, word.box) for number, word in printed]
        self._text = text

    def place(self, start: int, end: int) -> PagePlace | None:
        """The box of ``text[start:end]`` on the first page it touches, or None; a space has the gap that it is."""
        found = self._find(start, end)
        if not found:
            return None
        first = min(place.page for place in found)
        box = around(place.box for place in found if place.page == first)
        return None if box is None else PagePlace(first, box)

    def boxes(self, start: int, end: int) -> tuple[PagePlace, ...]:
        """One box a line, in the order of the text: what to draw to mark ``text[start:end]``."""
        lines: list[PagePlace] = []
        for place in self._find(start, end):
            if lines and _one_line(lines[-1], place):
                place = PagePlace(place.page, lines.pop().box.union(place.box))
            lines.append(place)
        return tuple(lines)

    def page_of(self, offset: int) -> int | None:
        """The page of the nearest printed word at or before ``text[offset]``, else after it; None for a scan."""
        if not self._pieces:
            return None
        at = max(bisect_right(self._starts, offset) - 1, 0)
        return self._places[self._pieces[at].word].page

    def printed_words(self) -> Iterator[tuple[int, PageWord, int | None]]:
        """Each printed word with its page and the offset of the text it prints; None for a word that the text lacks."""
        offsets: dict[int, int] = {}
        for piece in self._pieces:
            offsets.setdefault(piece.word, piece.start)
        for at, (page, word) in enumerate(self._printed):
            yield page, word, offsets.get(at)

    def _find(self, start: int, end: int) -> list[PagePlace]:
        start, end = max(start, 0), min(end, len(self._text))
        at = bisect_right(self._starts, start) - 1
        found = []
        for piece in self._pieces[max(at, 0) : bisect_left(self._starts, max(end, start + 1))]:
            if start < end and piece.start < end and piece.end > start:
                found.append(self._cut(piece, max(start, piece.start), min(end, piece.end)))
        return found or self._between(start, end)

    def _cut(self, piece: PrintedPiece, start: int, end: int) -> PagePlace:
        page, box = whole = self._places[piece.word]
        if start == piece.start and end == piece.end and piece.first == 0.0 and piece.last == 1.0:
            return whole
        width_mm = box.width_mm * (piece.last - piece.first)
        letters = piece.end - piece.start
        left_mm = box.x_mm + box.width_mm * piece.first + width_mm * (start - piece.start) / letters
        return PagePlace(page, Box(left_mm, box.y_mm, width_mm * (end - start) / letters, box.height_mm))

    def _between(self, start: int, end: int) -> list[PagePlace]:
        """The gap that ``text[start:end]`` is, when it is a space (or nothing) between two words of one line."""
        at = bisect_right(self._starts, start) - 1
        before = self._pieces[at] if at >= 0 else None
        after = self._pieces[at + 1] if at + 1 < len(self._pieces) else None
        if before is not None and before.start <= start <= end <= before.end:
            return [self._cut(before, min(start, before.end - 1), min(start, before.end - 1) + 1)]
        if before is None or after is None or self._text[before.end : after.start].strip():
            return []
        left, right = self._cut(before, before.start, before.end), self._cut(after, after.start, after.end)
        gap_mm = right.box.x_mm - left.box.right_mm
        if not _one_line(left, right) or gap_mm <= 0:
            return [self._cut(before, before.end - 1, before.end)]
        return [PagePlace(left.page, Box(left.box.right_mm, left.box.y_mm, gap_mm, left.box.height_mm))]


def _one_line(place: PagePlace, other: PagePlace) -> bool:
    top_mm = max(place.box.y_mm, other.box.y_mm)
    shared_mm = min(place.box.bottom_mm, other.box.bottom_mm) - top_mm
    height_mm = min(place.box.height_mm, other.box.height_mm)
    onwards = other.box.right_mm >= place.box.x_mm
    return place.page == other.page and onwards and shared_mm > _SAME_LINE_SHARE * height_mm
