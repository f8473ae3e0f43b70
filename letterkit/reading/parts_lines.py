"""A letter cut into the smallest pieces that can play one part each, in the order a reader takes them.

A paragraph may hold several: columns set apart by a tab or by spaces, lines set apart by breaks, «20.05.2024 №
3.08-1201/24», a salutation with the text running on after it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from letterkit.core.letter import Paragraph, Role
from letterkit.core.paper import Align, Zone
from letterkit.reading import parts_marks as marks

# Three spaces are never typed between two words by habit; a tab always sets a column apart.
_COLUMN_GAP = re.compile(r"[ \u00a0\u2003]*\t[ \t\u00a0\u2003]*|[ \u00a0\u2003]{3,}")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\u2028]")
# What may stand before the date or the number of a letter: «от», «Дата:».
_LABEL = re.compile(r"(?:от(?=[\s_])|дата(?:\s+(?:письма|регистрации))?\s*:)\s*", re.I)
# Characters of data in cells side by side; and what makes «№» in a cell and a word in the next one a number.
_LONGEST_DATA = 200
_NUMBERED = re.compile(r"[\d_<\[{]|№\s*$")
# Columns of a plain text letter start within so many characters of each other.
_SAME_COLUMN = 8
_TAB = 8
_RIGHT_INDENT = 20
_OFF_MIDDLE = 12  # half characters: spaces centre by eye
_ONE_START = 4
# Printed lines of the last hundred or so letters; one longer than this is a book's, not a letter's.
_MOST_KEPT, LONGEST_KEPT = 4096, 4000
# Characters of a line that tell what it is; of a longer one its beginning and its end do.
_LONGEST_LOOKED_AT = 2000


@dataclass(frozen=True, slots=True)
class TextLine:
    """``text[start:end]`` of the letter, trimmed; ``gap`` blank lines (or one for a new cell) stand before it.

    ``text`` is its beginning and its end where it is too long for a requisite. ``hint`` is the role its own form gives
    it, before anything is known of its neighbours.
    """

    start: int
    end: int
    text: str
    paragraph: int
    zone: Zone
    group: int
    gap: int
    align: Align | None = None
    page: int | None = None
    column: int = 0
    right: bool = False
    hint: Role | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed line of a paragraph with its columns: (start, end, hint) and the character column it starts at."""

    paragraph: int
    gap: int
    cells: tuple[tuple[int, int, Role | None, int], ...]
    columns: int


def cut(text: str, paragraphs: Sequence[Paragraph]) -> list[TextLine]:
    """The lines of ``paragraphs`` in reading order: of columns set side by side, the left one first."""
    rows = list(_rows(text, paragraphs))
    found: list[TextLine] = []
    begin = 0
    for stop in range(1, len(rows) + 1):
        if stop < len(rows) and rows[stop].gap == 0 and _together(paragraphs, rows[stop - 1], rows[stop]):
            continue
        found.extend(_block(text, paragraphs, rows[begin:stop]))
        begin = stop
    return found


def _together(paragraphs: Sequence[Paragraph], one: _Row, two: _Row) -> bool:
    a, b = paragraphs[one.paragraph], paragraphs[two.paragraph]
    return (a.zone, a.group, a.page) == (b.zone, b.group, b.page)


