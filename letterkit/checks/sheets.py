"""What stands on each printed sheet of a letter: rows of its text, the white around them, the number of the page."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import regex

from letterkit.core.box import Box, around, around_all
from letterkit.core.letter import Letter, Role
from letterkit.core.page import Page, PageFacts, PageWord
from letterkit.core.paper import Margins, Zone
from letterkit.pages.locate import PageMap

MM_PER_POINT = 25.4 / 72
# Marks of the office may stand in the margins or lie over them; they are no text of the letter.
_ASIDE = frozenset({Role.EXECUTOR, Role.ESIGN, Role.PAGE_NUMBER, Role.OTHER})
_HEAD = frozenset({Role.LETTERHEAD, Role.RESTRICTION})
# So many rows must reach as far before their edge is the edge of the text: a lone one may hang out of it.
_FEW_ROWS = 3
# Words of one row overlap in height by more than this share of the lower of them.
_SAME_ROW = 0.55
# The box of a word written along its line is 1.1–1.5 em high; higher ones are written upwards or askew.
_UPRIGHT_EM = 1.8
_EDGE_ROWS = 2
_FOOT_SHARE = 0.75
# The white under a running head, in heights of its row; lines of text stand closer.
_HEAD_GAP = 0.7
_HEAD_MM = 20.0
# White wider than any space that a justified line stretches.
GUTTER_MM = 6.0
NUMBER = regex.compile(
    r"[\W_]*(?:(?:страница|стр|лист|page|[сcл])\b\.?\s*)?[\W_]*(?P<number>\d{1,3})\s*(?:(?:из|/|of)\s*\d{1,3})?[\W_]*",
    regex.IGNORECASE,
)
_TOP_MM, _BOTTOM_MM = 22.0, 25.0
"""Numbers of pages are looked for so far from the edges; the text of a letter begins at 20 mm."""


_Placed = tuple[PageWord, int | None]
"""A printed word and the offset of the text it prints."""
_Words = Sequence[_Placed]


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """Words printed on one level, from left to right; ``roles`` are the parts of the letter that they belong to.

    ``span`` is the stretch of the letter's text that the row prints, None for a row that the text lacks. A ``parted``
    row has white between its words as cells of a table have.
    """

    box: Box
    text: str
    roles: frozenset[Role]
    span: tuple[int, int] | None
    parted: bool = False


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """The number of a page as printed; ``text`` is all that stands on its row."""

    box: Box
    text: str
    number: int
    at_top: bool


@dataclass(frozen=True)
class PrintedSheet:
    """One page; ``rows`` are all of its rows, ``text`` those of the letter's own text without marks of the office."""

    number: int
    width_mm: float
    height_mm: float
    rows: tuple[PrintedRow, ...]
    text: tuple[PrintedRow, ...]

    @cached_property
    def text_box(self) -> Box | None:
        """The box of the letter's text on this page."""
        return around(row.box for row in self.text)

    @cached_property
    def margins(self) -> Margins | None:
        """The white around the text; None for a page with too few rows of it to tell."""
        box = self.text_box
        if box is None or len(self.text) < _FEW_ROWS:
            return None
        left_mm = sorted(row.box.x_mm for row in self.text)[_FEW_ROWS - 1]
        right_mm = sorted(row.box.right_mm for row in self.text)[-_FEW_ROWS]
        return Margins(left_mm, self.width_mm - right_mm, box.y_mm, self.height_mm - box.bottom_mm)

    @cached_property
    def only_head_at_top(self) -> bool:
        """Whether the text begins with the letterhead, which some blanks print into the top margin."""
        return bool(self.text) and self.text[0].roles <= _HEAD

    @cached_property
    def page_number(self) -> PrintedNumber | None:
        """The number of the page: alone on a row at the very top or bottom, in the margin."""
        edges = [(row, True) for row in self.rows[:_EDGE_ROWS]] + [(row, False) for row in self.rows[-_EDGE_ROWS:]]
        for row, at_top in edges if len(self.rows) > _EDGE_ROWS else ():
            found = NUMBER.fullmatch(row.text)
            in_margin = row.box.y_mm < _TOP_MM if at_top else row.box.bottom_mm > self.height_mm - _BOTTOM_MM
            # The last digits of a telephone may be left alone on the last row of the executor's mark.
            found = None if Role.EXECUTOR in row.roles else found
            if found and in_margin and int(found["number"]) in (self.number, self.number + 1):
                return PrintedNumber(row.box, row.text, int(found["number"]), at_top)
        return None

    @cached_property
    def may_be_numbered(self) -> bool:
        """Whether the number of the page stands among other words of a header or a footer."""
        levels = {round(row.box.y_mm) for row in self.text}
        running = (row for row in self.rows if round(row.box.y_mm) not in levels)
        return any(regex.search(rf"(?<!\d){self.number}(?!\d)", row.text) for row in running)


def printed_sheets(letter: Letter, facts: PageFacts, page_map: PageMap) -> tuple[PrintedSheet, ...]:
    """The upright pages of ``letter``, those of its attachments left out.

    Words laid invisibly under a scan do not count: a scan is no measure of the margins that were set.
    """
    parts = _Parts(letter)
    words: dict[int, list[_Placed]] = {}
    for page, word, offset in page_map.printed_words():
        if word.size_pt is not None and word.box.height_mm < _UPRIGHT_EM * word.size_pt * MM_PER_POINT:
            words.setdefault(page, []).append((word, offset))
    last = _last_page(letter, page_map)
    pages = [
        (page, list(_rows(words.get(page.number, []))))
        for page in facts.pages
        if (last is None or page.number <= last) and page.width_mm < page.height_mm
    ]
    seen = Counter(_shape(row) for _, rows in pages for row in rows if len(pages) > 1)
    return tuple(_sheet(page, rows, parts, seen) for page, rows in pages)


