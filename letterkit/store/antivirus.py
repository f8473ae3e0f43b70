"""The antivirus (clamd) is asked of every file that comes in, by whatever door; what it finds is refused and noted.

A file is sent to clamd by its own protocol (INSTREAM), piece by piece: none of it is kept here or there. A name says
something of a citizen: the journal has the hash of a file and how its name ends.
"""

import hashlib
import re
import socket
import struct
import time
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import IO

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError, ToolMissing
from letterkit.core.office import Actor, IncomingSource
from letterkit.settings import Settings
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.tables import AuditEntry

REFUSED, UNREAD = "file.refused", "file.let-in-unread"
"""Entries of the journal: something was found in a file, or it was let in though the antivirus could not look at it."""
_PIECE = 1 << 16
_CONNECT_S, _LIMIT_S = 5.0, 150.0
"""clamd itself gives a file two minutes (MaxScanTime)."""
_UNIX, _TCP = re.compile(r"unix:(/.+)"), re.compile(r"tcp://(\[[0-9a-fA-F:]+\]|[^\[\]:/@\s]+):(\d{1,5})/?")
_MOST_ANSWER = 4096


class Antivirus:
    """The antivirus at ``address``; ``required``: what it could not look at is refused too, and not let in and noted.

    Raises RequestError ``antivirus.bad-address``.
    """

    def __init__(self, address: str, database: Database, *, required: bool = True) -> None:
        self._unix, self._tcp = _UNIX.fullmatch(address), _TCP.fullmatch(address)
        if self._unix is None and self._tcp is None:
            raise RequestError("antivirus.bad-address", address=address)
        self._database, self._required = database, required

    def let_in(self, by: Actor | None, name: str, file: IO[bytes], way: IncomingSource) -> bool:
        """Has ``file``, which somebody brings under ``name``, looked at from its beginning and wound back to it.

        False: it was let in though the antivirus could not look at it. Raises RequestError ``antivirus.found`` with
        ``file`` and ``found``, ``antivirus.too-large``; ToolMissing ``antivirus.silent``.
        """
        digest, size = hashlib.sha256(), 0
        for piece in _pieces(file):
            digest.update(piece)
            size += len(piece)
        told = {"kind": PurePath(name).suffix.lower()[:10], "size": size, "file": digest.hexdigest(), "way": way}
        try:
            found = self.scan(file)
        except (ToolMissing, RequestError) as fault:
            if self._required:
                fault.file = name
                raise
            self._note(by, UNREAD, {"why": fault.code} | told)
            return False
        if found is not None:
            self._note(by, REFUSED, {"found": found} | told)
            raise RequestError("antivirus.found", file=name, found=found)
        return True

    def scan(self, file: IO[bytes]) -> str | None:
        """What is found in ``file``, by the name that the antivirus gives it; raises as ``let_in``."""
        answer = self._ask(b"zINSTREAM\0", (struct.pack("!I", len(piece)) + piece for piece in _pieces(file)))
        said = answer.removeprefix("stream: ")
        if said == "OK":
            return None
        if said.endswith(" FOUND"):
            return said.removesuffix(" FOUND")
        if "size limit exceeded" in said:
            raise RequestError("antivirus.too-large")
        raise ToolMissing("antivirus.silent", why=said)

    def answers(self) -> bool:
        """Whether it does at this moment."""
        try:
            return self._ask(b"zPING\0") == "PONG"
        except ToolMissing:
            return False

    def _ask(self, command: bytes, pieces: Iterator[bytes] | None = None) -> str:
        ends = time.monotonic() + _LIMIT_S
        try:
            with self._connect() as line:
                line.sendall(command)
                if pieces is not None:
                    _send(line, pieces, ends)
                return _answer(line, ends)
        except OSError as fault:
            raise ToolMissing("antivirus.silent", why=fault.strerror or str(fault)) from fault

    def _connect(self) -> socket.socket:
        if self._unix is not None:
            line = socket.socket(socket.AF_UNIX)
            try:
                line.settimeout(_CONNECT_S)
                line.connect(self._unix[1])
            except OSError:
                line.close()
                raise
            return line
        assert self._tcp is not None
        return socket.create_connection((self._tcp[1].strip("[]"), int(self._tcp[2])), _CONNECT_S)

    def _note(self, by: Actor | None, action: str, told: dict[str, object]) -> None:
        with self._database.writing() as session:
            record(session, by, action, _subject(str(told["file"])), **told)


def unread_among(session: Session, contents: Iterable[str]) -> frozenset[str]:
    """Those of ``contents`` (SHA-256) that were let in though the antivirus could not look at them."""
    subjects = {_subject(each): each for each in contents}
    noted = select(AuditEntry.subject).where(AuditEntry.subject.in_(subjects), AuditEntry.action == UNREAD)
    return frozenset(subjects[subject] for subject in session.scalars(noted)) if subjects else frozenset()


def demand_clamd_address(settings: Settings) -> None:
    """Raises RequestError ``antivirus.bad-address`` for a LETTERKIT_CLAMD that is no address of clamd."""
    address = settings.clamd
    if address is not None and not (_UNIX.fullmatch(address) or _TCP.fullmatch(address)):
        raise RequestError("antivirus.bad-address", address=address)


def antivirus_of(settings: Settings, database: Database) -> Antivirus | None:
    """The antivirus of the settings (LETTERKIT_CLAMD); None where there is none."""
    if settings.clamd is None:
        return None
    return Antivirus(settings.clamd, database, required=settings.clamd_required)


def _subject(sha256: str) -> str:
    return f"file:{sha256[:12]}"


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """All of ``file``, which stands at its beginning again afterwards, however far somebody went."""
    file.seek(0)
    try:
        while piece := file.read(_PIECE):
            yield piece
    finally:
        file.seek(0)


def _send(line: socket.socket, pieces: Iterator[bytes], ends: float) -> None:
    try:
        for piece in pieces:
            line.settimeout(max(ends - time.monotonic(), 0.001))
            line.sendall(piece)
        line.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        return  # it has said already that this is too much, and hung up


def _answer(line: socket.socket, ends: float) -> str:
    said = b""
    while b"\0" not in said and len(said) < _MOST_ANSWER:
        line.settimeout(max(ends - time.monotonic(), 0.001))
        piece = line.recv(_MOST_ANSWER)
        if not piece:
            break
        said += piece
    return said.partition(b"\0")[0].decode(errors="replace").strip()
