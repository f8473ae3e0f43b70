"""Is this .xlsx safe to open? Nothing is unpacked before its size is known, and no part declares entities."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from letterkit.core.errors import TableError

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
_CHUNK_BYTES = 1_048_576
_ENCRYPTED_FLAG = 0x1


def inspect(data: bytes, name: str) -> bool:
    """Pass a book that is safe to read and say whether it has formulas; raise TableError for any other.

    Codes: ``table.`` + ``damaged``, ``bomb``, ``encrypted``, ``entity``, ``opendocument``, ``word``,
    ``binary-excel``, ``not-table``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _kind(archive, name)
            _sizes(entries, len(data), name)
            has_formulas = False
            for entry in entries:
                if _is_xml(entry.filename):
                    has_formulas |= _has_formula(archive, entry, name)
            return has_formulas
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OverflowError, NotImplementedError) as fault:
        raise TableError("table.damaged", file=name, why=str(fault)) from fault
    except RuntimeError as fault:
        raise TableError("table.encrypted", file=name) from fault


def _kind(archive: zipfile.ZipFile, name: str) -> None:
    parts = {part.lower() for part in archive.namelist()}
    if any(part.startswith(_SHEETS) and part.endswith(".bin") for part in parts) or "xl/workbook.bin" in parts:
        raise TableError("table.binary-excel", file=name)
    if any(part.startswith("word/") for part in parts):
        raise TableError("table.word", file=name)
    if "mimetype" in parts and "content.xml" in parts:
        raise TableError("table.opendocument", file=name)
    if not any(part.startswith("xl/") for part in parts):
        raise TableError("table.not-table", file=name)


def _sizes(entries: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    total = sum(entry.file_size for entry in entries)
    # Entries that share their packed bytes unpack to more than the file can hold.
    if len(entries) > MAX_ENTRIES or total > MAX_TOTAL_BYTES or sum(e.compress_size for e in entries) > packed:
        raise TableError("table.bomb", file=name)
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise TableError("table.encrypted", file=name)
        low, size = entry.filename.lower(), entry.file_size
        limit = MAX_TOTAL_BYTES if low.startswith(_SHEETS) else MAX_OTHER_XML_BYTES
        if size > (MAX_STRINGS_BYTES if low == _STRINGS else limit) and _is_xml(low):
            raise TableError("table.bomb", file=name)
        if size > _RATIO_FLOOR_BYTES and size > MAX_RATIO * max(1, entry.compress_size):
            raise TableError("table.bomb", file=name)


def _is_xml(part: str) -> bool:
    return part.lower().endswith((".xml", ".rels"))


def _has_formula(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bool:
    with archive.open(entry) as stream:
        _no_entities(stream, name)
    if not entry.filename.lower().startswith(_SHEETS):
        return False
    with archive.open(entry) as stream:
        return any(mark in piece for piece in _pieces(stream) for mark in _FORMULA)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream in pieces that overlap a little: no mark is cut in two."""
    tail = b""
    while chunk := stream.read(_CHUNK_BYTES):
        yield tail + chunk
        tail = chunk[-64:]


class _Begun(Exception):
    """The root of a part is reached: nothing can be declared any more."""


def _no_entities(stream: IO[bytes], name: str) -> None:
    """A part of a book has no DOCTYPE; one that is not XML at all is found when it is read."""

    def declared(*_: object) -> None:
        raise TableError("table.entity", file=name)

    def begun(*_: object) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        while chunk := stream.read(4096):
            parser.Parse(chunk)
    except (_Begun, expat.ExpatError):
        return
