"""The program that recognises words in pictures: tesseract with its Russian data. It is optional, and kept apart."""

import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from letterkit.core.disk import room
from letterkit.core.errors import ToolFailed, ToolMissing
from letterkit.pages.process import run

LIMIT_S = 60.0
"""A typed page takes some three seconds of one core; this many for a page full of dirt on a busy machine."""
# A page at 300 dpi takes some 400 MB.
_MEMORY_BYTES = 1_500_000_000
_LARGEST_RESULT_BYTES = 20_000_000
_LIST_LIMIT_S = 20.0
_RUSSIAN, _LATIN = "rus", "eng"
"""Addresses of mail and pages are in Latin letters."""
_TURNED, _UPRIGHT = "1", "3"
"""How a page is looked at: one that may lie on its side (needs the data «osd»), or one that stands upright."""
# With threads of its own tesseract is twice as fast at most, and ten times as slow where others want the cores too.
_ALONE = {"OMP_THREAD_LIMIT": "1"}


def demand_tesseract() -> None:
    """Raises ToolMissing ``tesseract.missing``, ``tesseract.no-russian`` where scans cannot be read."""
    if _RUSSIAN not in _languages(_program()):
        raise ToolMissing("tesseract.no-russian")


def recognise(picture: bytes, dpi: int) -> str:
    """The words of ``picture`` (PGM) as the table that tesseract makes of them (TSV).

    Raises ToolMissing as ``demand_tesseract`` and ``disk.full``; ToolFailed ``tesseract.time-out`` (``limit_s``),
    ``tesseract.died``.
    """
    program = _program()
    known = _languages(program)
    spoken = "+".join(each for each in (_RUSSIAN, _LATIN) if each in known)
    look = _TURNED if "osd" in known else _UPRIGHT
    with room(), tempfile.TemporaryDirectory(prefix="letterkit-") as folder:
        work = Path(folder)
        (work / "page.pgm").write_bytes(picture)
        order = ["page.pgm", "page", "-l", spoken, "--psm", look, "--dpi", str(dpi), "tsv"]
        status = _run([program, *order], work, LIMIT_S)[0]
        if status is None:
            raise ToolFailed("tesseract.time-out", limit_s=round(LIMIT_S))
        try:
            return (work / "page.tsv").read_text(encoding="utf-8", errors="replace")
        except OSError as fault:
            raise ToolFailed("tesseract.died", status=status) from fault


def _program() -> str:
    found = shutil.which("tesseract")
    if found is None:
        raise ToolMissing("tesseract.missing")
    return found


@lru_cache(maxsize=4)
def _languages(program: str) -> frozenset[str]:
    with room(), tempfile.TemporaryDirectory(prefix="letterkit-") as folder:
        status, said = _run([program, "--list-langs"], Path(folder), _LIST_LIMIT_S)
    if status != 0:
        raise ToolFailed("tesseract.died", status=status)
    return frozenset(said.split())


def _run(command: list[str], folder: Path, limit_s: float) -> tuple[int | None, str]:
    data = {"TESSDATA_PREFIX": prefix} if (prefix := os.environ.get("TESSDATA_PREFIX")) else {}
    try:
        ended = run(
            command,
            folder=folder,
            limit_s=limit_s,
            extra=_ALONE | data,
            largest_file_bytes=_LARGEST_RESULT_BYTES,
            memory_bytes=_MEMORY_BYTES,
        )
    except OSError as fault:
        raise ToolFailed("tesseract.died", said=fault.strerror or str(fault)) from fault
    return ended.status, ended.said
