"""The numbers of the post, read from the table that comes back from it: each with the letter that it is of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from letterkit.core.errors import TableError
from letterkit.core.post import is_barcode, read_barcode
from letterkit.tables.cells import Cell, cell_text
from letterkit.tables.columns import KnownColumns, columns_from
from letterkit.tables.fault import ColumnPlace, Fault
from letterkit.tables.fields import read_fields
from letterkit.tables.header import count_headers, find_header
from letterkit.tables.source import open_source

MOST_ROWS = 20_000
_NEEDED = (("code",), ("number", "place"))
# In the list of the post the number of the letter stands among other words: «исх. № 3.08-1201/24 от 05.06.2024».
_NUMBER = re.compile(r"(?i)^\s*(?:исх\.?\s*)?№?\s*(?P<number>\S.*?)(?:\s+от\s+\d{2}\.\d{2}\.\d{4}.*)?\s*$")


@dataclass(frozen=True, slots=True)
class BarcodeRow:
    """One number: ``letter`` is the number of the letter, ``place`` the letter's place in the list of the post."""

    row: int
    code: str
    letter: str | None
    place: int | None
    code_at: ColumnPlace


@dataclass(frozen=True, slots=True)
class BarcodeTable:
    """All numbers that are such, and what is wrong with the others."""

    rows: Sequence[BarcodeRow]
    faults: Sequence[Fault]


def read_barcodes(given: bytes, name: str) -> BarcodeTable:
    """The numbers in a table (.xlsx or .csv called ``name``); rows without one are left out.

    Raises TableError as ``source.open_source``, ``table.no-header``, ``table.no-column``, ``table.too-many-rows``.
    """
    known = _columns()
    source = open_source(given, name, lambda cells: count_headers(cells, known))
    header = find_header(source.rows(), known, name)
    places = {column.known.path: column.place for column in header.columns if column.known}
    if "code" not in places or not ("number" in places or "place" in places):
        raise TableError("post.no-columns", file=name)
    rows: list[BarcodeRow] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for at, cells in source.rows():
        if at <= header.row or not (code := read_barcode(_text(cells, places["code"]))):
            continue
        if len(rows) + len(faults) == MOST_ROWS:
            raise TableError("table.too-many-rows", limit=MOST_ROWS)
        if not is_barcode(code):
            if code != str(places["code"].index + 1):  # under the headers of the list stand the numbers of its columns
                faults.append(Fault(TableError("post.bad-barcode", value=code[:40]), at, places["code"]))
            continue
        if code in seen:
            faults.append(Fault(TableError("post.barcode-twice", value=code, other=seen[code]), at, places["code"]))
            continue
        seen[code] = at
        rows.append(BarcodeRow(at, code, _letter(cells, places), _place(cells, places), places["code"]))
    return BarcodeTable(rows, faults)


def _letter(cells: Sequence[Cell], places: Mapping[str, ColumnPlace]) -> str | None:
    named = _NUMBER.match(_text(cells, places.get("number")))
    return named["number"] if named else None


def _place(cells: Sequence[Cell], places: Mapping[str, ColumnPlace]) -> int | None:
    figures = _text(cells, places.get("place")).strip().rstrip(".")
    return int(figures) if figures.isascii() and figures.isdigit() and len(figures) < 7 else None


def _text(cells: Sequence[Cell], place: ColumnPlace | None) -> str:
    return cell_text(cells[place.index]) if place is not None and place.index < len(cells) else ""


@cache
def _columns() -> KnownColumns:
    text = files("letterkit.tables").joinpath("barcodes.yml").read_text(encoding="utf-8")
    return columns_from(read_fields(text, "barcodes.yml"), _NEEDED)
