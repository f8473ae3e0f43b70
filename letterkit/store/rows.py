"""Rows of tables as lines of JSON and back, the same for either database.

A line is a list of values in the order of the columns; each column has a kind that says how its values are written.
Kinds go with the rows, so that rows of an older revision can be read without the tables of that time.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    func,
    select,
    text,
)
from sqlalchemy.types import NullType, TypeEngine

from letterkit.store.columns import Moment

_AT_ONCE = 500


class ColumnKind(StrEnum):
    """How a value is written."""

    MOMENT = "moment"  # ISO 8601 in UTC
    DAY = "day"  # ISO 8601
    JSON = "json"
    FLAG = "flag"
    BYTES = "bytes"  # Base64
    PLAIN = "plain"  # text and whole numbers


_TYPES: dict[ColumnKind, TypeEngine[Any]] = {
    ColumnKind.MOMENT: Moment(),
    ColumnKind.DAY: Date(),
    ColumnKind.JSON: JSON(none_as_null=True),
    ColumnKind.FLAG: Boolean(),
    ColumnKind.BYTES: LargeBinary(),
    ColumnKind.PLAIN: NullType(),
}


def kind_of(column: Column[Any]) -> ColumnKind:
    """The kind of a column; TypeError for a type that nobody has thought of yet."""
    for types, kind in (
        (Moment, ColumnKind.MOMENT),
        (Date, ColumnKind.DAY),
        (JSON, ColumnKind.JSON),
        (Boolean, ColumnKind.FLAG),
        (LargeBinary, ColumnKind.BYTES),
        ((Integer, String), ColumnKind.PLAIN),
    ):
        if isinstance(column.type, types):
            return kind
    raise TypeError(f"no kind for the column {column}")


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row of ``table`` in the order of its key, a line each."""
    all_rows = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_AT_ONCE)
    for row in connection.execute(all_rows):
        yield json.dumps([_json_value(value) for value in row], ensure_ascii=False).encode() + b"\n"


def load(
    connection: Connection, name: str, columns: Sequence[tuple[str, ColumnKind]], written: Iterable[bytes | str]
) -> None:
    """Adds the rows that ``written`` holds to the table ``name``."""
    table = Table(name, MetaData(), *(Column(column, _TYPES[kind]) for column, kind in columns))
    rest = iter(written)
    while some := [_row(columns, line) for line in islice(rest, _AT_ONCE)]:
        connection.execute(table.insert(), some)


def number_on(connection: Connection, tables: Iterable[Table]) -> None:
    """Has PostgreSQL give the next number after the last that is taken; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for column in (column for table in tables for column in table.primary_key.columns):
        last = connection.execute(select(func.max(column))).scalar() if isinstance(column.type, Integer) else None
        if last is not None:
            # A column without a sequence has NULL for one, and setval of that does nothing.
            order = text("SELECT setval(pg_get_serial_sequence(:name, :column), :last)")
            connection.execute(order, {"name": column.table.name, "column": column.name, "last": last})


def _row(columns: Sequence[tuple[str, ColumnKind]], line: bytes | str) -> dict[str, Any]:
    values = json.loads(line)
    return {name: _read(kind, value) for (name, kind), value in zip(columns, values, strict=True)}


def _json_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _read(kind: ColumnKind, value: Any) -> Any:
    if value is None:
        return None
    if kind is ColumnKind.MOMENT:
        return datetime.fromisoformat(value)
    if kind is ColumnKind.BYTES:
        return base64.b64decode(value)
    return date.fromisoformat(value) if kind is ColumnKind.DAY else value
