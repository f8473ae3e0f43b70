"""Which files of an appeal are read, and how: what the bytes say counts for more than the name."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import regex

from letterkit.core.errors import LetterFileError
from letterkit.pages.source_kinds import kind_inside


class FileKind(StrEnum):
    """How a file is read."""

    TEXT = "text"
    MARKUP = "markup"
    WORD = "word"
    OFFICE = "office"
    PDF = "pdf"
    PICTURE = "picture"
    MAIL = "mail"
    OUTLOOK = "outlook"


BY_SUFFIX: Mapping[str, FileKind] = {
    ".docx": FileKind.WORD,
    ".pdf": FileKind.PDF,
    ".txt": FileKind.TEXT,
    ".doc": FileKind.OFFICE,
    ".odt": FileKind.OFFICE,
    ".rtf": FileKind.OFFICE,
    ".eml": FileKind.MAIL,
    ".msg": FileKind.OUTLOOK,
    ".jpg": FileKind.PICTURE,
    ".jpeg": FileKind.PICTURE,
    ".png": FileKind.PICTURE,
    ".tif": FileKind.PICTURE,
    ".tiff": FileKind.PICTURE,
    ".heic": FileKind.PICTURE,
    ".heif": FileKind.PICTURE,
    ".html": FileKind.MARKUP,
    ".htm": FileKind.MARKUP,
}
MAX_BYTES = 60_000_000
"""Mail servers take messages of up to 50 MB."""
MAX_CHARACTERS = 60_000
"""Some 25 typed pages: the longest appeals have ten."""

_BY_CONTENT = (
    (regex.compile(rb"%PDF-"), FileKind.PDF),
    (regex.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|II\*\0|MM\0\*"), FileKind.PICTURE),
    (regex.compile(rb"(?s)....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)"), FileKind.PICTURE),
    (regex.compile(rb"(?s)PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text"), FileKind.OFFICE),
    (regex.compile(rb"\{\\rtf"), FileKind.OFFICE),
    (regex.compile(rb"(?:Return-Path|Received|Delivered-To|DKIM-Signature|MIME-Version|Message-ID):\s"), FileKind.MAIL),
)
ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OF_WORD = b"word/document"
# Every message of Outlook has this stream; names of streams are in UTF-16.
_OF_OUTLOOK = "__properties_version1.0".encode("utf-16-le")


def kind_of(data: bytes, name: str) -> FileKind:
    """How the file ``name`` is read; raises LetterFileError ``file.empty``, ``intake.suffix`` (``suffix``, ``known``).

    A Word file is believed to be one by its name too, damaged or locked: its guard says what is wrong with it.
    """
    if not data:
        raise LetterFileError("file.empty", file=name)
    suffix = Path(name).suffix.lower()
    said = BY_SUFFIX.get(suffix)
    for pattern, kind in _BY_CONTENT:
        if pattern.match(data):
            return kind
    if said in (FileKind.WORD, FileKind.OFFICE) and kind_inside(data):
        return FileKind.OUTLOOK if _OF_OUTLOOK in data else FileKind.OFFICE
    if data.startswith(ZIP) and (_OF_WORD in data or said is FileKind.WORD):
        return FileKind.WORD
    if data.startswith(_OLE):
        said = FileKind.OUTLOOK if _OF_OUTLOOK in data else None
    if said is None or (data.startswith(ZIP) and said is not FileKind.OFFICE):
        known = ", ".join(dict.fromkeys(BY_SUFFIX))
        raise LetterFileError("intake.suffix", file=name, suffix=suffix or "без расширения", known=known)
    return said


def read_bytes(path: Path) -> bytes:
    """The bytes of the file at ``path``; raises LetterFileError ``file.*``."""
    try:
        size = path.stat().st_size
        demand_size(size, path.name)
        return path.read_bytes()
    except FileNotFoundError as why:
        raise LetterFileError("file.not-found", file=str(path)) from why
    except OSError as why:
        raise LetterFileError("file.unreadable", file=str(path), why=why.strerror or str(why)) from why


def demand_size(size: int, name: str) -> None:
    """Raises LetterFileError ``file.too-large`` for a file ``name`` of more than MAX_BYTES."""
    if size > MAX_BYTES:
        raise LetterFileError("file.too-large", file=name, size=size, limit=MAX_BYTES)
