"""A spreadsheet written as its rows come, none of them kept in memory."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from letterkit.reports.sheet_cells import heading


@contextmanager
def growing_sheet(title: str, columns: Sequence[tuple[str, int]]) -> Iterator[tuple[Workbook, Any]]:
    """A book and its only sheet, with a row of headers; ``columns`` are their names and widths, in characters.

    The book is to be saved inside the block. When it is not, the file in which its rows lie is put away.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([heading(sheet, name) for name, _ in columns])
    try:
        yield book, sheet
    finally:
        if not sheet.closed:
            book.save(io.BytesIO())  # the only way by which openpyxl removes what it has written
