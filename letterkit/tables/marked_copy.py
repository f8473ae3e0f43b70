"""The table as it was given, with what is wrong in it marked and told beside: to be mended and handed in again."""

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from letterkit.core.errors import TableError
from letterkit.tables import style
from letterkit.tables.cells import Cell
from letterkit.tables.fault import Fault
from letterkit.tables.header import Column, Header

REASON = "Что исправить"
TABLE, COLUMNS = "Таблица", "Ошибки в столбцах"
# Every comment is a drawing: with many thousands of them no spreadsheet opens. The reasons stand in the last column.
MOST_COMMENTS = 3_000
_REASON_WIDTH = 60
_OTHER_WIDTH, _COUNTER_WIDTH = 20, 7
Words = Callable[[Fault], str]


class Table(Protocol):
    """A table that has been read (``sheets.Sheet``): its columns, what is wrong with them, all of its rows."""

    @property
    def header(self) -> Header: ...

    @property
    def columns(self) -> tuple[Column, ...]: ...

    @property
    def faults(self) -> tuple[Fault, ...]: ...

    def cells(self) -> Iterator[tuple[int, Sequence[Cell]]]: ...


def error_table(sheet: Table, faults: Iterable[Fault], words: Words, *, only_faulty: bool = False) -> bytes:
    """An .xlsx of the rows of ``sheet``: cells of ``faults`` marked, with the reason in a comment and the last column.

    ``words`` tells a fault without its place. Rows keep their numbers; with ``only_faulty`` those without faults are
    left out, and the reason begins with the number. Faults of the header stand on a second sheet. Rows are written
    as they are read. Faults of warning level are marked in another colour.
    """
    by_row: dict[int, list[Fault]] = defaultdict(list)
    general: list[Fault] = list(sheet.faults)
    for fault in faults:
        if fault.row is not None and fault.row > sheet.header.row:
            by_row[fault.row].append(fault)
        elif fault not in general:
            general.append(fault)
    book = Workbook(write_only=True)
    _Writer(book, sheet, general, by_row, words, only_faulty).write()
    if general:
        _write_general(book.create_sheet(COLUMNS), general, words)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Writer:
    """The first sheet, row by row."""

    def __init__(
        self,
        book: Any,
        sheet: Table,
        general: Sequence[Fault],
        by_row: Mapping[int, list[Fault]],
        words: Words,
        only_faulty: bool,
    ) -> None:
        self._sheet, self._general, self._by_row = sheet, general, by_row
        self._words, self._only_faulty = words, only_faulty
        self._out = book.create_sheet(TABLE)
        self._make = style.CellWriter(self._out).cell
        self._comments_left, self._written = MOST_COMMENTS, 0
        places = [column.place for column in sheet.columns]
        places += [fault.place for each in by_row.values() for fault in each if fault.place]
        self._width = 1 + max((place.index for place in places), default=0)

    def write(self) -> None:
        self._set_up()
        done = 0
        try:
            for number, cells in self._sheet.cells():
                done = number
                if number == self._sheet.header.row:
                    self._write_header(cells)
                elif not self._only_faulty or number in self._by_row:
                    self._write_row(number, cells)
        except TableError:
            pass  # The fault is among those given, in a row that could not be read.
        for number in sorted(number for number in self._by_row if number > done):
            self._write_row(number, ())

    def _set_up(self) -> None:
        for column in self._sheet.columns:
            other = _COUNTER_WIDTH if column.is_counter else _OTHER_WIDTH
            width = column.known.width if column.known else other
            self._out.column_dimensions[column.place.letter].width = width
        self._out.column_dimensions[get_column_letter(self._width + 1)].width = _REASON_WIDTH
        style.lay_across(self._out)
        self._out.freeze_panes = f"A{2 if self._only_faulty else self._sheet.header.row + 1}"

    def _write_header(self, cells: Sequence[Cell]) -> None:
        row = self._cells(cells, [fault for fault in self._general if fault.place])
        row.append(self._make(REASON))
        for cell in row:
            cell.font, cell.alignment, cell.border = style.BOLD, style.MIDDLE, style.BORDER
            if not cell.fill.fill_type:
                cell.fill = style.OPTIONAL
        self._written += 1
        self._out.append(row)

    def _write_row(self, number: int, cells: Sequence[Cell]) -> None:
        faults = self._by_row.get(number, ())
        row = self._cells(cells, faults)
        self._written += 1
        if not faults:
            self._out.append(row)
            return
        told = "\n".join(self._words_in_place(fault) for fault in faults)
        told = f"Строка {number}. {told}" if self._only_faulty else told
        row.append(self._make(told))
        row[-1].fill = _fill(faults)
        self._out.row_dimensions[self._written].height = style.height_pt([told], [_REASON_WIDTH])
        self._out.append(row)
        # It is written: what was said of the row need not be held any longer.
        del self._out.row_dimensions[self._written]

    def _cells(self, cells: Sequence[Cell], faults: Sequence[Fault]) -> list[Any]:
        """As many cells as the table is wide, those with faults marked."""
        row = [self._make(cells[i] if i < len(cells) else None) for i in range(self._width)]
        marked: dict[int, list[Fault]] = defaultdict(list)
        for fault in faults:
            if fault.place:
                marked[fault.place.index].append(fault)
        for index, here in marked.items():
            row[index].fill = _fill(here)
            if self._comments_left:
                self._comments_left -= 1
                row[index].comment = style.note("\n".join(map(self._words, here)))
        return row

    def _words_in_place(self, fault: Fault) -> str:
        return (
            f"{fault.place.header or fault.place.letter}: {self._words(fault)}" if fault.place else self._words(fault)
        )


def _write_general(out: Any, faults: Sequence[Fault], words: Words) -> None:
    """What is wrong with the columns and the table as a whole, a line each."""
    style.lay_across(out)
    make = style.CellWriter(out).cell
    for letter, width in zip("ABC", (10, 40, 90), strict=True):
        out.column_dimensions[letter].width = width
    for texts in (("Столбец", "Шапка", REASON), *(_general_line(fault, words) for fault in faults)):
        row = [make(text) for text in texts]
        for cell in row:
            cell.border = style.BORDER
            if texts[0] == "Столбец":
                cell.font, cell.fill = style.BOLD, style.OPTIONAL
        out.append(row)


def _general_line(fault: Fault, words: Words) -> tuple[str, str, str]:
    place = fault.place
    return (place.letter, place.header, words(fault)) if place else ("", "", words(fault))


def _fill(faults: Iterable[Fault]) -> Any:
    return style.DOUBTFUL if all(fault.is_warning for fault in faults) else style.WRONG
