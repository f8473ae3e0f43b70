"""Bytes kept under their own SHA-256: written once, never changed, read back only if they are still themselves."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from letterkit.core.disk import not_kept
from letterkit.core.errors import RequestError, ToolFailed, ToolMissing
from letterkit.settings import Settings
from letterkit.store.file_names import is_name


class Files(Protocol):
    """Where files lie, each under its hash: a folder (``FileStore``) or a bucket (``letterkit.store.bucket``)."""

    def put(self, data: bytes) -> str: ...

    def get(self, name: str) -> bytes: ...

    def names(self) -> Iterator[str]: ...

    def remove(self, name: str) -> None: ...


def open_files(settings: Settings) -> Files:
    """The store of the settings (LETTERKIT_FILES_URL, or a folder of the data); RequestError ``files.bad-address``."""
    if settings.files_url is None:
        return FileStore(settings.files_dir)
    from letterkit.store.bucket import Bucket

    return Bucket(settings.files_url)


class FileStore:
    """The files under ``folder``, each by its hash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keeps ``data``; its SHA-256 in hex. Twice the same is kept once; what was altered since is mended.

        Raises ToolMissing ``disk.full``, ``disk.not-writable``; nothing half-written stays.
        """
        name = hashlib.sha256(data).hexdigest()
        place = self._place(name)
        try:
            if _read(place) != data:
                _write(place, data)
        except OSError as fault:
            raise not_kept(fault) from fault
        return name

    def get(self, name: str) -> bytes:
        """The bytes whose SHA-256 is ``name``.

        Raises RequestError ``file.gone``, ToolMissing ``disk.not-readable``; ToolFailed ``file.altered`` when what lies
        there has another hash.
        """
        place = self._place(name)
        try:
            data = _read(place)
        except OSError as fault:
            raise ToolMissing("disk.not-readable") from fault
        if data is None:
            raise RequestError("file.gone", sha256=name)
        if hashlib.sha256(data).hexdigest() != name:
            raise ToolFailed("file.altered", sha256=name)
        return data

    def names(self) -> Iterator[str]:
        """The name of every file, in order."""
        for place in sorted(self._folder.glob("[0-9a-f][0-9a-f]/*")):
            if is_name(place.name) and place.parent.name == place.name[:2]:
                yield place.name

    def remove(self, name: str) -> None:
        """Takes the file away; one that is not there is away already."""
        self._place(name).unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        if not is_name(name):
            raise RequestError("file.gone", sha256=name)
        return self._folder / name[:2] / name


def _read(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None


def _write(place: Path, data: bytes) -> None:
    for folder in (place.parent.parent, place.parent):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())  # an approval names these bytes: they must outlive a power cut
        os.replace(part, place)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    for folder in (place.parent, place.parent.parent):  # and so must their names
        _sync(folder)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
