"""Is this .xlsx safe to open? Nothing is unpacked before its size is known, and no part declares entities."""

import zipfile
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from letterkit.core.errors import TableError
from letterkit.ooxml import archive
from letterkit.ooxml.archive import ArchiveFault, Limits, Wrong

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
# How a formula begins, with a prefix of the namespace or without; searched for as bytes, a hundred times as fast.
_FORMULA = (b"<f>", b"<f ", b"<f/", b":f>", b":f ")
_HEAD_BYTES = 4096
_CODES = {Wrong.DAMAGED: "table.damaged", Wrong.METHOD: "table.damaged", Wrong.LOCKED: "table.encrypted"}


def inspect(data: bytes, name: str) -> bool:
    """Pass a book that is safe to read and say whether it has formulas; raise TableError for any other.

    Codes: ``table.`` + ``damaged``, ``bomb``, ``encrypted``, ``entity``, ``opendocument``, ``word``,
    ``binary-excel``, ``not-table``.
    """
    try:
        with archive.opened(data, _limits()) as book:
            _kind(book, name)
            has_formulas = False
            for entry in book.infolist():
                if _is_xml(entry.filename):
                    has_formulas |= _has_formula(book, entry, name)
            return has_formulas
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


def _has_formula(book: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bool:
    _no_entities(archive.pieces(book, entry, _HEAD_BYTES), name)
    if not entry.filename.lower().startswith(_SHEETS):
        return False
    return any(mark in piece for piece in _overlapping(archive.pieces(book, entry)) for mark in _FORMULA)


def _overlapping(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces a little longer: no mark is cut in two."""
    tail = b""
    for piece in pieces:
        yield tail + piece
        tail = piece[-64:]


class _Begun(Exception):
    """The root of a part is reached: nothing can be declared any more."""


def _no_entities(pieces: Iterable[bytes], name: str) -> None:
    """A part of a book has no DOCTYPE; one that is not XML at all is found when it is read."""

    def declared(*_: object) -> None:
        raise TableError("table.entity", file=name)

    def begun(*_: object) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        for piece in pieces:
            parser.Parse(piece)
    except (_Begun, expat.ExpatError):
        return
    except (LookupError, ValueError) as fault:  # an encoding that Python knows not, or has several bytes for a sign
        raise TableError("table.damaged", file=name, why=str(fault)) from fault
