"""The table to fill in for the register: its columns with hints, lists and an example row."""

import io
from typing import Any

from openpyxl import Workbook

from letterkit.core.profile import Profile
from letterkit.office.register.columns import register_columns
from letterkit.office.register.exporting import SHEET
from letterkit.tables import style
from letterkit.tables.body_examples import examples_of
from letterkit.tables.cells import cell_text
from letterkit.tables.columns import FULL_NAME
from letterkit.tables.example_row import example_cell
from letterkit.tables.template import Lists, write_column

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
    examples = [cell_text(sheet.cell(2, index).value) for index in range(1, len(columns) + 1)]
    sheet.row_dimensions[2].height = style.height_pt(examples, [column.width for column in columns])
    style.lay_across(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