def _rows(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[_Row]:
    before: Paragraph | None = None
    last = -1
    for index, paragraph in enumerate(paragraphs):
        if index <= last:
            continue
        gap = 0
        if before is not None:
            gap = max(0, text.count("\n", before.end, paragraph.start) - 1)
            if (before.zone, before.group) != (paragraph.zone, paragraph.group):
                gap = max(gap, 1)
        last, cells = _across_cells(text, paragraphs, index)
        if cells:
            yield _Row(index, gap, cells, 1)
            before = paragraphs[last]
            continue
        at = paragraph.start
        for part in _LINE_BREAK.split(text[paragraph.start : paragraph.end]):
            if part.strip():
                yield _row(text, index, gap, at, at + len(part))
                gap, before = 0, paragraph
            elif before is paragraph:
                gap += 1
            at += len(part)
            broken = _LINE_BREAK.match(text, at)
            at = broken.end() if broken and broken.end() <= paragraph.end else at


def _across_cells(
    text: str, paragraphs: Sequence[Paragraph], first: int
) -> tuple[int, tuple[tuple[int, int, Role | None, int], ...]]:
    """Date, number and reference that begin in the cell of ``paragraphs[first]`` and fill it and cells beside it.

    With them, the index of the last paragraph that they fill; blanks set «На №», the number, «от» and the day apart.
    """
    begin, last = paragraphs[first], first
    while begin.row and last + 1 < len(paragraphs):
        after = paragraphs[last + 1]
        if after.row != begin.row or after.end - begin.start > _LONGEST_DATA:
            break
        last += 1
    while paragraphs[last].group != begin.group:
        # An empty cell is a place to write on: what stands behind it is no part of what stands before.
        words = text[begin.start : paragraphs[last].end].replace("\n\n", "_ ")
        found = [
            (a, a + len(text[begin.start + a : begin.start + b].rstrip()), role)
            for a, b, role in _reference_data(words, 0, len(words))
        ]
        if found and all(role is not Role.NUMBER or _NUMBERED.search(words, a, b) for a, b, role in found):
            return last, tuple((begin.start + a, begin.start + b, role, 0) for a, b, role in found)
        last -= 1
    return first, ()


def _row(text: str, index: int, gap: int, start: int, end: int) -> _Row:
    before = min(start, 1)  # a mark may look at the character before the line
    columned = _split_columns if end - start <= LONGEST_KEPT else _split_columns.__wrapped__
    cells, columns = columned(text[start - before : end], before)
    shift = start - before
    return _Row(index, gap, tuple((a + shift, b + shift, role, place) for a, b, role, place in cells), columns)


@lru_cache(maxsize=_MOST_KEPT)
def _split_columns(text: str, start: int) -> tuple[tuple[tuple[int, int, Role | None, int], ...], int]:
    """The cells of the printed line ``text[start:]`` and the number of its columns."""
    piece = text[start:]
    end = len(text)
    whole = (end - len(piece.lstrip()), start + len(piece.rstrip()))
    indent = len(piece[: whole[0] - start].expandtabs(_TAB))
    data = list(_reference_data(text, *whole))
    if data:
        return tuple((a, b, role, indent) for a, b, role in data), 1
    cells: list[tuple[int, int, Role | None, int]] = []
    columns, at, place = 0, whole[0], indent
    for stop in [m.span() for m in _COLUMN_GAP.finditer(text, *whole)] + [(whole[1], whole[1])]:
        data = list(_reference_data(text, at, stop[0])) if stop[0] < whole[1] or columns else []
        cells += [(a, b, role, place) for a, b, role in data or _formulas(text, at, stop[0])]
        place = _column_after(text[at : stop[1]], place)
        columns, at = columns + 1, stop[1]
    return tuple(cells), columns


def _block(text: str, paragraphs: Sequence[Paragraph], rows: Sequence[_Row]) -> Iterator[TextLine]:
    """The lines of rows that stand together; column by column when several of the rows have columns."""
    starts = sorted({cell[3] for row in rows for cell in row.cells})
    side_by_side = sum(row.columns > 1 for row in rows) > 1
    column_of: dict[int, int] = {}
    for before, start in zip([None, *starts], starts, strict=False):
        column_of[start] = 0 if before is None else column_of[before] + (start - before > _SAME_COLUMN)
    order = [(row, cell) for row in rows for cell in row.cells]
    if side_by_side:
        order.sort(key=lambda pair: column_of[pair[1][3]])
    centred = _is_centred(rows)
    last_column = 0
    for position, (row, (start, end, hint, place)) in enumerate(order):
        paragraph = paragraphs[row.paragraph]
        column = column_of[place] if side_by_side or row.columns > 1 else 0
        fresh = side_by_side and column != last_column
        last_column = column
        yield TextLine(
            start=start,
            end=end,
            text=_telling(text, start, end),
            paragraph=row.paragraph,
            zone=paragraph.zone,
            group=paragraph.group,
            gap=rows[0].gap if position == 0 else int(fresh),
            align="center" if centred else paragraph.align,
            page=paragraph.page,
            column=column,
            right=paragraph.align == "right" or (place >= _RIGHT_INDENT and not centred) or column > 0,
            hint=hint,
        )


def _column_after(piece: str, place: int) -> int:
    """The column at the end of ``piece`` that begins at the column ``place``; tabs stop at each eighth."""
    shift = place % _TAB
    return place - shift + len((" " * shift + piece).expandtabs(_TAB))


def _telling(text: str, start: int, end: int) -> str:
    half = _LONGEST_LOOKED_AT // 2
    return text[start:end] if end - start <= 2 * half else text[start : start + half] + text[end - half : end]


def _is_centred(rows: Sequence[_Row]) -> bool:
    """Whether indents set lines of unlike length under each other's middle."""
    if len(rows) < 2 or any(row.columns > 1 for row in rows):
        return False
    spans = [(place, place + end - start) for row in rows for start, end, _, place in row.cells]
    middles = [first + last for first, last in spans]
    starts = [first for first, _ in spans]
    return max(middles) - min(middles) <= _OFF_MIDDLE and max(starts) - min(starts) > _ONE_START


def _reference_data(text: str, start: int, end: int) -> Iterator[tuple[int, int, Role]]:
    """Dates, numbers and references when nothing else stands in ``text[start:end]``."""
    found: list[tuple[int, int, Role]] = []
    at = start
    while at < end:
        if text[at].isspace() or text[at] in ",;":
            at += 1
            continue
        word = _LABEL.match(text, at, end)
        if word and word.end() < end:
            at = word.end()
            continue
        for pattern, role in (
            (marks.REFERENCE_RE, Role.REFERENCE),
            (marks.DATE_RE, Role.DATE),
            (marks.NUMBER_RE, Role.NUMBER),
        ):
            match = pattern.match(text, at, end)
            if match and match.end() > at:
                stop = at + len(match.group().rstrip())
                found.append((at, stop, role))
                at = match.end()
                break
        else:
            return
    yield from found


def _formulas(text: str, start: int, end: int) -> Iterator[tuple[int, int, Role | None]]:
    """The piece whole, or a salutation or a closing cut off from what runs on after it."""
    salutation = marks.SALUTATION.match(text, start, end)
    if salutation and salutation.end() < end:
        rest = salutation.end() + len(text[salutation.end() : end]) - len(text[salutation.end() : end].lstrip())
        if salutation["stop"] and rest < end:
            yield start, salutation.start() + len(salutation.group().rstrip()), Role.SALUTATION
            yield from _closing(text, rest, end)
            return
    yield from _closing(text, start, end)


def _closing(text: str, start: int, end: int) -> Iterator[tuple[int, int, Role | None]]:
    inside = marks.CLOSING_INSIDE.search(text, start, end)
    if inside:
        yield start, inside.start(), None
        start = inside.end()
    closing = marks.CLOSING.match(text, start, end)
    if closing and end - closing.end() < 160:
        rest = text[closing.end() : end]
        yield start, start + len(closing.group().rstrip()), Role.CLOSING
        if rest.strip():
            yield closing.end() + len(rest) - len(rest.lstrip()), end, None
        return
    yield start, end, None
