"""Words of a printed page put back into rows, rows into columns: a letterhead at the left, an addressee at the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.core.box import Box, around
from letterkit.core.page import Page, PageWord
from letterkit.reading import parts_marks as marks

# Words of one row overlap in height by more than this share of the lower of them.
_SAME_ROW = 0.55
# Two words further apart than so many heights of their line stand in different columns; a space is 0.2–0.25 of it,
# and justified lines stretch it three times at most.
_COLUMN_GAP = 1.5
# The white between two columns of a head.
_GUTTER_MM = 4.0
# A row of running text reaches over more than this share of the page; no head column does.
_WIDE = 0.62


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one row that stand together."""

    text: str
    box: Box
    first_word_mm: float


@dataclass(frozen=True, slots=True)
class Row:
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

    rows: tuple[Row, ...]
    head: bool = False
    right: bool = False


def rows_of(page: Page) -> list[Row]:
    """The rows of ``page`` from top to bottom."""
    rows: list[list[PageWord]] = []
    for word in sorted(page.words, key=lambda word: (word.box.y_mm + word.box.height_mm / 2, word.box.x_mm)):
        home = next((row for row in reversed(rows[-4:]) if _level(row, word)), None)
        if home is None:
            rows.append([word])
        else:
            home.append(word)
    made = [_row(page.number, sorted(row, key=lambda word: word.box.x_mm)) for row in rows]
    return sorted(made, key=lambda row: row.box.y_mm)


def _level(row: Sequence[PageWord], word: PageWord) -> bool:
    # The middle word of a row speaks for it: a raised footnote mark at its end must not.
    other = max(row, key=lambda one: len(one.text)).box
    box = word.box
    shared = min(other.bottom_mm, box.bottom_mm) - max(other.y_mm, box.y_mm)
    return shared > _SAME_ROW * min(other.height_mm, box.height_mm)


def _row(page: int, words: Sequence[PageWord]) -> Row:
    cells: list[list[PageWord]] = [[words[0]]]
    for before, word in zip(words, words[1:], strict=False):
        height = max(before.box.height_mm, word.box.height_mm)
        if word.box.x_mm - before.box.right_mm > _COLUMN_GAP * height:
            cells.append([word])
        else:
            cells[-1].append(word)
    made = tuple(_cell(cell) for cell in cells)
    return Row(page, made, _around([cell.box for cell in made]))


def _cell(words: Sequence[PageWord]) -> Cell:
    text = words[0].text
    for before, word in zip(words, words[1:], strict=False):
        # A change of font inside a word cuts it in two that touch.
        touching = word.box.x_mm - before.box.right_mm < 0.06 * word.box.height_mm
        text += word.text if touching else f" {word.text}"
    return Cell(text, _around([word.box for word in words]), words[0].box.width_mm)


def _around(boxes: Sequence[Box]) -> Box:
    box = around(boxes)
    if box is None:
        raise AssertionError("a row has words")
    return box


def columns_of(rows: Sequence[Row], page: Page, *, head: bool) -> Iterator[Column]:
    """The rows in reading order; only in a ``head`` (the top of the first page) are columns read one after another."""
    at = 0
    while at < len(rows):
        found = _band(rows, at, page) if head else None
        if found is None:
            stop = at + 1
            while stop < len(rows) and not (head and _band(rows, stop, page)):
                stop += 1
            yield Column(tuple(rows[at:stop]))
            at = stop
            continue
        stop, gutter = found
        left = [row for row in (_side(row, gutter, left=True) for row in rows[at:stop]) if row]
        right = [row for row in (_side(row, gutter, left=False) for row in rows[at:stop]) if row]
        yield Column(tuple(left), head=True)
        yield Column(tuple(right), head=True, right=True)
        at = stop
        head = False


def _band(rows: Sequence[Row], at: int, page: Page) -> tuple[int, float] | None:
    """Where the rows that begin at ``at`` stop to stand in two columns, and the middle of the white between them."""
    best: tuple[int, float] | None = None
    last_right = at
    for stop in range(at + 1, len(rows) + 1):
        row = rows[stop - 1]
        if row.box.width_mm > _WIDE * page.width_mm and len(row.cells) == 1:
            break
        if stop - 1 > at and _ends_head(row):
            break
        gutter = _gutter(rows[at:stop], page)
        if gutter is None:
            if best is not None or len(row.cells) > 1:
                break
            if stop - at > 1 and row.box.x_mm < page.width_mm / 2 < row.box.right_mm:
                break
            continue
        best = (stop, gutter)
        last_right = stop
    if best is None or last_right - at < 2:
        return None
    return best


def _ends_head(row: Row) -> bool:
    """A title over the text or a salutation stands below the columns of a head, however short it is."""
    text = row.cells[0].text
    single = len(row.cells) == 1
    return single and bool(marks.SALUTATION_START.match(text) or marks.TITLE_START.match(text))


def _gutter(rows: Sequence[Row], page: Page) -> float | None:
    """The middle of the widest white stripe that no cell crosses and that has cells on both sides."""
    boxes = sorted((cell.box for row in rows for cell in row.cells), key=lambda box: box.x_mm)
    reach = boxes[0].right_mm
    best: tuple[float, float] | None = None
    for box in boxes[1:]:
        width = box.x_mm - reach
        middle = (reach + box.x_mm) / 2
        inside = 0.3 * page.width_mm < middle < 0.75 * page.width_mm
        if width >= _GUTTER_MM and inside and (best is None or width > best[0]):
            best = (width, middle)
        reach = max(reach, box.right_mm)
    return None if best is None else best[1]


def _side(row: Row, gutter: float, *, left: bool) -> Row | None:
    cells = tuple(cell for cell in row.cells if (cell.box.right_mm < gutter) is left)
    return Row(row.page, cells, _around([cell.box for cell in cells])) if cells else None
