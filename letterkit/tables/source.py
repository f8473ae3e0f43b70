"""What kind of file a table is, by its bytes and not by its name, and the rows of it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from letterkit.core.errors import TableError
from letterkit.tables.cells import Cell
from letterkit.tables.csv_reader import DelimitedFile
from letterkit.tables.workbook import Workbook

# 100,000 letters take some 10 MB in .xlsx and 40 MB in .csv.
MAX_XLSX_BYTES = 60_000_000
MAX_CSV_BYTES = 150_000_000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"<?xml", "XML"), (b"<!DOC", "HTML"), (b"<html", "HTML"))
_HEAD_BYTES = 4096


class Source(Protocol):
    """The rows of a file, numbered as a spreadsheet shows them; ``other_titles`` are sheets that also hold a table."""

    kind: str
    title: str | None
    other_titles: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """All rows from the first; blank ones may be left out, their numbers are counted."""


def open_source(given: Path | bytes, name: str, recognised: Callable[[Sequence[Cell]], int]) -> Source:
    """The table in ``given``; ``recognised`` counts the headers that it knows in a row.

    Raises TableError: ``file.not-found``, ``file.unreadable``, ``table.empty``, ``file.too-large``,
    ``table.encrypted``, ``table.old-excel``, ``table.other-kind``, and those of ``Workbook`` and ``DelimitedFile``.
    """
    try:
        head, size = _head(given)
        is_zip = head.startswith(_ZIP[:2]) and not head[2:4].strip(b"\1\2\3\4\5\6\7\x08")
        if not head.strip():
            raise TableError("table.empty", file=name)
        limit = MAX_XLSX_BYTES if is_zip else MAX_CSV_BYTES
        if size > limit:
            raise TableError("table.too-large", file=name, size=size, limit=limit)
        if is_zip:
            return Workbook(given if isinstance(given, bytes) else given.read_bytes(), name, recognised)
        _refuse_others(given, head, name)
        return DelimitedFile(given, name, recognised)
    except FileNotFoundError:
        raise TableError("file.not-found", file=name) from None
    except OSError as fault:
        raise TableError("file.unreadable", file=name, why=fault.strerror or str(fault)) from fault


def _head(given: Path | bytes) -> tuple[bytes, int]:
    if isinstance(given, bytes):
        return given[:_HEAD_BYTES], len(given)
    with given.open("rb") as stream:
        return stream.read(_HEAD_BYTES), given.stat().st_size


def _refuse_others(given: Path | bytes, head: bytes, name: str) -> None:
    if head.startswith(_OLE):
        whole = given if isinstance(given, bytes) else given.read_bytes()
        # An encrypted .xlsx is an OLE container with a stream of this name (MS-OFFCRYPTO 2.3.4.4), in UTF-16.
        encrypted = "EncryptedPackage".encode("utf-16-le") in whole
        raise TableError("table.encrypted" if encrypted else "table.old-excel", file=name)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, kind in _OTHER_KINDS:
        if start.startswith(mark.lower()):
            raise TableError("table.other-kind", file=name, kind=kind)
