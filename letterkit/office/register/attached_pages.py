"""Attached files as somebody looks at them: pages drawn, photographs, plain words; never run, never a page of ours."""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from threading import Lock
from typing import Any, Protocol

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.intake.documents.pictures import frames
from letterkit.office.context import Office
from letterkit.office.register import attached
from letterkit.ooxml.clean import open_clean
from letterkit.pages import preview
from letterkit.pages.source_kinds import kind_inside
from letterkit.reading.text import decode

_MOST_WORDS = 100_000
_PHOTOGRAPHS = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
_SCANS = (".tif", ".tiff", ".heic")
"""Pictures that no browser shows."""
_SHOWN_PX = 1600
_MOST_PRINTED = 8
_LOCK = Lock()
_printed: dict[str, bytes] = {}
"""PDFs by the SHA-256 of what was printed."""
PRINTED = attached.LETTERS
"""What has no pages before LibreOffice has printed it."""


class Look(StrEnum):
    """How a file is looked at."""

    PAGES = "pages"
    PHOTOGRAPH = "photograph"
    WORDS = "words"
    NOTHING = "nothing"


class StoredFile(Protocol):
    """A file in the file store: of an appeal, or of what has come in and is none yet."""

    @property
    def id(self) -> Any: ...
    @property
    def name(self) -> Any: ...
    @property
    def content(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class FileView:
    """A file to look at: ``pages`` of a document, or the ``words`` of a plain text."""

    file: StoredFile
    look: Look
    pages: int = 0
    words: str = ""


def look_of(file: StoredFile) -> Look:
    """How ``file`` is looked at, by its name."""
    suffix = _suffix(file)
    if suffix == ".pdf" or suffix in PRINTED or suffix in _SCANS:
        return Look.PAGES
    if suffix in _PHOTOGRAPHS:
        return Look.PHOTOGRAPH
    return Look.WORDS if suffix == ".txt" else Look.NOTHING


def view(office: Office, by: Actor, appeal_id: int, file_id: int) -> FileView:
    """The file with what is to be seen of it.

    Raises as ``attached.read_file``, LetterFileError as ``preview.png``, ToolError where LibreOffice cannot show it.
    """
    return view_of(office, *attached.read_file(office, by, appeal_id, file_id))


def view_of(office: Office, file: StoredFile, data: bytes) -> FileView:
    """As ``view``, of a ``file`` that is at hand."""
    look = look_of(file)
    if look is Look.PAGES:
        is_scan = _suffix(file) in _SCANS
        return FileView(
            file, look, len(frames(data, file.name) if is_scan else preview.sizes_mm(_pdf(office, file, data)))
        )
    if look is Look.WORDS:
        return FileView(file, look, words=decode(data, file.name)[0][:_MOST_WORDS])
    return FileView(file, look)


def page_png(office: Office, by: Actor, appeal_id: int, file_id: int, page: int) -> bytes:
    """Page ``page`` (1-based) as a PNG; raises as ``view``, RequestError ``preview.no-page``."""
    return page_of(office, *attached.read_file(office, by, appeal_id, file_id), page)


def page_of(office: Office, file: StoredFile, data: bytes, page: int) -> bytes:
    """As ``page_png``, of a ``file`` that is at hand."""
    if look_of(file) is not Look.PAGES:
        raise RequestError("preview.no-page", page=page, pages=0)
    return _scan_png(file, data, page) if _suffix(file) in _SCANS else preview.png(_pdf(office, file, data), page)


def photograph(office: Office, by: Actor, appeal_id: int, file_id: int) -> tuple[bytes, str]:
    """A photograph and its kind for a browser; raises as ``view``, RequestError ``file.not-attached``."""
    return photograph_of(*attached.read_file(office, by, appeal_id, file_id))


def photograph_of(file: StoredFile, data: bytes) -> tuple[bytes, str]:
    """As ``photograph``, of a ``file`` that is at hand."""
    if look_of(file) is not Look.PHOTOGRAPH:
        raise RequestError("file.not-attached")
    return data, _PHOTOGRAPHS[_suffix(file)]


def _scan_png(file: StoredFile, data: bytes, page: int) -> bytes:
    drawings = frames(data, file.name)
    if not 1 <= page <= len(drawings):
        raise RequestError("preview.no-page", page=page, pages=len(drawings))
    picture, made = drawings[page - 1](), BytesIO()
    picture.thumbnail((_SHOWN_PX, _SHOWN_PX))
    picture.save(made, "PNG")
    return made.getvalue()


def _pdf(office: Office, file: StoredFile, data: bytes) -> bytes:
    return data if _suffix(file) == ".pdf" else _print(office, file, data)


def _print(office: Office, file: StoredFile, data: bytes) -> bytes:
    """A document of Word as LibreOffice prints it; the last few are kept, for their pages are asked for one by one."""
    with _LOCK:
        known = _printed.get(file.content)
    if known is not None:
        return known
    converter = office.checker.press.converter()
    if kind_inside(data):
        data = converter.docx(data, _suffix(file))
    pdf = converter.pdf(open_clean(data, file.name).docx)
    with _LOCK:
        while len(_printed) >= _MOST_PRINTED:
            _printed.pop(next(iter(_printed)))
        _printed[file.content] = pdf
    return pdf


def _suffix(file: StoredFile) -> str:
    return PurePath(file.name).suffix.lower()
