"""Is this .odt, .rtf or .doc safe to hand to LibreOffice? Looked at as bytes: no tree is built, no program started."""

import re
from itertools import accumulate

from letterkit.core.errors import LetterFileError
from letterkit.ooxml import archive, extent, guard
from letterkit.ooxml.archive import ArchiveFault, ArchiveProblem

# Groups of RTF within one another: Word writes up to ten. A million takes LibreOffice 2.4 GB.
MAX_DEPTH = 500
# Characters of a .doc; a letter of 200 pages has 500,000. How many of them end a paragraph is not known beforehand.
MAX_DOC_CHARACTERS = 1_000_000

_ODT_KIND = b"application/vnd.oasis.opendocument.text"
_CODES = {
    ArchiveProblem.LOCKED: "file.password",
    ArchiveProblem.DAMAGED: "file.not-as-named",
    ArchiveProblem.METHOD: "file.not-as-named",
}

# What ends a paragraph, a line, a cell, a row or a page in RTF; a backslash before the end of a line is \par.
_RTF_END = re.compile(rb"\\(?:(?:par|line|cell|nestcell|row|nestrow|sect|page|column)(?![a-z])|[\r\n])")
_NOT_BRACES = bytes(byte for byte in range(256) if byte not in b"{}")

# [MS-DOC] 2.5: the stream WordDocument begins with FibBase, wIdent 0xA5EC; fibRgLw97.ccpText, the characters of the
# main text, stands at 0x4C. [MS-CFB] 2.2: streams begin at a multiple of the sector.
_FIB = re.compile(rb"\xec\xa5")
_SECTOR_BYTES, _CHARACTERS_AT = 512, 0x4C
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def inspect(data: bytes, suffix: str) -> None:
    """Pass a letter of the kind ``suffix`` that LibreOffice may be given; raises LetterFileError for any other.

    Codes, all ``file.`` +: ``too-large``, ``not-as-named``, ``password``, ``bomb-entries``, ``bomb-size``,
    ``bomb-ratio``, ``too-many-paragraphs``, ``too-much-markup``, ``too-much-text``, ``too-deep``.
    """
    if len(data) > guard.MAX_BYTES:
        raise LetterFileError("file.too-large", size=len(data), limit=guard.MAX_BYTES)
    {".odt": _odt, ".rtf": _rtf, ".doc": _doc}[suffix](data)


def _odt(data: bytes) -> None:
    try:
        with archive.open_zip(data, guard.LIMITS) as package:
            if archive.content(package, "mimetype").strip() != _ODT_KIND:
                raise LetterFileError("file.not-as-named", suffix=".odt")
            if b"encryption-data" in archive.content(package, "META-INF/manifest.xml"):
                raise LetterFileError("file.password")
            parts = [entry for entry in package.infolist() if entry.filename.lower().endswith(".xml")]
            extent.demand_xml(archive.content(package, entry) for entry in parts)
    except ArchiveFault as fault:
        if fault.wrong in _CODES:
            raise LetterFileError(_CODES[fault.wrong], suffix=".odt") from fault
        raise guard.refusal(fault) from fault


def _rtf(data: bytes) -> None:
    extent.demand_paragraphs(sum(1 for _ in _RTF_END.finditer(data)))
    braces = data.replace(b"\\\\", b"").replace(b"\\{", b"").replace(b"\\}", b"").translate(None, _NOT_BRACES)
    extent.demand_markup(len(braces))
    deepest = max(accumulate(1 if brace == b"{"[0] else -1 for brace in braces), default=0)
    if deepest > MAX_DEPTH:
        raise LetterFileError("file.too-deep", count=deepest, limit=MAX_DEPTH)


def _doc(data: bytes) -> None:
    if _LOCKED in data:
        raise LetterFileError("file.password")
    for found in _FIB.finditer(data):
        at = found.start()
        if at % _SECTOR_BYTES == 0 and at + _CHARACTERS_AT + 4 <= len(data):
            count = int.from_bytes(data[at + _CHARACTERS_AT : at + _CHARACTERS_AT + 4], "little")
            if count > MAX_DOC_CHARACTERS:
                raise LetterFileError("file.too-much-text", count=count, limit=MAX_DOC_CHARACTERS)
