"""Tables of cases: a template to fill in, a table read into case cards, a table that shows what to mend.

``read_sheet`` tells faults of the header before any row, and ``Sheet.rows`` gives each row with a card or its faults.
"""

from letterkit.flow.sheets.fault import Fault, Place
from letterkit.flow.sheets.fields import Places
from letterkit.flow.sheets.header import Column
from letterkit.flow.sheets.marked import error_table
from letterkit.flow.sheets.rows import SheetRow
from letterkit.flow.sheets.sheet import Sheet, read_sheet
from letterkit.flow.sheets.template import template_table

__all__ = [
    "Column",
    "Fault",
    "Place",
    "Places",
    "Sheet",
    "SheetRow",
    "error_table",
    "read_sheet",
    "template_table",
]
