"""The way of lines to a syslog, in the framing of the standard library (RFC 3164): a socket, UDP, or TCP by lines."""

import logging
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import SysLogHandler
from urllib.parse import urlsplit

from letterkit.core.errors import RequestError
from letterkit.store.audit_lines import AuditLines
from letterkit.store.audit_lines import log as lines

_WAIT_S = 2.0
_REST_S = 30.0
"""So long a syslog that does not answer is left alone: nobody waits for it with each step."""
_WAYS = {"udp": (socket.SOCK_DGRAM, 514), "tcp": (socket.SOCK_STREAM, 601)}
log = logging.getLogger(__name__)


@contextmanager
def sending(address: str | None) -> Iterator[None]:
    """Inside the block the lines of the journal go to the syslog at ``address`` alone.

    None leaves them to the log of the process. Raises RequestError ``settings.bad-value``.
    """
    if address is None:
        yield
        return
    handler = Syslog(address)
    before = lines.level, lines.propagate
    lines.addHandler(handler)
    lines.setLevel(logging.INFO)
    lines.propagate = False
    try:
        yield
    finally:
        lines.level, lines.propagate = before
        lines.removeHandler(handler)
        handler.close()


class Syslog(SysLogHandler):
    """Sends lines to the syslog at ``address``: ``/dev/log``, ``udp://host:514``, ``tcp://host:601``.

    One that does not answer holds nobody up: each line that has not gone is told to the log by the number of its entry.
    Raises RequestError ``settings.bad-value``.
    """

    append_nul = False
    ident = "letterkit: "

    def __init__(self, address: str) -> None:
        self._rests_until = 0.0
        self._pid = os.getpid()
        place, kind = _place(address)
        self._is_stream = kind is socket.SOCK_STREAM
        super().__init__(place, SysLogHandler.LOG_AUTHPRIV, kind)
        self.setFormatter(AuditLines())

    def createSocket(self) -> None:
        """Connects; one that is not there is tried again with the next line."""
        try:
            if self._is_stream:
                self.unixsocket = False
                self.socket = socket.create_connection(self.address, timeout=_WAIT_S)  # type: ignore[arg-type]
            else:
                super().createSocket()
        except OSError:
            self.socket = None  # type: ignore[assignment]

    def emit(self, record: logging.LogRecord) -> None:
        """Sends the line; what cannot be sent is told."""
        if self._pid != os.getpid():  # a connection belongs to the process that has opened it
            self._pid, self.socket = os.getpid(), None  # type: ignore[assignment]
        if time.monotonic() < self._rests_until:
            self._tell(record)
        else:
            super().emit(record)

    def format(self, record: logging.LogRecord) -> str:
        """The line, with its end where there are no packets."""
        return super().format(record) + ("\n" if self._is_stream else "")

    def handleError(self, record: logging.LogRecord) -> None:
        """Lets go of the connection."""
        if self.socket is not None:
            self.socket.close()
        self.socket = None  # type: ignore[assignment]
        self._rests_until = time.monotonic() + _REST_S
        self._tell(record)

    def _tell(self, record: logging.LogRecord) -> None:
        entry = getattr(record, "told", {}).get("entry")
        log.warning("not sent to syslog", extra={"told": {"entry": entry}})


def _place(address: str) -> tuple[str | tuple[str, int], socket.SocketKind]:
    if address.startswith("/"):
        return address, socket.SOCK_DGRAM
    try:
        parts = urlsplit(address)
        kind, usual = _WAYS[parts.scheme]
        port = parts.port or usual
    except (KeyError, ValueError):  # ValueError: a port that is no number
        raise _bad(address) from None
    if not parts.hostname or parts.path.strip("/") or parts.query:
        raise _bad(address)
    return (parts.hostname, port), kind


def _bad(address: str) -> RequestError:
    why = "нужно /dev/log, udp://узел:514 или tcp://узел:601"
    return RequestError("settings.bad-value", name="LETTERKIT_SYSLOG", value=address, why=why)
