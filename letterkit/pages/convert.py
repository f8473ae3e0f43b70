"""Letters laid out by LibreOffice: Word to PDF, and old or foreign formats to Word.

LibreOffice says 0 whatever happens, leaves ``soffice.bin`` behind when ``soffice`` is killed, and fetches what a
document links to. So each call works in a folder of its own, in a group of its own, without network, and only what
is there afterwards and can be opened counts as a result.
"""

import io
import json
import logging
import re
import shutil
import tempfile
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePath
from time import perf_counter
from types import TracebackType
from typing import Self

from letterkit.core import meters
from letterkit.core.disk import room
from letterkit.core.errors import LetterFileError, ToolFailed, ToolMissing
from letterkit.pages import office, source_guard
from letterkit.pages.facts import count_pages
from letterkit.pages.metadata import describe
from letterkit.pages.process import run
from letterkit.pages.source_fields import keep_words
from letterkit.pages.source_kinds import kind_inside
from letterkit.pages.source_markup import name_outside, safe_copy

LIMIT_S = 60.0
MORE_FOR_EACH_FILE_S = 2.0
LARGEST_RESULT_BYTES = 200_000_000
_LEAST_ROOM_BYTES = 1 << 20
"""With less than this left, a result that is not there found no room."""
# LibreOffice 7.4 takes 480 MB of addresses for any letter, 545 for 100 letters or 200 pages, 830 for 20 scanned pages
# inside. Beyond the limit it dies, mostly within ten seconds.
MEMORY_BYTES = 1_200_000_000

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())  # what LibreOffice says is for the log, if there is one: its English is no answer

_SWITCHES = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")
_NO_SCREEN = {"SAL_USE_VCLPLUGIN": "svp", "SAL_DISABLE_OPENCL": "1", "SAL_DISABLE_PRINTERLIST": "1"}
_PDF_FILTER, _WORD_FILTER = "pdf:writer_pdf_Export", "docx:MS Word 2007 XML"
_YES = {"type": "boolean", "value": "true"}
# PDF/A-2b, tagged as PDF/UA-1 wants it. Marked: bookmarks become named destinations.
_TAGGED = {"SelectPdfVersion": {"type": "long", "value": "2"}, "UseTaggedPDF": _YES, "PDFUACompliance": _YES}
_TAGGED_PDF = f"{_PDF_FILTER}:" + json.dumps(_TAGGED)
_MARKED_PDF = f"{_PDF_FILTER}:" + json.dumps({**_TAGGED, "ExportBookmarksToPDFDestination": _YES})
# What soffice says of a file that it cannot open, in all languages: the file is at fault then, and not LibreOffice.
_NOT_LOADED = "source file could not be loaded"
_ZIP = b"PK\x03\x04"
# What a file on any system may be called and LibreOffice takes for a name; a dot within begins the suffix.
_PLAIN_NAME = re.compile(r"(?!\.)[\w\u0300-\u036f .,()«»№+=@!~–—-]+\.\w+")
_LONGEST_NAME_BYTES = 200
_WORD_IMPORT = "MS Word 2007 XML"
# LibreOffice's names of formats: named, so that it does not try its dozens of other importers.
_IMPORTS = {
    ".odt": "writer8",
    ".rtf": "Rich Text Format",
    ".html": "HTML (StarWriter)",
    ".xml": "MS Word 2003 XML",
    ".fodt": "OpenDocument Text Flat XML",
}


