"""Words of a printed page put back into rows, rows into columns: letterhead at the left, addressee at the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from letterkit.core.box import Box, around_all
from letterkit.core.page import Page, PageWord
from letterkit.reading import parts_marks as marks

# Words of one row overlap in height by more than this share of the lower of them.
_SAME_ROW = 0.55
# A point and a half: nobody reads less, it is left over from a tool or put there to be hidden.
_READABLE_MM = 0.5
# Two words further apart than so many heights of their line stand in different columns; a space is 0.2–0.25 of it,
# and justified lines stretch it three times at most.
_COLUMN_GAP = 1.5
# A gap that may be a stretched space, or the white between two full cells of a table.
_STRETCHED = 0.55
_EVEN = 1.5
# The white between two full cells of a table, in heights of their line.
_CELLS_APART = 0.7
# Narrower than any space: words that touch, in heights of a word.
_TOUCHING = 0.06
# The white between two columns of a head.
_GUTTER_MM = 3.0
_ALIGNED_MM = 1.0
_ANYWHERE = (0.2, 0.9)
_FOLLOWS = 0.6
# A row of running text reaches over more than this share of the page; no head column does.
_WIDE = 0.62
# A blank has so many rows at least: the body's name, its address, its phone, a date.
_HEAD_ROWS = 4
# Rows on a page: 105 of six points fill A4. Where there are more, columns are not sought, each with each.
_MOST_ROWS = 120
# Characters to a height of the row: text has 2.2 or more, cells with white between them fewer.
_DENSE = 1.8


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one row that stand together."""

    text: str
    box: Box
    first_word_mm: float


@dataclass(frozen=True, slots=True)
class PdfRow:
    """One printed row of one page, its cells from left to right."""

    page: int
    cells: tuple[Cell, ...]
    box: Box

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Column:
    """Rows that are read one after another; ``head`` columns stand side by side at the top of a letter."""

    rows: tuple[PdfRow, ...]
    head: bool = False
    right: bool = False


def rows_of(page: Page) -> list[PdfRow]:
    """The rows of ``page`` from top to bottom."""
    rows: list[_Line] = []
    readable = (word for word in page.words if word.box.height_mm >= _READABLE_MM and word.text.strip())
    for word in sorted(readable, key=lambda word: (word.box.y_mm + word.box.height_mm / 2, word.box.x_mm)):
        home = next((row for row in reversed(rows[-4:]) if row.is_level_with(word.box)), None)
        if home is None:
            rows.append(_Line(word))
        else:
            home.add(word)
    made = [_row(page.number, sorted(row.words, key=lambda word: word.box.x_mm)) for row in rows]
    return sorted(made, key=lambda row: row.box.y_mm)


class _Line:
    """A row being put together. Its longest word speaks for it: a raised footnote mark at its end must not."""

    __slots__ = ("_longest", "words")

    def __init__(self, word: PageWord) -> None:
        self.words = [word]
        self._longest = word

    def add(self, word: PageWord) -> None:
        self.words.append(word)
        if len(word.text) > len(self._longest.text):
            self._longest = word

    def is_level_with(self, box: Box) -> bool:
        other = self._longest.box
        shared = min(other.bottom_mm, box.bottom_mm) - max(other.y_mm, box.y_mm)
        return shared > _SAME_ROW * min(other.height_mm, box.height_mm)


