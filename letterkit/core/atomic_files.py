"""Files that are whole or are not there: written beside their place under another name, then moved into it."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from letterkit.core.disk import not_written

_PIECE = 1 << 20

Data = bytes | IO[bytes]
"""Bytes, or an open file from where it stands to its end."""


def write_whole(path: Path, data: Data) -> None:
    """``data`` at ``path``; a reader sees the old file or the new one. Raises as ``write_together``."""
    write_together({path: data})


def write_together(files: Mapping[Path, Data]) -> None:
    """All of ``files`` or none: nothing is moved into place before every one is on the disk. Makes missing folders.

    Raises RequestError ``file.not-writable`` with ``why``, ToolMissing ``disk.full``.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            if path.is_dir():
                raise IsADirectoryError(21, "это папка", str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting[path] = _write_beside(path, data)
        for path, beside in list(waiting.items()):
            os.replace(beside, path)
            del waiting[path]
    except OSError as fault:
        raise not_written(fault, fault.filename or "") from fault
    finally:
        for beside in waiting.values():
            beside.unlink(missing_ok=True)


def _write_beside(path: Path, data: Data) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            if isinstance(data, bytes):
                stream.write(data)
            else:
                shutil.copyfileobj(data, stream, _PIECE)
        # mkstemp makes files for their owner alone; a letter has the rights of any new file.
        beside.chmod(0o666 & ~_umask())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
