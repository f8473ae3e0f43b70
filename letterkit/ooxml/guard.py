"""Is this .docx safe to open? Every refusal has its own code, and nothing is unpacked before its size is known.

The file itself is looked at here; what its parts say (macros, outside targets, entities) in guard_parts.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from letterkit.core.errors import LetterFileError
from letterkit.ooxml import guard_parts

# A letter of two pages with a coat of arms takes 30–300 KB; one with scanned attachments inside rarely 20 MB.
MAX_BYTES = 25_000_000
# Word writes 12–40 parts; a letter with a hundred pictures some 150.
MAX_ENTRIES = 1_000
# All parts together, unpacked: four times the largest file that is let in, and what one worker can hold.
MAX_TOTAL_BYTES = 100_000_000
# An XML tree takes about ten times its text in memory. A letter of 200 pages has 3–6 MB of XML.
MAX_XML_BYTES = 20_000_000
# Deflate packs real WordprocessingML 8–40 times, one paragraph repeated 2,000 times up to 300 times. Below the floor
# even the densest bomb is harmless, above it no honest part is packed so well.
MAX_RATIO = 100
RATIO_FLOOR_BYTES = 8_000_000

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = ((b"%PDF", "pdf"), (b"{\\rtf", "rtf"), (b"<?xml", "xml"), (b"<!DOC", "html"), (b"<html", "html"))
_ENCRYPTED_FLAG = 0x1


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A safe .docx: its parts in the order of the file, the name of its main document and the root of that."""

    entries: dict[zipfile.ZipInfo, bytes]
    main: str
    root: etree._Element


def inspect(data: bytes, name: str) -> None:
    """Pass a .docx that is safe to read; raise LetterFileError with the reason for any other.

    Codes: ``file.empty``, ``file.too-large``; ``docx.`` + ``encrypted``, ``old-word``, ``other-kind``, ``not-zip``,
    ``truncated``, ``damaged``, ``compression``, ``bomb-entries``, ``bomb-size``, ``bomb-ratio``, ``nested-archive``,
    ``duplicate-name``, ``bad-name``, ``not-word``, ``no-document``, and those of ``guard_parts.inspect``.
    """
    unpack(data, name)


def unpack(data: bytes, name: str) -> Unpacked:
    """A safe .docx unpacked; errors as in ``inspect``."""
    _kind(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _sizes(entries, len(data), name)
            _names(entries, name)
            parts = {entry: _read(archive, entry, name) for entry in entries}
    except (zipfile.BadZipFile, OverflowError, ValueError, EOFError, IndexError) as fault:
        raise LetterFileError("docx.truncated", file=name, why=str(fault)) from fault
    except NotImplementedError as fault:
        raise LetterFileError("docx.compression", file=name, why=str(fault)) from fault
    contents = {entry.filename: content for entry, content in parts.items() if not entry.is_dir()}
    return Unpacked(parts, *guard_parts.inspect(contents, name))


def _kind(data: bytes, name: str) -> None:
    if not data:
        raise LetterFileError("file.empty", file=name)
    if len(data) > MAX_BYTES:
        raise LetterFileError("file.too-large", file=name, size=len(data), limit=MAX_BYTES)
    if data.startswith(_OLE):
        # An encrypted .docx is an OLE container with a stream of this name (MS-OFFCRYPTO 2.3.4.4), in UTF-16.
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise LetterFileError("docx.encrypted" if encrypted else "docx.old-word", file=name)
    for mark, kind in _OTHER_KINDS:
        if data.lstrip()[: len(mark)].lower() == mark.lower():
            raise LetterFileError("docx.other-kind", file=name, kind=kind)
    if not data.startswith(_ZIP[:2]):
        raise LetterFileError("docx.not-zip", file=name)


def _sizes(entries: list[zipfile.ZipInfo], packed: int, name: str) -> None:
    if len(entries) > MAX_ENTRIES:
        raise LetterFileError("docx.bomb-entries", file=name, count=len(entries), limit=MAX_ENTRIES)
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL_BYTES:
        raise LetterFileError("docx.bomb-size", file=name, size=total, limit=MAX_TOTAL_BYTES)
    # Entries that share their packed bytes unpack to more than the file can hold.
    if sum(entry.compress_size for entry in entries) > packed:
        raise LetterFileError("docx.bomb-ratio", file=name, part=entries[0].filename, ratio=0)
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise LetterFileError("docx.encrypted", file=name)
        ratio = entry.file_size // max(1, entry.compress_size)
        if entry.file_size > RATIO_FLOOR_BYTES and ratio > MAX_RATIO:
            raise LetterFileError("docx.bomb-ratio", file=name, part=entry.filename, ratio=ratio)
        if entry.file_size > MAX_XML_BYTES and entry.filename.lower().endswith((".xml", ".rels")):
            raise LetterFileError("docx.bomb-size", file=name, size=entry.file_size, limit=MAX_XML_BYTES)


def _names(entries: list[zipfile.ZipInfo], name: str) -> None:
    seen: set[str] = set()
    for entry in entries:
        # ZipInfo cuts a name at a NUL and turns backslashes: the name as written is in orig_filename.
        written = entry.orig_filename
        steps = written.replace("\\", "/").split("/")
        if written.startswith("/") or ".." in steps or any(char in written for char in "\\:\0") or not written:
            raise LetterFileError("docx.bad-name", file=name, part=written.replace("\0", "?"))
        # Part names differ in more than case (ISO/IEC 29500-2, 6.2.2.3).
        folded = written.casefold()
        if folded in seen:
            raise LetterFileError("docx.duplicate-name", file=name, part=written)
        seen.add(folded)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    try:
        content = archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError) as fault:
        raise LetterFileError("docx.damaged", file=name, part=entry.filename, why=str(fault)) from fault
    except NotImplementedError:
        raise
    except RuntimeError as fault:
        raise LetterFileError("docx.encrypted", file=name) from fault
    if content.startswith(_ZIP):
        raise LetterFileError("docx.nested-archive", file=name, part=entry.filename)
    return content