def _last_page(letter: Letter, page_map: PageMap) -> int | None:
    """The page with the signature, or the next one when the executor's mark went over to it."""
    last, mark = page_map.page_of(max(end_of_text(letter) - 1, 0)), letter.first(Role.EXECUTOR)
    place = page_map.place(mark.start, mark.end) if mark is not None else None
    return last + 1 if last is not None and place is not None and place.page == last + 1 else last


def end_of_text(letter: Letter) -> int:
    """Where the letter's own text ends: with its signature; sheets after that are attachments, laid out as they are."""
    last = letter.first(Role.SIGNATURE) or letter.first(Role.CLOSING)
    return len(letter.text) if last is None else last.end


class _Parts:
    """Which part of the letter a place of its text belongs to."""

    def __init__(self, letter: Letter) -> None:
        self._parts = sorted(letter.parts, key=lambda part: part.start)
        self._starts = [part.start for part in self._parts]
        self._running = {
            zone: [(each.start, each.end) for each in letter.paragraphs if each.zone is zone]
            for zone in (Zone.HEADER, Zone.FOOTER)
        }
        self._known: dict[int, Role] = {}

    def role(self, offset: int) -> Role:
        found = self._known.get(offset)
        if found is None:
            found = self._known[offset] = self._role(offset)
        return found

    def _role(self, offset: int) -> Role:
        at = bisect_right(self._starts, offset) - 1
        return self._parts[at].role if at >= 0 and offset < self._parts[at].end else Role.OTHER

    def is_text(self, offset: int, page: int) -> bool:
        """Whether a word is of the letter's own text; a blank may stand in the header of the first page only."""
        role = self.role(offset)
        if role in _ASIDE or self._runs(Zone.FOOTER, offset):
            return False
        return page == 1 or not (role is Role.LETTERHEAD or self._runs(Zone.HEADER, offset))

    def _runs(self, zone: Zone, offset: int) -> bool:
        return any(start <= offset < end for start, end in self._running[zone])


def _sheet(page: Page, rows: Sequence[_Words], parts: _Parts, seen: Counter[tuple[str, int]]) -> PrintedSheet:
    """``seen`` counts how often rows stand alike: a footer that pages repeat may be read as text of the letter."""
    text = []
    whole = [_row(row, parts) for row in rows]
    first = _running_rows(rows) if page.number > 1 else 0
    for row, printed in zip(rows[first:], whole[first:], strict=True):
        if seen and _around(row).bottom_mm > _FOOT_SHARE * page.height_mm and seen[_shape(row)] > 1:
            continue
        own = [pair for pair in row if pair[1] is not None and parts.is_text(pair[1], page.number)]
        if own:
            text.append(printed if len(own) == len(row) else _row(own, parts))
    return PrintedSheet(page.number, page.width_mm, page.height_mm, tuple(whole), tuple(text))


def _shape(words: _Words) -> tuple[str, int]:
    return regex.sub(r"\d+", "#", "".join(word.text for word, _ in words)), round(_around(words).y_mm)


def _running_rows(rows: Sequence[_Words]) -> int:
    """How many rows at the top of a further page are a running head: a number ends it, or white that no text has."""
    boxes = [_around(row) for row in rows[: _EDGE_ROWS + 1]]
    count = 0
    for at, row in enumerate(rows[: len(boxes) - 1]):
        if boxes[at].y_mm >= _HEAD_MM:
            break
        is_number = NUMBER.fullmatch(" ".join(word.text for word, _ in row)) is not None
        if is_number or boxes[at + 1].y_mm - boxes[at].bottom_mm > _HEAD_GAP * boxes[at].height_mm:
            count = at + 1
    return count


def _around(words: _Words) -> Box:
    return around_all([word.box for word, _ in words])


def _row(words: _Words, parts: _Parts) -> PrintedRow:
    known = [(offset, offset + len(word.text)) for word, offset in words if offset is not None]
    span = (min(start for start, _ in known), max(end for _, end in known)) if known else None
    roles = frozenset([parts.role(start) for start, _ in known])
    parted = any(word.box.x_mm - before.box.right_mm > GUTTER_MM for (before, _), (word, _) in pairwise(words))
    return PrintedRow(_around(words), " ".join(word.text for word, _ in words), roles, span, parted)


def _rows(words: Iterable[_Placed]) -> Iterator[list[_Placed]]:
    """``words`` of one page by rows, from top to bottom, each from left to right."""
    rows: list[list[_Placed]] = []
    ordered = sorted(words, key=lambda pair: pair[0].box.y_mm + pair[0].box.height_mm / 2)
    for pair in ordered:
        for row in reversed(rows[-3:]):
            if _level(row[0][0].box, pair[0].box):
                row.append(pair)
                break
        else:
            rows.append([pair])
    for row in sorted(rows, key=lambda row: min(word.box.y_mm for word, _ in row)):
        yield sorted(row, key=lambda pair: pair[0].box.x_mm)


def _level(box: Box, other: Box) -> bool:
    shared = min(box.bottom_mm, other.bottom_mm) - max(box.y_mm, other.y_mm)
    return shared > _SAME_ROW * min(box.height_mm, other.height_mm)
