"""The table to fill in for the register: its columns with hints, lists and an example row."""

import io
from typing import Any

from openpyxl import Workbook

from letterkit.core.profile import Profile
from letterkit.flow.register.columns import register_columns
from letterkit.flow.register.exporting import SHEET
from letterkit.flow.sheets import look
from letterkit.flow.sheets.cells import shown
from letterkit.flow.sheets.columns import FULL_NAME
from letterkit.flow.sheets.example import example_cell
from letterkit.flow.sheets.of_body import examples_of
from letterkit.flow.sheets.template import Lists, write_column

_NO_EXAMPLE = frozenset({"applicant.gender", "applicant.organisation", "applicant.collective", "appeal.repeat_of"})


def register_template(profile: Profile) -> bytes:
    """An .xlsx with the columns of the register; its example is a row that can be taken."""
    columns = [each for path, each in register_columns().by_path.items() if not path.endswith(FULL_NAME)]
    own = examples_of(profile)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    lists = Lists(book)
    for index, column in enumerate(columns, 1):
        example = None if column.path in _NO_EXAMPLE else own.get(column.path, example_cell(column))
        write_column(sheet, index, column, lists, example)
    sheet.freeze_panes = "C2"
    sheet.row_dimensions[1].height = 42
    examples = [shown(sheet.cell(2, index).value) for index in range(1, len(columns) + 1)]
    sheet.row_dimensions[2].height = look.height_pt(examples, [column.width for column in columns])
    look.lay_across(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
