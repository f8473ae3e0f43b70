"""Who has looked at what: entries of the journal, one for a person, a thing and an hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from letterkit.core import client_address, clock
from letterkit.core.office import Actor
from letterkit.store.audit import record
from letterkit.store.tables import AuditEntry

_LATE = timedelta(seconds=5)
_LOCK = 0x6C6B7264  # «lkrd»: two looks at one thing at once become one entry


@dataclass(frozen=True, slots=True)
class Look:
    """At the moment ``at`` somebody at ``address`` looked: ``action``, ``subject`` and ``told`` are as in the journal.

    ``besides`` goes into the entry too, but does not tell one look from another.
    """

    at: datetime
    by: Actor
    action: str
    subject: str
    told: Mapping[str, Any]
    besides: Mapping[str, Any]
    address: str | None


def is_noted(session: Session, look: Look) -> bool:
    """Whether the journal has such a look within the same hour."""
    hour = look.at.isoformat(timespec="hours")[: len("2026-11-26T14")]
    query = select(AuditEntry.details).where(
        AuditEntry.by_id == look.by.id,
        AuditEntry.at >= f"{hour}:00",  # moments are kept as ISO text
        AuditEntry.at < f"{hour}:60",
        AuditEntry.action == look.action,
        AuditEntry.subject == look.subject,
    )
    return any(look.told.items() <= details.items() for details in session.scalars(query))


def note(session: Session, look: Look) -> bool:
    """Adds the look to the journal unless it ``is_noted``; one that comes late says when it was. Whether it was added.

    Whoever else notes a look waits until the transaction ends.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    if is_noted(session, look):
        return False
    late = {"seen": look.at.isoformat(timespec="seconds")} if clock.now() - look.at > _LATE else {}
    with client_address.asked_from(look.address):
        record(session, look.by, look.action, look.subject, **look.told, **look.besides, **late)
    return True
