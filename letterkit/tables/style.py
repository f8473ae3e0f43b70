"""How the tables that we write look, and cells that no spreadsheet takes for a formula or spoils as a number."""

import datetime
from collections.abc import Sequence
from copy import copy
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

from letterkit.russian.clean import control_free
from letterkit.tables.cells import Cell, cell_text

TEXT_FORMAT = "@"
DATE_FORMAT = "DD.MM.YYYY"
# What a cell of .xlsx holds at most.
CELL_LIMIT = 32_767
_FONT = "Arial"
_LINE_PT, _MOST_PT = 13.5, 400.0
# A width is counted in digits; letters of this size are narrower.
_SIGNS_PER_WIDTH = 1.1
_EDGE = Side(style="thin", color="BFBFBF")

PLAIN = Font(name=_FONT, size=10)
BOLD = Font(name=_FONT, size=10, bold=True)
TITLE = Font(name=_FONT, size=14, bold=True)
EXAMPLE = Font(name=_FONT, size=10, italic=True, color="7F7F7F")
BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)
MIDDLE = Alignment(horizontal="left", vertical="center", wrap_text=True)
REQUIRED = PatternFill("solid", fgColor="C6D9F1")
OPTIONAL = PatternFill("solid", fgColor="EDEDED")
WRONG = PatternFill("solid", fgColor="FFC7CE")
DOUBTFUL = PatternFill("solid", fgColor="FFEB9C")


def put(cell: Any, value: Cell) -> Any:
    """``cell`` of openpyxl with ``value``: text stays text whatever it begins with («=», «+», «-», «@»)."""
    _dress(cell, _hold(cell, value))
    return cell


class CellWriter:
    """Makes cells of one write-only sheet as ``put`` does, each look worked out once: that is the dear part."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._looks: dict[str, Any] = {}

    def cell(self, value: Cell) -> Any:
        """A cell with ``value``."""
        made = WriteOnlyCell(self._sheet)
        kind = _hold(made, value)
        if kind in self._looks:
            made._style = copy(self._looks[kind])
        else:
            _dress(made, kind)
            self._looks[kind] = copy(made._style)
        return made


def _hold(cell: Any, value: Cell) -> str:
    """Give ``cell`` its value; what kind of look it needs."""
    if isinstance(value, (bool, int, float)):
        cell.value = value
        return "number"
    if isinstance(value, datetime.date):
        cell.value = value
        return "date"
    if text := control_free(cell_text(value)):
        cell.value = text if len(text) <= CELL_LIMIT else f"{text[: CELL_LIMIT - 1]}…"
        cell.data_type = "s"
        return "sign" if text[0] in "=+-@" else "text"
    return "empty"


def _dress(cell: Any, kind: str) -> None:
    cell.alignment, cell.font = TOP, PLAIN
    if kind == "date":
        cell.number_format = DATE_FORMAT
    elif kind != "number":
        cell.number_format = TEXT_FORMAT
    # Without it a spreadsheet makes a formula of the text as soon as somebody edits the cell.
    cell.quotePrefix = kind == "sign"


def height_pt(texts: Sequence[str], widths: Sequence[float]) -> float:
    """How high a row must be for ``texts`` in columns of ``widths`` characters: not all programs find it themselves."""
    lines = [
        sum(1 + int(len(line) / (width * _SIGNS_PER_WIDTH)) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return min(_MOST_PT, 2 + _LINE_PT * max(lines, default=1))


def lay_across(sheet: Any, *, pages_high: int = 0) -> None:
    """On paper: landscape A4, all columns on its width; as many pages as it takes, or ``pages_high``."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, pages_high
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def note(text: str) -> Comment:
    """A comment as large as ``text`` needs."""
    comment = Comment(text, "letterkit")
    comment.width, comment.height = 320, 40 + 18 * (len(text) // 45 + text.count("\n"))
    return comment
