"""Letters on the desk: files of those that somebody is checking, each in a folder of its own, for a day.

The name of the folder is a secret that only its owner is given; what the owner called the file never becomes a path.
A version is written whole before the state names it, so a stop in the middle leaves the version before.
"""

import json
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from letterkit.core import clock
from letterkit.core.errors import RequestError

_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_STATE = "state.json"


class DeskStore:
    """The folders of all letters on the desk, under ``folder``; those older than ``keep`` are removed."""

    def __init__(self, folder: Path, keep: timedelta) -> None:
        self._folder = folder
        self._keep = keep

    def create(self, state: Mapping[str, Any], data: bytes) -> str:
        """A new letter, ``data`` its version 1; its id. Whatever has outstayed its time is removed."""
        self.sweep()
        desk_id = secrets.token_urlsafe(16)
        place = self._folder / desk_id
        place.mkdir(parents=True, mode=0o700)
        try:
            _write(place / "1", data)
            _write(place / _STATE, _dump_state({**state, "created": clock.now().isoformat()}))
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        return desk_id

    def state(self, desk_id: str) -> dict[str, Any]:
        """What was saved of the letter last; raises RequestError ``desk.gone``."""
        try:
            state: dict[str, Any] = json.loads((self._place(desk_id) / _STATE).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            raise RequestError("desk.gone") from None
        if self._is_old(state):
            self.remove(desk_id)
            raise RequestError("desk.gone")
        return state

    def save(self, desk_id: str, state: Mapping[str, Any], version: int = 0, data: bytes | None = None) -> None:
        """Keeps ``state``, before it ``data`` as ``version`` if there is any; raises RequestError ``desk.gone``."""
        place, created = self._place(desk_id), self.state(desk_id)["created"]
        try:
            if data is not None:
                _write(place / str(version), data)
            _write(place / _STATE, _dump_state({**state, "created": created}))
        except FileNotFoundError:
            raise RequestError("desk.gone") from None

    def data(self, desk_id: str, version: int) -> bytes:
        """The letter as ``version`` left it; raises RequestError ``desk.gone``."""
        try:
            return (self._place(desk_id) / str(version)).read_bytes()
        except FileNotFoundError:
            raise RequestError("desk.gone") from None

    def remove(self, desk_id: str) -> None:
        """Forgets the letter; one that is not there is forgotten already."""
        shutil.rmtree(self._place(desk_id), ignore_errors=True)

    def sweep(self) -> None:
        """Removes what is older than it may be, and what a stop left without a state for as long."""
        for place in self._places():
            try:
                state = json.loads((place / _STATE).read_bytes())
                old = self._is_old(state)
            except (OSError, ValueError, KeyError):
                old = _mtime_of(place) < clock.now() - self._keep
            if old:
                shutil.rmtree(place, ignore_errors=True)

    def _places(self) -> Iterator[Path]:
        if self._folder.is_dir():
            yield from (place for place in self._folder.iterdir() if _ID.fullmatch(place.name))

    def _place(self, desk_id: str) -> Path:
        if not _ID.fullmatch(desk_id):
            raise RequestError("desk.gone")
        return self._folder / desk_id

    def _is_old(self, state: Mapping[str, Any]) -> bool:
        return datetime.fromisoformat(state["created"]) < clock.now() - self._keep


def _mtime_of(place: Path) -> datetime:
    try:
        return datetime.fromtimestamp(place.stat().st_mtime, clock.now().tzinfo)
    except OSError:
        return clock.now()


def _dump_state(state: Mapping[str, Any]) -> bytes:
    return json.dumps(state, ensure_ascii=False, indent=1, default=date.isoformat).encode()


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