def _row(page: int, words: Sequence[PageWord]) -> PdfRow:
    cells: list[list[PageWord]] = [[words[0]]]
    gaps = sorted(word.box.x_mm - before.box.right_mm for before, word in pairwise(words))
    # A justified line stretches all its spaces alike, however wide they get.
    justified = len(gaps) > 2 and gaps[-1] < _EVEN * max(gaps[len(gaps) // 4], 0.1)
    justified = justified or _double_space_mm(words) is not None
    for before, word in pairwise(words):
        if not justified and word.box.x_mm - before.box.right_mm > _STRETCHED * max(
            before.box.height_mm, word.box.height_mm
        ):
            cells.append([word])
        else:
            cells[-1].append(word)
    made = tuple(_cell(cell) for cell in cells)
    return PdfRow(page, made, around_all([cell.box for cell in made]))


def _cell(words: Sequence[PageWord]) -> Cell:
    text = words[0].text
    double = _double_space_mm(words)
    for before, word in pairwise(words):
        gap = word.box.x_mm - before.box.right_mm
        # A change of font inside a word cuts it in two that touch.
        space = "" if gap < _TOUCHING * word.box.height_mm else "  " if double and gap >= double else " "
        text += space + word.text
    return Cell(text, around_all([word.box for word in words]), words[0].box.width_mm)


def _double_space_mm(words: Sequence[PageWord]) -> float | None:
    """How wide a gap of two spaces is on this line; None where the line has none for certain.

    All spaces of a line are equally wide, also when it is justified, so one gap of double width among at least four
    even ones was typed with two spaces.
    """
    gaps = [word.box.x_mm - before.box.right_mm for before, word in pairwise(words)]
    gaps = [gap for gap in gaps if gap >= _TOUCHING * words[0].box.height_mm]
    common = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    even = [gap for gap in gaps if abs(gap - common) <= 0.15 * common]
    wide = [gap for gap in gaps if gap > 1.5 * common]
    if len(even) < 4 or len(wide) != 1 or not 1.8 <= wide[0] / common <= 2.3:
        return None
    return wide[0]


def _merge_close_cells(row: PdfRow) -> PdfRow:
    """The row with only those cells apart that no justified line would set so far apart."""
    cells = [row.cells[0]]
    for cell in row.cells[1:]:
        last = cells[-1]
        if cell.box.x_mm - last.box.right_mm > _COLUMN_GAP * max(last.box.height_mm, cell.box.height_mm):
            cells.append(cell)
        else:
            cells[-1] = Cell(f"{last.text} {cell.text}", last.box.union(cell.box), last.first_word_mm)
    return PdfRow(row.page, tuple(cells), row.box)


def columns_of(rows: Sequence[PdfRow], page: Page, *, head: bool) -> Iterator[Column]:
    """The rows in reading order: side by side columns of a ``head`` and of a signature one after another."""
    if len(rows) > _MOST_ROWS:
        yield from _plain(rows)
        return
    found = _first_band(rows, page) if head else None
    if found:
        start, stop, gutter = found
        yield from _plain(rows[:start])
        for left in (True, False):
            side = [_side(row, gutter, left=left) for row in rows[start:stop]]
            yield Column(tuple(_merge_close_cells(row) for row in side if row), head=True, right=not left)
        rows = rows[stop:]
    tail = max((index + 1 for index, row in enumerate(rows) if _is_running(row, page)), default=0)
    while 0 < tail < len(rows) and _ends_text(rows[tail], rows[tail - 1]):
        tail += 1
    yield from _plain(rows[:tail])
    yield from _signature(rows[tail:], page)


def _ends_text(row: PdfRow, above: PdfRow) -> bool:
    """Whether ``row`` is the short last row of a paragraph, not yet a post beside a stamp and a name."""
    follows = row.box.y_mm - above.box.bottom_mm < _FOLLOWS * row.box.height_mm
    return follows and len(row.cells) == 1 and row.text.endswith((".", "!", "?", ":", ";"))


def _plain(rows: Sequence[PdfRow]) -> Iterator[Column]:
    if rows:
        yield Column(tuple(_merge_close_cells(row) for row in rows))


def _signature(rows: Sequence[PdfRow], page: Page) -> Iterator[Column]:
    """Rows after the text; cells that all but touch (post, stamp, name) are told apart by the white between them."""
    for start in range(len(rows)):
        found = _band(rows, start, page, apart=_ANYWHERE)
        if not found or not _cells_of_a_table(rows[start : found[0]], found[1]):
            continue
        stop, gutter = _without_what_follows(rows, start, *found), found[1]
        yield from _plain(rows[:start])
        for left in (True, False):
            side = [row for row in (_side(row, gutter, left=left) for row in rows[start:stop]) if row]
            inner = None if left else _gutter(side, page, _ANYWHERE)
            if inner is not None:
                for inner_left in (True, False):
                    cells = [_side(row, inner, left=inner_left) for row in side]
                    yield Column(tuple(_merge_close_cells(row) for row in cells if row), head=True, right=True)
            else:
                yield Column(tuple(_merge_close_cells(row) for row in side), head=True, right=not left)
        yield from _signature(rows[stop:], page)
        return
    yield from _plain(rows)


def _without_what_follows(rows: Sequence[PdfRow], start: int, stop: int, gutter: float) -> int:
    """The end of a signature: rows at its left that stand apart below (an executor mark) are no part of it."""
    last = max(index for index in range(start, stop) if rows[index].box.right_mm > gutter)
    for index in range(last + 1, stop):
        above, row = rows[index - 1].box, rows[index].box
        if row.y_mm - above.bottom_mm > _FOLLOWS * row.height_mm:
            return index
    return stop


def _cells_of_a_table(rows: Sequence[PdfRow], gutter: float) -> bool:
    """Whether the rows are cells, not lines with a tab: one reads across the white, or the right side goes on alone."""
    across = any(cell.box.x_mm < gutter < cell.box.right_mm for row in rows for cell in _merge_close_cells(row).cells)
    return across or sum(row.box.x_mm > gutter for row in rows) > 1


def _first_band(rows: Sequence[PdfRow], page: Page) -> tuple[int, int, float] | None:
    """The first rows that stand in two columns (from, to) and the middle of the white between them."""
    for start in range(len(rows)):
        found = _band(rows, start, page)
        if found:
            return start, *found
        if _is_running(rows[start], page) and start > 3:
            return None
    return None


def _is_running(row: PdfRow, page: Page) -> bool:
    """Whether the row is one line over the page, as text or a wide letterhead is."""
    dense = len(row.text) > _DENSE * row.box.width_mm / row.box.height_mm
    return row.box.width_mm > _WIDE * page.width_mm and dense and len(_merge_close_cells(row).cells) == 1


def _band(
    rows: Sequence[PdfRow], at: int, page: Page, apart: tuple[float, float] = (0.3, 0.75)
) -> tuple[int, float] | None:
    """Where rows from ``at`` on stop to be two columns, and the white between them, sought in a share of the page."""
    best: tuple[int, float] | None = None
    for stop in range(at + 1, len(rows) + 1):
        row = rows[stop - 1]
        if stop - 1 > at and _ends_head(row):
            break
        gutter = _gutter(rows[at:stop], page, apart)
        if gutter is not None:
            best = (stop, gutter)
        elif best is not None or row.box.x_mm < page.width_mm / 2 < row.box.right_mm:
            break
    if best is None or best[0] - at < 2 or not _two_columns(rows[at : best[0]], best[1]):
        return None
    return best


def _two_columns(rows: Sequence[PdfRow], gutter: float) -> bool:
    """Whether rows that a white stripe cuts are columns: it is wide, or the right side begins on one line."""
    lefts: list[float] = []
    beside = ""
    widest = 0.0
    for row in rows:
        before = [cell.box for cell in row.cells if cell.box.right_mm < gutter]
        after = [cell.box for cell in row.cells if cell.box.right_mm >= gutter]
        if after:
            lefts.append(after[0].x_mm)
            beside = " ".join(cell.text for cell in row.cells if cell.box.right_mm >= gutter)
        if before and after:
            widest = max(widest, (after[0].x_mm - before[-1].right_mm) / max(before[-1].height_mm, after[0].height_mm))
    # An addressee of one line beside a blank of several.
    alone = len(lefts) == 1 and len(rows) >= _HEAD_ROWS and widest > _CELLS_APART and _stands_alone(beside)
    aligned = len(lefts) > 1 and max(lefts) - min(lefts) < _ALIGNED_MM
    return alone or aligned or (widest == 0.0 and len(lefts) > 0) or (widest > _COLUMN_GAP and len(lefts) > 1)


def _stands_alone(text: str) -> bool:
    """Whether ``text`` may be all of a column: an addressee, an address of post, the reference of the letter."""
    signs = (marks.NAME_WITH_INITIALS, marks.FULL_NAME, marks.COURTESY, marks.DATIVE_POST)
    whole = (marks.EMAIL, marks.REFERENCE_RE)
    return any(sign.match(text) for sign in signs) or any(sign.fullmatch(text) for sign in whole)


def _ends_head(row: PdfRow) -> bool:
    """A title over the text or a salutation stands below the columns of a head, however short it is."""
    text, settled = row.text, _merge_close_cells(row)
    return len(settled.cells) == 1 and bool(marks.SALUTATION_START.match(text) or marks.TITLE_START.match(text))


def _gutter(rows: Sequence[PdfRow], page: Page, apart: tuple[float, float]) -> float | None:
    """The middle of the widest white stripe that no cell crosses and that has cells on both sides."""
    boxes = sorted((cell.box for row in rows for cell in row.cells), key=lambda box: box.x_mm)
    reach = boxes[0].right_mm
    best: tuple[float, float] | None = None
    for box in boxes[1:]:
        width = box.x_mm - reach
        middle = (reach + box.x_mm) / 2
        inside = apart[0] * page.width_mm < middle < apart[1] * page.width_mm
        if width >= _GUTTER_MM and inside and (best is None or width > best[0]):
            best = (width, middle)
        reach = max(reach, box.right_mm)
    return None if best is None else best[1]


def _side(row: PdfRow, gutter: float, *, left: bool) -> PdfRow | None:
    cells = tuple(cell for cell in row.cells if (cell.box.right_mm < gutter) is left)
    return PdfRow(row.page, cells, around_all([cell.box for cell in cells])) if cells else None
