"""Cells of the spreadsheets that letterkit writes: headings, and text that stays text."""

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

_HEAD = PatternFill("solid", fgColor="E8EDF3")


def heading(sheet: object, name: str) -> WriteOnlyCell:
    """The cell above a column."""
    cell = WriteOnlyCell(sheet, value=name)
    cell.font, cell.fill = Font(bold=True), _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def cell_of(sheet: object, value: object) -> object:
    """Text stays text: what begins with «=» is no formula."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    if "\n" in value:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
