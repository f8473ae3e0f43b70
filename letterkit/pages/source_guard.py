"""Is this .odt, .rtf or .doc safe to hand to LibreOffice? Looked at as bytes: no tree is built, no program started."""

import posixpath
import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from letterkit.core.errors import LetterFileError
from letterkit.ooxml import archive, extent, guard
from letterkit.ooxml.archive import ArchiveFault, ArchiveProblem
from letterkit.pages.source_markup import demand_idle_odf

# Groups of RTF within one another: Word writes up to ten. A million takes LibreOffice 2.4 GB.
MAX_DEPTH = 500
# Characters of a .doc; a letter of 200 pages has 500,000. How many of them end a paragraph is not known beforehand.
MAX_DOC_CHARACTERS = 1_000_000

_ODT_KINDS = tuple(b"application/vnd.oasis.opendocument." + kind for kind in (b"text", b"text-template"))
# Parts of an OpenDocument package that may bind a macro to what happens to the document.
_WITH_EVENTS = frozenset({"content.xml", "settings.xml", "styles.xml"})
_CODES = {
    ArchiveProblem.LOCKED: "file.password",
    ArchiveProblem.DAMAGED: "file.not-as-named",
    ArchiveProblem.METHOD: "file.not-as-named",
}

# What ends a paragraph, a line, a cell, a row or a page in RTF; a backslash before the end of a line is \par.
_RTF_END = re.compile(rb"\\(?:(?:par|line|cell|nestcell|row|nestrow|sect|page|column)(?![a-z])|[\r\n])")
_NOT_BRACES = bytes(byte for byte in range(256) if byte not in b"{}")

# LibreOffice reads the file that this field of an RTF names, whatever its settings say of links.
_INSTRUCTION = re.compile(rb"\\fldinst(?![a-z])")
_PICTURE_FIELD = re.compile(r"INCLUDEPICTURE|IMPORT", re.I)
_RTF_SIGN = re.compile(r"\\'([0-9a-f]{2})|\\u(-?\d+) ?\??|\\[a-z]+-?\d* ?|\\(\\)|\\.|[{}\r\n]", re.I)
_LONGEST_INSTRUCTION = 20_000

# [MS-DOC] 2.5: the stream WordDocument begins with FibBase, wIdent 0xA5EC, in Word 6 and 95 0xA5DC or 0xA697–0xA699
# (of the Far East); nFib follows, and ccpText, the characters of the main text, stands at 0x4C (in fibRgLw97), there at
# 0x34. [MS-CFB] 2.2, 2.6: streams begin at a multiple of the sector, those shorter than 4096 bytes of the mini sector.
_FIB = re.compile(rb"[\xec\xdc]\xa5|[\x97-\x99]\xa6")
_SECTORS_BYTES, _CHARACTERS_AT, _OLD_CHARACTERS_AT = (512, 64), 0x4C, 0x34
_WORD_95 = 104


def inspect(data: bytes, suffix: str) -> None:
    """Pass a letter of the kind ``suffix`` that LibreOffice may be given; raises LetterFileError for any other.

    Of markup only the size is looked at here: ``source_markup`` gives LibreOffice a copy of it.

    Codes, all ``file.`` +: ``too-large``, ``not-as-named``, ``password``, ``bomb-entries``, ``bomb-size``,
    ``bomb-ratio``, ``too-many-paragraphs``, ``too-much-markup``, ``too-much-text``, ``too-deep``; and
    ``docx.macro-runs`` for macros that run by themselves.
    """
    if len(data) > guard.MAX_BYTES:
        raise LetterFileError("file.too-large", size=len(data), limit=guard.MAX_BYTES)
    if suffix in _LOOKS:
        _LOOKS[suffix](data)


def drop_links(data: bytes, suffix: str) -> bytes:
    """The letter with no picture that LibreOffice would read from elsewhere; what named it stays, to be told."""
    if suffix != ".rtf" or not _INSTRUCTION.search(data):
        return data
    made: list[bytes] = []
    at = 0
    for found in _INSTRUCTION.finditer(data):
        if found.start() < at:
            continue
        end = _group_end(data, found.end())
        words = _RTF_SIGN.sub(_sign_meant, data[found.end() : end].decode("latin-1"))
        if _PICTURE_FIELD.search(words):
            named = re.sub(r'[\\{}"]|[^ -~]', "", max(words.split()[1:], key=len, default=""))
            made += [data[at : found.end()], f' INCLUDETEXT "{named}"'.encode("ascii")]
            at = end
    return b"".join((*made, data[at:]))


def _group_end(data: bytes, at: int) -> int:
    """Where the group that holds ``at`` ends."""
    depth = 0
    for found in re.finditer(rb"\\[\\{}]|[{}]", data[at : at + _LONGEST_INSTRUCTION]):
        if len(found[0]) > 1:
            continue
        depth += 1 if found[0] == b"{" else -1
        if depth < 0:
            return at + found.start()
    return min(len(data), at + _LONGEST_INSTRUCTION)


def _sign_meant(found: "re.Match[str]") -> str:
    code, number, backslash = found.groups()
    return chr(int(code, 16)) if code else chr(int(number) % 65536) if number else backslash or ""


def _odt(data: bytes) -> None:
    try:
        with archive.open_zip(data, guard.LIMITS) as package:
            if archive.content(package, "mimetype").strip() not in _ODT_KINDS:
                raise LetterFileError("file.not-as-named", suffix=".odt")
            if b"encryption-data" in archive.content(package, "META-INF/manifest.xml"):
                raise LetterFileError("file.password")
            parts = [entry for entry in package.infolist() if entry.filename.lower().endswith(".xml")]
            extent.demand_xml(archive.content(package, entry) for entry in parts)
            for entry in parts:
                if posixpath.basename(entry.filename) in _WITH_EVENTS:
                    demand_idle_odf(archive.content(package, entry), entry.filename)
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
    if guard.is_locked(data):
        raise LetterFileError("file.password")
    for at in _heads(data):
        stands_at = at + (_OLD_CHARACTERS_AT if _is_old(data, at) else _CHARACTERS_AT)
        count = int.from_bytes(data[stands_at : stands_at + 4], "little")
        if count > MAX_DOC_CHARACTERS:
            raise LetterFileError("file.too-much-text", count=count, limit=MAX_DOC_CHARACTERS)


def _heads(data: bytes) -> Iterator[int]:
    """Where the main stream of a .doc may begin: at a sector, or where none does, at a mini sector."""
    known = [each.start() for each in _FIB.finditer(data) if each.start() + _CHARACTERS_AT + 4 <= len(data)]
    begun = ([at for at in known if at % size == 0] for size in _SECTORS_BYTES)
    return iter(next(filter(None, begun), ()))


def _is_old(data: bytes, at: int) -> bool:
    return data[at] != 0xEC


def word_of(data: bytes) -> str:
    """LibreOffice's name of the format of a .doc: it reads one of Word 6 or 95 under no other."""
    at = next(_heads(data), None)
    if at is None or not _is_old(data, at):
        return "MS Word 97"
    return "MS Word 95" if int.from_bytes(data[at + 2 : at + 4], "little") >= _WORD_95 else "MS WinWord 6.0"


_LOOKS: dict[str, Callable[[bytes], None]] = {".odt": _odt, ".rtf": _rtf, ".doc": _doc}
