"""An .xlsx file as rows of values: the sheet with the table chosen, read a row at a time."""

import datetime
import io
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from struct import error as StructError
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from letterkit.core.errors import TableError
from letterkit.flow.sheets import packed
from letterkit.flow.sheets.cells import Cell, Lost
from letterkit.flow.sheets.quicker import read_quickly

# The last row that a sheet of .xlsx can have.
_LAST_ROW = 1_048_576
_SAMPLE_ROWS = 30
# A number shown with leading noughts: 000345.
_NOUGHTS = re.compile("0{2,}")
_ESCAPED = "_x00"
# What openpyxl and the parsers under it raise for a book that is not what it says it is.
_BROKEN = (
    SyntaxError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RuntimeError, EOFError, OSError,
    MemoryError, StructError, BadZipFile, zlib.error, InvalidFileException,
)  # fmt: skip
Recognised = Callable[[Sequence[Cell]], int]


class Workbook:
    """The rows of one visible sheet; they can be read more than once."""

    kind = "xlsx"
    title: str | None = None
    other_titles: tuple[str, ...] = ()

    def __init__(self, data: bytes, name: str, recognised: Recognised) -> None:
        """The sheet is that in which ``recognised`` knows most headers of a row; of equals, the first.

        Raises TableError as ``packed.inspect``, ``table.no-sheet``, ``table.hidden-sheet`` with ``sheet``.
        """
        self.name = name
        has_formulas = packed.inspect(data, name)
        self._values = _opened(data, name, data_only=True)
        self._formulas = _opened(data, name, data_only=False) if has_formulas else None
        try:
            self._choose(recognised)
        except _BROKEN as fault:
            raise TableError("table.damaged", file=name, why=str(fault)) from fault

    def _choose(self, recognised: Recognised) -> None:
        sheets = [sheet for sheet in self._values.worksheets if hasattr(sheet, "iter_rows")]
        known = {sheet.title: self._known(sheet.title, recognised) for sheet in sheets}
        visible = [sheet.title for sheet in sheets if sheet.sheet_state == "visible"]
        if not visible:
            raise TableError("table.no-sheet", file=self.name)
        title = max(visible, key=lambda title: known[title])
        hidden = [title for title in known if title not in visible and known[title] > 1]
        if not known[title] and hidden:
            raise TableError("table.hidden-sheet", file=self.name, sheet=hidden[0])
        self.title = title
        self.other_titles = tuple(other for other in visible if known[other] > 1 and other != title)

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Rows with their numbers in the sheet; raises TableError ``table.damaged`` with ``row``."""
        number = 0
        try:
            for number, cells in enumerate(self._cells(str(self.title)), 1):
                if number > _LAST_ROW:
                    raise TableError("table.damaged", file=self.name, row=number, why="rows")
                yield number, cells
        except _BROKEN as fault:
            raise TableError("table.damaged", file=self.name, row=number + 1, why=str(fault)) from fault

    def _known(self, title: str, recognised: Recognised) -> int:
        return max((recognised(cells) for cells in islice(self._cells(title), _SAMPLE_ROWS)), default=0)

    def _cells(self, title: str) -> Iterator[list[Cell]]:
        values = _sheet(self._values, title).iter_rows()
        if self._formulas is None:
            for row in values:
                yield [_value(cell) for cell in row]
            return
        for row, written in zip(values, _sheet(self._formulas, title).iter_rows(), strict=False):
            yield [_result(cell, formula) for cell, formula in zip(row, written, strict=False)]


def _opened(data: bytes, name: str, *, data_only: bool) -> Any:
    read_quickly()
    try:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
    except _BROKEN as fault:
        raise TableError("table.damaged", file=name, why=str(fault)) from fault


def _sheet(book: Any, title: str) -> Any:
    """The sheet as far as it goes: the size that a file tells of itself is not to be trusted."""
    sheet = book[title]
    sheet.reset_dimensions()
    return sheet


def _value(cell: Any) -> Cell:
    value: Cell = cell.value
    if isinstance(value, str):
        return unescape(value) if _ESCAPED in value else value
    if isinstance(value, datetime.datetime):
        return value.date() if value.time() == datetime.time.min else value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and _NOUGHTS.fullmatch(cell.number_format or ""):
        return f"{value:0{len(cell.number_format)}.0f}"
    return value


def _result(cell: Any, formula: Any) -> Cell:
    """An empty text is a result; nothing at all means that the program that wrote the formula never counted it."""
    if formula.data_type == "f" and cell.value is None and cell.data_type == "n":
        return Lost.FORMULA
    return _value(cell)
