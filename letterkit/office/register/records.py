"""A register as JSON: a list of objects like case cards, seen as a table whose headers are their dotted paths."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from letterkit.core.errors import TableError
from letterkit.datafile import read_bytes
from letterkit.tables.cells import Cell
from letterkit.tables.source import MAX_CSV_BYTES


class Records:
    """The records of a file; row 1 stands for the first of them, the headers for row 0."""

    kind = "json"
    title: str | None = None
    other_titles: tuple[str, ...] = ()

    def __init__(self, given: Path | bytes, name: str) -> None:
        """Raises TableError ``register.bad-json`` with ``why``, ``table.empty``, ``table.too-large``, ``file.*``."""
        data = _bytes(given, name)
        if len(data) > MAX_CSV_BYTES:
            raise TableError("table.too-large", file=name, size=len(data), limit=MAX_CSV_BYTES)
        try:
            told = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError) as fault:
            raise TableError("register.bad-json", file=name, why=str(fault)[:120]) from fault
        records = told.get("appeals") if isinstance(told, dict) else told
        if not isinstance(records, list) or not all(isinstance(each, dict) for each in records):
            raise TableError("register.bad-json", file=name, why="нужен список записей: [{…}, {…}]")
        if not records:
            raise TableError("table.empty", file=name)
        self._rows = [dict(_flat(each)) for each in records]
        self._headers = list(dict.fromkeys(path for row in self._rows for path in row))

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        yield 0, self._headers
        for number, row in enumerate(self._rows, 1):
            yield number, [row.get(path) for path in self._headers]


def is_json(given: Path | bytes, name: str) -> bool:
    """Whether a file is to be read as JSON: by its name, or by how it begins."""
    return name.lower().endswith(".json") or (isinstance(given, bytes) and given.lstrip()[:2] in (b"[{", b"[\n"))


def nest_by_path(values: Mapping[str, object]) -> dict[str, Any]:
    """``values`` by dotted path as an object: what ``Records`` reads."""
    whole: dict[str, Any] = {}
    for path, value in values.items():
        inside = whole
        *sections, name = path.split(".")
        for section in sections:
            inside = inside.setdefault(section, {})
        inside[name] = value
    return whole


def _flat(record: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Cell]]:
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, list):
            # A line each, and one before them: a single item may hold «;».
            yield f"{before}{name}", "".join(f"\n{' '.join(str(each).split())}" for each in value)
        else:
            yield f"{before}{name}", value


def _bytes(given: Path | bytes, name: str) -> bytes:
    return given if isinstance(given, bytes) else read_bytes(given, TableError, name)
