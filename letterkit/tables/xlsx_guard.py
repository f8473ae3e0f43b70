"""Is this .xlsx safe to open? Nothing is unpacked before its size is known, and no part declares entities."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO, NamedTuple
from xml.parsers import expat

from letterkit.core.errors import TableError
from letterkit.ooxml import archive
from letterkit.ooxml.archive import ArchiveFault, ArchiveProblem, Limits

# A table of 100,000 letters and 20 columns takes some 10 MB packed and 250 MB of XML unpacked.
MAX_ENTRIES = 2_000
MAX_TOTAL_BYTES = 700_000_000
# All texts of the book are held in memory while it is read.
MAX_STRINGS_BYTES = 150_000_000
# Styles, relations, drawings are read whole.
MAX_OTHER_XML_BYTES = 20_000_000
# Rows that differ in nothing pack some 100 times; only a bomb packs more than this.
MAX_RATIO = 400
_RATIO_FLOOR_BYTES = 20_000_000
_SHEETS = "xl/worksheets/"
_STRINGS = "xl/sharedstrings.xml"
_NOWHERE = 10**9
# calamine takes 32 bytes for each cell of the rectangle, whatever stands in it: 32 MB, or no more than the words take.
_SMALL_AREA = 1_000_000
_MOST_BLANK = 4
# Cells and rows, with a prefix of the namespace or without, and their places; empty where it is not told first.
_PLACES = re.compile(rb'<(?:[^\s<>/:]*:)?(?:c|row)(?=[\s/>])(?: r="([A-Z]{0,3})(\d{1,9})")?')
_NOUGHTS = re.compile(rb"""formatCode=["']0{2,}["']""")
_OTHER_ENCODING = re.compile(rb"""encoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)
# Errors, days as text, remarks amid words: calamine makes an error an empty cell, and breaks off at a remark.
_ODD = (b't="e"', b"t='e'", b't="d"', b"t='d'", b"<!")
# How a formula begins, with a prefix of the namespace or without; searched for as bytes, a hundred times as fast.
_FORMULA = (b"<f>", b"<f ", b"<f/", b":f>", b":f ")
_HEAD_BYTES = 4096
_LONG_TAG_BYTES = 4_000_000
# As libxml2's own limit; the parts of a book have some ten.
_MAX_DEPTH = 256
_CODES = {
    ArchiveProblem.DAMAGED: "table.damaged",
    ArchiveProblem.METHOD: "table.damaged",
    ArchiveProblem.LOCKED: "table.encrypted",
}


class BookTraits(NamedTuple):
    """What stands in the sheets of a book.

    ``is_plain``: each cell tells its place and is its value, no value being an error, and there are so many cells as
    make the rectangle between the first and the last worth holding in memory.
    """

    has_formulas: bool
    is_plain: bool


def inspect(data: bytes, name: str, checked: IO[bytes]) -> BookTraits:
    """Pass a book that is safe to read and say what is in it; raise TableError for any other.

    ``checked`` becomes a ZIP of the very parts that were looked at: other readers of ZIPs may find others in ``data``.
    Codes: ``table.`` + ``damaged``, ``bomb``, ``encrypted``, ``entity``, ``opendocument``, ``word``,
    ``binary-excel``, ``not-table``.
    """
    try:
        with archive.open_zip(data, _limits()) as book, zipfile.ZipFile(checked, "w") as copy:
            _kind(book, name)
            parts = [entry for entry in book.infolist() if _is_xml(entry.filename)]
            if len({part.filename.lower() for part in parts}) < len(parts):
                parts, is_plain = list({part.filename: part for part in parts}.values()), False
            else:
                is_plain = True
            has_formulas = False
            for entry in parts:
                _no_entities(archive.pieces(book, entry, _HEAD_BYTES), name)
                look = _Look(entry.filename)
                with copy.open(entry.filename, "w") as out:
                    for piece in _whole_tags(archive.pieces(book, entry)):
                        out.write(piece)
                        look.at(piece)
                has_formulas |= look.has_formulas
                is_plain &= look.is_plain
        checked.flush()
        return BookTraits(has_formulas, is_plain)
    except ArchiveFault as fault:
        raise TableError(_CODES.get(fault.wrong, "table.bomb"), file=name, why=fault.why) from fault


def _kind(book: zipfile.ZipFile, name: str) -> None:
    parts = {part.lower() for part in book.namelist()}
    if any(part.startswith(_SHEETS) and part.endswith(".bin") for part in parts) or "xl/workbook.bin" in parts:
        raise TableError("table.binary-excel", file=name)
    if any(part.startswith("word/") for part in parts):
        raise TableError("table.word", file=name)
    if "mimetype" in parts and "content.xml" in parts:
        raise TableError("table.opendocument", file=name)
    if not any(part.startswith("xl/") for part in parts):
        raise TableError("table.not-table", file=name)


def _limits() -> Limits:
    return Limits(MAX_ENTRIES, MAX_TOTAL_BYTES, _most, MAX_RATIO, _RATIO_FLOOR_BYTES)


def _most(part: str) -> int:
    low = part.lower()
    if low == _STRINGS:
        return MAX_STRINGS_BYTES
    return MAX_OTHER_XML_BYTES if _is_xml(low) and not low.startswith(_SHEETS) else MAX_TOTAL_BYTES


def _is_xml(part: str) -> bool:
    return part.lower().endswith((".xml", ".rels"))


class _Look:
    """What is seen in the pieces of a part, no tag of which is cut in two."""

    def __init__(self, part: str) -> None:
        self._is_sheet, self._is_first = part.lower().startswith(_SHEETS), True
        self._columns, self._last_row, self._cells = {b"A"}, 1, 0
        self._is_odd = self.has_formulas = False

    def at(self, piece: bytes) -> None:
        if self._is_first:
            self._is_odd |= b"\0" in piece or bool(_OTHER_ENCODING.search(piece[:_HEAD_BYTES]))
            self._is_first = False
        if not self._is_sheet:
            self._is_odd |= bool(_NOUGHTS.search(piece))
            return
        self.has_formulas = self.has_formulas or any(mark in piece for mark in _FORMULA)
        self._is_odd = self._is_odd or self.has_formulas or any(mark in piece for mark in _ODD)
        if self._is_odd:
            return
        places = _PLACES.findall(piece)
        self._cells += len(places)
        self._columns.update(column for column, _ in places)
        self._last_row = max(self._last_row, *(int(row or _NOWHERE) for _, row in places), 1)

    @property
    def is_plain(self) -> bool:
        area = self._last_row * max(_index(column) for column in self._columns)
        return not self._is_odd and area <= max(_SMALL_AREA, _MOST_BLANK * self._cells)


def _index(column: bytes) -> int:
    index = 0
    for letter in column:
        index = index * 26 + letter - ord("A") + 1
    return index


def _whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces cut where a tag begins; one that does not end for long is cut somewhere behind its name."""
    tail = b""
    for piece in pieces:
        whole = tail + piece
        begin = whole.rfind(b"<")
        if begin <= 0 and len(whole) > _LONG_TAG_BYTES:
            begin = len(whole)
        yield whole[: max(begin, 0)]
        tail = whole[max(begin, 0) :]
    yield tail


def refuse_depth(data: bytes, name: str) -> None:
    """Refuse sheets nested without end, of an inspected book: openpyxl would hold them whole. Raises TableError."""
    with archive.open_zip(data, _limits()) as book:
        for entry in book.infolist():
            if _is_xml(entry.filename):
                _not_deep(archive.pieces(book, entry), name)


def _not_deep(pieces: Iterable[bytes], name: str) -> None:
    depth = 0

    def begun(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise TableError("table.damaged", file=name, why="depth")

    def ended(_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begun, ended
    with suppress(expat.ExpatError, LookupError, ValueError):  # told by whoever reads it
        for piece in pieces:
            parser.Parse(piece)


class _RootReached(Exception):
    """The root of a part is reached: nothing can be declared any more."""


def _no_entities(pieces: Iterable[bytes], name: str) -> None:
    """A part of a book has no DOCTYPE; one that is not XML at all is found when it is read."""

    def declared(*_: object) -> None:
        raise TableError("table.entity", file=name)

    def begun(*_: object) -> None:
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        for piece in pieces:
            parser.Parse(piece)
    except (_RootReached, expat.ExpatError):
        return
    except (LookupError, ValueError) as fault:  # an encoding that Python knows not, or has several bytes for a sign
        raise TableError("table.damaged", file=name, why=str(fault)) from fault
