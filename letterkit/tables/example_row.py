"""The example row of a template: what it holds in each column, and how it is told from a row of the office's own."""

import datetime

from letterkit.russian.dates import parse_date
from letterkit.tables.cells import Cell
from letterkit.tables.columns import KnownColumn


def example_cell(column: KnownColumn) -> Cell:
    """The example of ``column`` as a cell: a date, or text with the items of a list in lines; None without one."""
    example = column.example
    if example is None:
        return None
    if isinstance(example, list):
        return "\n".join(example)
    return _day(example) or example if column.type == "date" else example


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
