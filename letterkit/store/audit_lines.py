"""Entries of the journal as lines of a log, for whoever watches over the service: the logger ``letterkit.audit``.

A line says who (by id), what, with what, from where, and which entry it is: no name, none of its details. It is written
once the entry is committed: what was undone was never there.
"""

import json
import logging
import os
import socket
from functools import cache
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from letterkit.store.tables import AuditEntry

log = logging.getLogger("letterkit.audit")
_GATHERED = "letterkit.audit"


class AuditedSession(Session):
    """A session whose entries of the journal become lines when it commits."""


class AuditLines(logging.Formatter):
    """The line alone, one JSON object, where nothing else is written."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(getattr(record, "told", {}))


def line_of(entry: AuditEntry) -> dict[str, Any]:
    """What the log says of an entry, less than a kilobyte of it."""
    return {
        "time": entry.at,
        "host": _host(),
        "app": "letterkit",
        "pid": os.getpid(),
        "action": entry.action,
        "person": entry.by_id,
        "subject": entry.subject,
        "address": entry.address,
        "entry": entry.id,
        "hash": entry.hash,
    }


@event.listens_for(AuditedSession, "after_flush")
def _gather(session: Session, _: Any) -> None:
    made = [each for each in session.new if isinstance(each, AuditEntry)]
    session.info.setdefault(_GATHERED, []).extend(made)


@event.listens_for(AuditedSession, "after_commit")
def _tell(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for entry in session.info.pop(_GATHERED, ()):
        if entry in session:  # one that was undone has left it
            log.info("audit", extra={"told": line_of(entry)})


@cache
def _host() -> str:
    return socket.gethostname()
