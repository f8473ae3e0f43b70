"""Tables of cases: a template to fill in, a table read into case cards, a table that shows what to mend.

``read_sheet`` tells faults of the header before any row, and ``Sheet.rows`` gives each row with a card or its faults.
"""

from letterkit.tables.card_rows import SheetRow
from letterkit.tables.case_table import Sheet, read_sheet
from letterkit.tables.fault import ColumnPlace, Fault
from letterkit.tables.header import Column
from letterkit.tables.marked_copy import error_table
from letterkit.tables.row_fields import Places
from letterkit.tables.template import template_table

__all__ = [
    "Column",
    "ColumnPlace",
    "Fault",
    "Places",
    "Sheet",
    "SheetRow",
    "error_table",
    "read_sheet",
    "template_table",
]
