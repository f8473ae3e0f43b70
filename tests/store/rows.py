"""A row for any table, every column filled by its type: a new table or column is tested without a word more."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Date, Integer, LargeBinary, String, Table

from letterkit.store.columns import Moment
from letterkit.store.schema import METADATA

SAKHALIN = timezone(timedelta(hours=11))
WORDS = "«Ёлкин & О'Нил» <\\>\n\t№ "


def row(table: Table, number: int) -> dict[str, Any]:
    """The row ``number`` of ``table``: it differs from others in all but yes and no, and points to rows ``number``."""
    return {column.name: _value(column, number) for column in table.columns}


def bare(table: Table, number: int) -> dict[str, Any]:
    """The same row with nothing where nothing is allowed."""
    return {name: None if table.columns[name].nullable else value for name, value in row(table, number).items()}


def fill(connection: Connection, number: int, *, without: Table | None = None) -> None:
    """The row ``number`` in every table that stands before ``without``, or in all."""
    for table in METADATA.sorted_tables:
        if table is without:
            return
        connection.execute(table.insert(), row(table, number))


def _value(column: Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, Moment):
        return datetime(2026, 3, 1, 1, 30, 0, 123456, SAKHALIN) + timedelta(hours=number)
    if isinstance(kind, Date):
        return date(2026, 2, 28) + timedelta(days=number)
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, Integer):
        return number
    if isinstance(kind, JSON):
        return {"surname": WORDS, "questions": [number, 1.5, None, True, {"ё": "\u2028"}]}
    if isinstance(kind, LargeBinary):
        return bytes((number % 256, 0, 255))
    assert isinstance(kind, String)
    return f"{number} {WORDS}"[: kind.length]
