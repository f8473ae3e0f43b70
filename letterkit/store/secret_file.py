"""A secret that is made once, lies beside the data, and is readable to its owner alone."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from letterkit.core.disk import not_written
from letterkit.core.errors import RequestError


def kept_secret(file: Path, make: Callable[[], str]) -> str:
    """What ``file`` holds; what ``make`` gives where there is none yet, the same in all processes that ask at once.

    Raises RequestError ``file.not-writable``, ``file.unreadable``, ToolMissing ``disk.full``.
    """
    try:
        if not file.exists():
            _make(file, make())
    except OSError as fault:
        raise not_written(fault, file) from fault
    return read_secret(file)


def read_secret(file: Path) -> str:
    """What ``file`` holds, nothing where there is none; raises RequestError ``file.unreadable``."""
    try:
        return file.read_text("ascii")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as fault:
        why = (fault.strerror if isinstance(fault, OSError) else None) or "в нём не текст"
        raise RequestError("file.unreadable", file=str(file), why=why) from fault


def _make(file: Path, secret: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(secret)
            stream.flush()
            os.fsync(stream.fileno())
        # Whole from the first moment: another process that starts now finds this one or has made its own before.
        with suppress(FileExistsError):
            os.link(beside, file)
    finally:
        os.unlink(beside)
