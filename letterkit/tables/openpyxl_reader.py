"""Books whose cells say more than their values, read by openpyxl: formulas, errors, noughts that a format shows."""

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils.escape import unescape

from letterkit.tables.cells import Cell, LostValue

# A number shown with leading noughts: 000345.
_NOUGHTS = re.compile("0{2,}")
_ESCAPED = "_x00"


class UnusualBook:
    """``data``, which is safe to open, read row by row; what is wrong with it is raised as openpyxl raises it."""

    def __init__(self, data: bytes, *, has_formulas: bool) -> None:
        self._values = _open_book(data, data_only=True)
        self._formulas = _open_book(data, data_only=False) if has_formulas else None

    def sheets(self) -> dict[str, bool]:
        """Names of the sheets that have cells, in their order, and whether each is visible."""
        sheets = [sheet for sheet in self._values.worksheets if hasattr(sheet, "iter_rows")]
        return {sheet.title: sheet.sheet_state == "visible" for sheet in sheets}

    def rows(self, title: str) -> Iterator[list[Cell]]:
        """The rows of a sheet from the first, as far as it is whole."""
        values = _sheet(self._values, title).iter_rows()
        if self._formulas is None:
            for row in values:
                yield [_value(cell) for cell in row]
            return
        for row, written in zip(values, _sheet(self._formulas, title).iter_rows(), strict=False):
            yield [_result(cell, formula) for cell, formula in zip(row, written, strict=False)]


def _open_book(data: bytes, *, data_only: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)


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
        return LostValue.FORMULA
    return _value(cell)
