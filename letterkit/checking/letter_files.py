"""Which files are letters: a path may be a letter or a folder of them; and what of a letter is printed."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from letterkit.core.errors import LetterFileError, RequestError
from letterkit.core.letter import Letter

Form = Literal["text", "docx", "pdf", "office"]

FORMS: dict[str, Form] = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".pdf": "pdf",
    ".txt": "text",
    ".doc": "office",
    ".dot": "office",
    ".odt": "office",
    ".rtf": "office",
}
MAX_BYTES = 100_000_000
"""A letter with scanned attachments inside stays well below; more would only fill the memory."""

_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ODF, _ODF_WITHIN = b"mimetypeapplication/vnd.oasis.opendocument.", 200


def find_letters(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The letters of ``paths`` in their order, each once; a folder stands for the letters directly in it, by name.

    Lock files of office programs (~$…, .~lock…) and hidden files are no letters. A file is not looked into here.
    Raises RequestError ``request.no-letters`` for a folder that holds none.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(_letters_in(path))
            if not inside:
                raise RequestError("request.no-letters", folder=str(path), known=", ".join(FORMS))
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return tuple(found)


def read_letter(path: Path) -> bytes:
    """The bytes of the letter at ``path``; raises LetterFileError ``file.*`` or ``letter.suffix``."""
    if (fault := fault_of(path)) is not None:
        raise fault
    try:
        return path.read_bytes()
    except OSError as why:
        raise _unreadable(path, why) from why


def fault_of(path: Path) -> LetterFileError | None:
    """What keeps the letter at ``path`` from being read, as far as it is known before any of it is read."""
    if path.suffix.lower() not in FORMS:
        suffix = path.suffix or "без расширения"
        return LetterFileError("letter.suffix", file=path.name, suffix=suffix, known=tuple(FORMS))
    try:
        size = path.stat().st_size
    except OSError as why:
        return _unreadable(path, why)
    if size > MAX_BYTES:
        return LetterFileError("file.too-large", file=path.name, size=size, limit=MAX_BYTES)
    return None


def _unreadable(path: Path, fault: OSError) -> LetterFileError:
    if isinstance(fault, FileNotFoundError):
        return LetterFileError("file.not-found", file=str(path))
    return LetterFileError("file.unreadable", file=str(path), why=fault.strerror or str(fault))


def form_of(data: bytes, name: str) -> Form:
    """How the letter ``name`` is to be read: the suffix decides, and the first bytes must not contradict it.

    A .docx is left to its own guard, which knows more reasons. Raises LetterFileError: ``letter.suffix``,
    ``file.empty``, ``file.not-as-named``, ``file.not-loaded``.
    """
    if not data:
        raise LetterFileError("file.empty", file=name)
    suffix = Path(name).suffix.lower()
    form = FORMS.get(suffix)
    if form is None:
        raise LetterFileError("letter.suffix", file=name, suffix=suffix or "без расширения", known=tuple(FORMS))
    if data.startswith(_PDF) and form != "pdf":
        raise LetterFileError("file.not-as-named", file=name, suffix=suffix, actual=".pdf")
    if form in ("text", "pdf") and data.startswith((_ZIP, _OLE)):
        raise LetterFileError("file.not-as-named", file=name, suffix=suffix, actual=_kind_of(data))
    if form in ("docx", "office"):
        return _form_inside(data, form, name)
    return form


def _form_inside(data: bytes, named: Form, name: str) -> Form:
    """Word and LibreOffice open whatever is inside: a .doc that is called .docx, a page of HTML called .doc."""
    from letterkit.ooxml.guard import is_locked
    from letterkit.pages.source_kinds import kind_inside

    if data.startswith(_OLE) and is_locked(data):
        return "docx"
    if kind_inside(data):
        return "office"
    if data.startswith(_ZIP) and _ODF in data[:_ODF_WITHIN]:  # of one cut short only the beginning says what it was
        raise LetterFileError("file.not-loaded", file=name, suffix=".odt")
    return "docx" if data.startswith(_ZIP) else named


def _kind_of(data: bytes) -> str:
    from letterkit.pages.source_kinds import kind_inside

    return kind_inside(data) or ".docx"


def _letters_in(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.suffix.lower() in FORMS and not path.name.startswith((".", "~$")) and path.is_file():
            yield path


def to_print(docx: bytes, letter: Letter) -> bytes:
    """The letter as it will be sent: without the comments of a reviewer and with the tracked changes accepted."""
    if "comments" in letter.notes:
        from letterkit.ooxml.comments import without_comments

        docx = without_comments(docx, letter.source.name)
    if "changes-accepted" in letter.notes:
        from letterkit.ooxml.changes import without_changes

        docx = without_changes(docx, letter.source.name)
    return docx
