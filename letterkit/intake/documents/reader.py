"""Files of one appeal read, whatever they are: letters of Word, print, messages, photographs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import regex

from letterkit.core.errors import LetterFileError, LetterkitError
from letterkit.intake.documents.document import Document, FileText, Reading
from letterkit.intake.documents.join import join_files
from letterkit.intake.documents.kinds import MAX_CHARACTERS, ZIP, FileKind, demand_size, kind_of
from letterkit.intake.documents.markup import text_of_markup
from letterkit.intake.documents.messages import Message, read_message
from letterkit.intake.documents.outlook import read_outlook
from letterkit.intake.documents.pictures import frames
from letterkit.intake.documents.printed import read_printed
from letterkit.intake.documents.scans import Drawing, join_readings, read_scans
from letterkit.ooxml.clean import open_clean
from letterkit.ooxml.text import text_map
from letterkit.reading.text import MAX_BYTES as MAX_TEXT_BYTES
from letterkit.reading.text import decode
from letterkit.russian.clean import clean

if TYPE_CHECKING:
    from letterkit.pages.convert import Converter

MAX_SCANNED_PAGES = 30
"""Of one appeal: what tesseract reads in a minute."""

_MEDIA = "word/media/"
# Patterns that look for words go over such runs again from each of their letters.
_UNREADABLE = (
    (regex.compile(r"[^\S\n]{80,}"), " " * 80),
    (regex.compile(r"\n(?:[^\S\n]*\n){3,}"), "\n\n\n"),
    (regex.compile(r"\S{300}(?=\S)"), r"\g<0>\n"),
)


def read_documents(files: Sequence[tuple[str, bytes]], converter: "Converter") -> Document:
    """Names and bytes of the files of one appeal as one document.

    A file that cannot be read is a part with its fault. Where none can be, raises LetterFileError for the first, or
    ToolError where only a program that is not there, or that fails, can read it.
    """
    reader = _Reader(converter)
    return join_files([reader.part(name, data) for name, data in files])


class _Reader:
    """Reads the files of one appeal; what it may still spend is counted over all of them."""

    def __init__(self, converter: "Converter") -> None:
        self._converter = converter
        self._pages_left = MAX_SCANNED_PAGES

    def read(self, name: str, data: bytes) -> FileText:
        """The file ``name``; raises as ``read_documents``."""
        try:
            demand_size(len(data), name)
            kind = kind_of(data, name)
            if kind in (FileKind.MAIL, FileKind.OUTLOOK):
                message = read_message(data, name) if kind is FileKind.MAIL else read_outlook(data, name)
                return self._message(name, message)
            read = _fit(self._reading(name, data, kind), name)
        except LetterFileError as fault:
            fault.file = fault.file or name
            raise
        return FileText(name, read, is_picture=kind is FileKind.PICTURE)

    def _message(self, name: str, message: Message) -> FileText:
        inside = tuple(self.part(each.name, each.content) for each in message.files)
        return FileText(name, _fit(Reading(message.text), name), is_message=True, inside=inside)

    def part(self, name: str, content: bytes | Message) -> FileText:
        """As ``read``, of one file among others: what cannot be read says why."""
        try:
            return self._message(name, content) if isinstance(content, Message) else self.read(name, content)
        except LetterkitError as fault:
            return FileText(name, Reading("", fault=fault))

    def _reading(self, name: str, data: bytes, kind: FileKind) -> Reading:
        match kind:
            case FileKind.PICTURE:
                return join_readings(self._scans(frames(data, name)), name)
            case FileKind.PDF:
                return read_printed(data, name, self._scans)
            case FileKind.WORD:
                return self._word(name, data)
            case FileKind.OFFICE:
                return self._word(name, self._converter.docx(data, ".odt" if data.startswith(ZIP) else ".doc"))
        if len(data) > MAX_TEXT_BYTES:
            raise LetterFileError("file.too-large", size=len(data), limit=MAX_TEXT_BYTES)
        text = decode(data, name)[0]
        return Reading(text_of_markup(text) if kind is FileKind.MARKUP else text)

    def _word(self, name: str, data: bytes) -> Reading:
        """The words of a Word file; of one that holds nothing but pictures, the words in them."""
        package = open_clean(data, name).package
        text = text_map(package).text
        if text.strip():
            return Reading(text)
        media = sorted(part for part in package if part.startswith(_MEDIA))
        drawings = [draw for part in media for draw in frames(package.content(part), part)]
        return join_readings(self._scans(drawings), name) if drawings else Reading(text)

    def _scans(self, drawings: Sequence[Drawing]) -> list[Reading]:
        if len(drawings) > self._pages_left:
            raise LetterFileError("scan.too-many-pages", limit=MAX_SCANNED_PAGES)
        self._pages_left -= len(drawings)
        return read_scans(drawings)


def _fit(read: Reading, name: str) -> Reading:
    """``read`` with nothing in it that cannot be seen; raises LetterFileError ``file.empty``, ``intake.too-long``."""
    if not read.text.strip():
        raise LetterFileError("file.empty", file=name)
    if len(read.text) > MAX_CHARACTERS:
        raise LetterFileError("intake.too-long", file=name, characters=len(read.text), limit=MAX_CHARACTERS)
    return read if read.seen else read._replace(text=_readable(clean(read.text).text))


def _readable(text: str) -> str:
    """``text`` without what no reader can take in: gaps wider than a page, runs longer than any word or link."""
    for pattern, put in _UNREADABLE:
        text = pattern.sub(put, text)
    return text
