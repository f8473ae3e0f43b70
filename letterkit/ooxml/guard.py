"""Is this .docx safe to open? Every refusal has its own code, and nothing is unpacked before its size is known.

The file itself is looked at here; what its parts say (macros, outside targets, entities) in guard_parts.
"""

import zipfile
from dataclasses import dataclass

from lxml import etree

from letterkit.core.errors import LetterFileError
from letterkit.ooxml import archive, extent, guard_parts
from letterkit.ooxml.archive import ArchiveFault, ArchiveProblem, Limits

# A letter of two pages with a coat of arms takes 30–300 KB; one with scanned attachments inside rarely 20 MB.
MAX_BYTES = 25_000_000
# An XML tree takes about ten times its text in memory. A letter of 200 pages has 3–6 MB of XML.
_MAX_XML_BYTES = 20_000_000
# All parts together, unpacked: four times the largest file that is let in, and what one worker can hold.
_MAX_TOTAL_BYTES = 100_000_000
LIMITS = Limits(
    # Word writes 12–40 parts; a letter with a hundred pictures some 150.
    entries=1_000,
    total=_MAX_TOTAL_BYTES,
    most=lambda part: _MAX_XML_BYTES if part.lower().endswith((".xml", ".rels")) else _MAX_TOTAL_BYTES,
    # Deflate packs real WordprocessingML 8–40 times, one paragraph repeated 2,000 times up to 300 times. Below the
    # floor even the densest bomb is harmless, above it no honest part is packed so well.
    ratio=100,
    ratio_floor=8_000_000,
)
"""What the package of a letter may hold, a Word file or an OpenDocument text."""

ZIP = b"PK\x03\x04"
"""How a ZIP begins."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = ((b"%PDF", "pdf"), (b"{\\rtf", "rtf"), (b"<?xml", "xml"), (b"<!DOC", "html"), (b"<html", "html"))
_CODES = {
    ArchiveProblem.DAMAGED: "docx.damaged",
    ArchiveProblem.LOCKED: "docx.encrypted",
    ArchiveProblem.METHOD: "docx.compression",
    ArchiveProblem.ENTRIES: "file.bomb-entries",
    ArchiveProblem.SIZE: "file.bomb-size",
    ArchiveProblem.RATIO: "file.bomb-ratio",
}


@dataclass(frozen=True, slots=True)
class UnpackedDocument:
    """A safe .docx: its parts in the order of the file, the name of its main document and the root of that."""

    entries: dict[zipfile.ZipInfo, bytes]
    main: str
    root: etree._Element


def inspect(data: bytes, name: str) -> None:
    """Pass a .docx that is safe to read; raise LetterFileError with the reason for any other.

    Codes: ``file.`` + ``empty``, ``too-large``, ``bomb-entries``, ``bomb-size``, ``bomb-ratio``,
    ``too-many-paragraphs``, ``too-much-markup``; ``docx.`` + ``encrypted``, ``old-word``, ``other-kind``, ``not-zip``,
    ``truncated``, ``damaged``, ``compression``, ``nested-archive``, ``duplicate-name``, ``bad-name``, ``not-word``,
    ``no-document``, and those of ``guard_parts.inspect``.
    """
    unpack(data, name)


def unpack(data: bytes, name: str, *, objects: bool = False) -> UnpackedDocument:
    """A safe .docx unpacked; errors as in ``inspect``.

    With ``objects`` it may hold what ``ooxml.clean`` takes out (macros, objects, targets elsewhere): fit to be read
    and changed part by part, and for no other program.
    """
    _kind(data, name)
    try:
        with archive.open_zip(data, LIMITS) as package:
            entries = package.infolist()
            _names(entries, name)
            parts = {entry: archive.content(package, entry) for entry in entries}
    except ArchiveFault as fault:
        raise refusal(fault, name) from fault
    for entry, content in parts.items():
        if content.startswith(ZIP) and not objects:
            raise LetterFileError("docx.nested-archive", file=name, part=entry.filename)
    contents = {entry.filename: content for entry, content in parts.items() if not entry.is_dir()}
    extent.demand_xml((content for part, content in contents.items() if guard_parts.is_xml(part, content)), name)
    return UnpackedDocument(parts, *guard_parts.inspect(contents, name, objects=objects))


def is_locked(data: bytes) -> bool:
    """Whether an OLE file is a .docx with a password: it has a stream of this name (MS-OFFCRYPTO 2.3.4.4)."""
    return "EncryptedPackage".encode("utf-16-le") in data


def refusal(fault: ArchiveFault, name: str | None = None) -> LetterFileError:
    """What is said of the letter ``name`` whose package has the ``fault``."""
    code = _CODES[fault.wrong]
    if fault.wrong is ArchiveProblem.DAMAGED and fault.part is None:
        code = "docx.truncated"
    count, limit = fault.count, fault.limit
    return LetterFileError(code, file=name, part=fault.part, why=fault.why, count=count, size=count, limit=limit)


def _kind(data: bytes, name: str) -> None:
    if not data:
        raise LetterFileError("file.empty", file=name)
    if len(data) > MAX_BYTES:
        raise LetterFileError("file.too-large", file=name, size=len(data), limit=MAX_BYTES)
    if data.startswith(_OLE):
        raise LetterFileError("docx.encrypted" if is_locked(data) else "docx.old-word", file=name)
    for mark, kind in _OTHER_KINDS:
        if data.lstrip()[: len(mark)].lower() == mark.lower():
            raise LetterFileError("docx.other-kind", file=name, kind=kind)
    if not data.startswith(ZIP[:2]):
        raise LetterFileError("docx.not-zip", file=name)


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
