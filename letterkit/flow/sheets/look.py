"""How the tables that we write look, and cells that no spreadsheet takes for a formula or spoils as a number."""

import datetime
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from letterkit.flow.sheets.cells import Cell, shown
from letterkit.russian.clean import control_free

TEXT_FORMAT = "@"
DATE_FORMAT = "DD.MM.YYYY"
# What a cell of .xlsx holds at most.
CELL_LIMIT = 32_767
_FONT = "Arial"
_EDGE = Side(style="thin", color="BFBFBF")

PLAIN = Font(name=_FONT, size=10)
BOLD = Font(name=_FONT, size=10, bold=True)
TITLE = Font(name=_FONT, size=14, bold=True)
EXAMPLE = Font(name=_FONT, size=10, italic=True, color="7F7F7F")
BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
TOP = Alignment(vertical="top", wrap_text=True)
MIDDLE = Alignment(vertical="center", wrap_text=True)
REQUIRED = PatternFill("solid", fgColor="C6D9F1")
OPTIONAL = PatternFill("solid", fgColor="EDEDED")
WRONG = PatternFill("solid", fgColor="FFC7CE")
DOUBTFUL = PatternFill("solid", fgColor="FFEB9C")


def put(cell: Any, value: Cell) -> Any:
    """``cell`` of openpyxl with ``value``: text stays text whatever it begins with («=», «+», «-», «@»)."""
    cell.alignment, cell.font = TOP, PLAIN
    if isinstance(value, (bool, int, float)):
        cell.value = value
    elif isinstance(value, datetime.date):
        cell.value, cell.number_format = value, DATE_FORMAT
    elif text := control_free(shown(value)):
        cell.value = text if len(text) <= CELL_LIMIT else f"{text[: CELL_LIMIT - 1]}…"
        cell.data_type, cell.number_format = "s", TEXT_FORMAT
        # Without it a spreadsheet makes a formula of the text as soon as somebody edits the cell.
        cell.quotePrefix = text[0] in "=+-@"
    return cell


def note(text: str) -> Comment:
    """A comment as large as ``text`` needs."""
    comment = Comment(text, "letterkit")
    comment.width, comment.height = 320, 40 + 18 * (len(text) // 45 + text.count("\n"))
    return comment