class Converter:
    """LibreOffice with a profile of its own, used as a context manager; threads may share it, they take turns.

    ``limit_s`` is for a call that names none; each further file of ``pdfs`` adds two seconds. ``soffice`` is a path or
    a name, by default the one on PATH. Every method may raise ToolMissing ``libreoffice.missing``, ``disk.full``, and
    ToolFailed ``libreoffice.time-out`` (``limit_s``), ``libreoffice.died`` (``status``, ``said``; also for want of
    memory) or ``libreoffice.no-result`` (``numbers``, ``said``); nothing is written outside temporary folders.
    """

    def __init__(self, limit_s: float = LIMIT_S, soffice: str | None = None) -> None:
        self._limit_s = limit_s
        self._soffice = soffice
        self._lock = threading.Lock()
        self._home: tempfile.TemporaryDirectory[str] | None = None
        self._version: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Removes the profile; a later call makes a new one."""
        with self._lock:
            self._forget_profile()

    def pdf(self, docx: bytes) -> bytes:
        """``docx`` as a PDF; raises LetterFileError ``docx.not-zip`` for what cannot be a Word file."""
        return self.pdfs([docx])[0]

    def pdfs(
        self, docx: Sequence[bytes], marked: bool = False, limit_s: float | None = None, names: Sequence[str] = ()
    ) -> list[bytes]:
        """Each of ``docx`` as a PDF, in one start of LibreOffice: all or none, the error names ``numbers`` (from 1).

        In ``marked`` PDFs bookmarks are named destinations (LibreOffice 7.4 or later). ``names`` are those of the
        files, for fields that print them; "" for one that has no such field.
        """
        for data in docx:
            if not data.startswith(_ZIP):
                raise LetterFileError("docx.not-zip")
        if not docx:
            return []
        way = (".docx", _WORD_IMPORT, _MARKED_PDF if marked else _TAGGED_PDF, ".pdf")
        made = self._convert(docx, *way, self._limit_s if limit_s is None else limit_s, names)
        return made if marked else [describe(pdf) for pdf in made]

    def docx(self, data: bytes, suffix: str, limit_s: float | None = None, name: str = "") -> bytes:
        """A letter that is no Word file of today as one; its content says what it is, whatever its name.

        Fields that print the name of the file print ``name``.

        Raises LetterFileError ``file.not-as-named`` (``suffix``) when that is none of ``source_kinds``,
        ``file.not-loaded`` (``suffix``) when it is too damaged for LibreOffice, and those of ``source_guard.inspect``
        and ``source_markup.safe_copy``.
        """
        kind = kind_inside(data)
        if kind is None:
            raise LetterFileError("file.not-as-named", suffix=suffix)
        source_guard.inspect(data, kind)
        copy = safe_copy(source_guard.drop_links(data, kind), kind)
        if copy.kind == ".docx":
            return copy.data
        reader = _IMPORTS.get(copy.kind) or source_guard.word_of(data)
        way = (copy.kind, reader, _WORD_FILTER, ".docx")
        try:
            made = self._convert(
                [keep_words(copy.data, copy.kind)], *way, self._limit_s if limit_s is None else limit_s, [name]
            )[0]
        except ToolFailed as fault:
            if _NOT_LOADED in str(fault.details.get("said", "")):
                raise LetterFileError("file.not-loaded", suffix=suffix or copy.kind) from fault
            raise
        return name_outside(made, copy.outside)

    def version(self) -> str:
        """``7.4.7.2`` or the like."""
        with self._lock:
            if self._version is None:
                with tempfile.TemporaryDirectory(prefix="letterkit-") as folder:
                    said = self._run(Path(folder), ["--version"], self._limit_s)
                words = said.split()
                if len(words) < 2 or not words[1][:1].isdigit():
                    raise ToolFailed("libreoffice.no-result", numbers=(), said=said)
                self._version = words[1]
            return self._version

    def _convert(
        self,
        files: Sequence[bytes],
        suffix: str,
        importer: str,
        exporter: str,
        result_suffix: str,
        limit_s: float,
        own: Sequence[str],
    ) -> list[bytes]:
        names = _working_names(len(files), suffix, own)
        limit_s += MORE_FOR_EACH_FILE_S * (len(files) - 1)
        with self._lock, room(), tempfile.TemporaryDirectory(prefix="letterkit-") as folder:
            work = Path(folder)
            (work / "out").mkdir()
            for name, data in zip(names, files, strict=True):
                (work / name).write_bytes(data)
            order = [f"--infilter={importer}", "--convert-to", exporter, "--outdir", "out"]
            order += [f"./{name}" for name in names]  # a name may begin as an option does
            said = self._run(work, order, limit_s)
            results = [_result(work / "out" / (PurePath(name).stem + result_suffix)) for name in names]
            if None in results and shutil.disk_usage(work).free < _LEAST_ROOM_BYTES:
                raise ToolMissing("disk.full")
        missing = tuple(number for number, result in enumerate(results, start=1) if result is None)
        if missing:
            log.warning("LibreOffice gave no result: %s", said)
            raise ToolFailed("libreoffice.no-result", numbers=missing, said=said)
        return [result for result in results if result is not None]

    def _run(self, work: Path, order: Sequence[str], limit_s: float) -> str:
        """What LibreOffice said; after a failure its profile is not used again."""
        program = office.find(self._soffice)
        command = [program, f"-env:UserInstallation={self._profile(program).as_uri()}", *_SWITCHES, *order]
        began, outcome = perf_counter(), "died"
        try:
            ended = run(
                command,
                folder=work,
                limit_s=limit_s,
                extra=_NO_SCREEN | office.MEMORY,
                largest_file_bytes=LARGEST_RESULT_BYTES,
                memory_bytes=MEMORY_BYTES,
            )
            outcome = "time-out" if ended.status is None else "died" if ended.status else "done"
        except OSError as fault:
            raise ToolFailed("libreoffice.died", said=fault.strerror or str(fault)) from fault
        finally:
            meters.tell("libreoffice", outcome, value=perf_counter() - began)
        if ended.status == 0:
            return ended.said
        self._forget_profile()
        if ended.status is None:
            log.warning("LibreOffice overstayed %s s: %s", limit_s, ended.said)
            raise ToolFailed("libreoffice.time-out", limit_s=round(limit_s))
        log.warning("LibreOffice ended with status %s: %s", ended.status, ended.said)
        raise ToolFailed("libreoffice.died", status=ended.status, said=ended.said)

    def _profile(self, program: str) -> Path:
        if self._home is None:
            self._home = tempfile.TemporaryDirectory(prefix="letterkit-office-", ignore_cleanup_errors=True)
            office.prepare_profile(Path(self._home.name), program)
        return Path(self._home.name)

    def _forget_profile(self) -> None:
        if self._home is not None:
            office.remove_sockets(Path(self._home.name))
            self._home.cleanup()
            self._home = None


def _working_names(count: int, suffix: str, own: Sequence[str]) -> list[str]:
    """Names of the working copies: the ``own`` ones of the files where they can be, else their numbers."""
    names = [f"{number:05}{suffix}" for number in range(1, count + 1)]
    taken = {PurePath(name).stem for name in names}
    for at, name in enumerate(own):
        stem = PurePath(name).stem
        if stem not in taken and _PLAIN_NAME.fullmatch(name) and len(name.encode()) <= _LONGEST_NAME_BYTES:
            names[at] = name
            taken.add(stem)
    return names


def _result(path: Path) -> bytes | None:
    """The bytes of a result that is really there and can be opened."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if path.suffix == ".pdf":
        return data if data.startswith(b"%PDF-") and _has_pages(data) else None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return data if "word/document.xml" in package.namelist() else None
    except (zipfile.BadZipFile, OSError):
        return None


def _has_pages(pdf: bytes) -> bool:
    try:
        return count_pages(pdf) > 0
    except LetterFileError:
        return False
