"""The journal before an administrator: what was changed, by whom and when, and whether the chain holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from letterkit.core.office import Actor, Duty
from letterkit.flow.cases import rights
from letterkit.flow.cases.office import Office
from letterkit.store import audit
from letterkit.store.audit_bodies import of_body
from letterkit.store.kept_heads import KeptHeads
from letterkit.store.tables import AuditEntry

PAGE = 50
"""Entries on one page."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: about ``subject`` (``letter:3``, or ``letter`` for all letters), of this action, person and day.

    What is empty asks nothing; ``body`` is None for all bodies, empty for that of the settings.
    """

    subject: str = ""
    action: str = ""
    person: str = ""
    day: date | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Page ``page`` (1-based) of ``pages``, newest first; ``actions`` and ``people`` are all that the journal knows."""

    entries: Sequence[AuditEntry]
    count: int
    page: int
    pages: int
    actions: Sequence[str]
    people: Sequence[str]


def entries(office: Office, by: Actor, wanted: Wanted, page: int = 1) -> Found:
    """A page of what ``wanted`` asks for; a page that there is not is the nearest one.

    Raises DeniedError, RequestError ``body.unknown``.
    """
    rights.demand(by, Duty.ADMINISTRATOR)
    with office.database.reading() as session:
        count = session.scalar(_narrowed(select(func.count(AuditEntry.id)), wanted, office)) or 0
        pages = max(1, -(-count // PAGE))
        page = min(max(1, page), pages)
        query = _narrowed(select(AuditEntry), wanted, office).order_by(AuditEntry.id.desc())
        found = list(session.scalars(query.limit(PAGE).offset((page - 1) * PAGE)))
        actions = list(session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)))
        people = list(session.scalars(select(AuditEntry.by).distinct().order_by(AuditEntry.by)))
        return Found(found, count, page, pages, actions, people)


def verify(office: Office, by: Actor, heads: KeptHeads) -> audit.Verified:
    """Follows the chain from its first entry to the last, past all that was kept of it.

    Raises DeniedError, RequestError ``audit.bad-heads``.
    """
    rights.demand(by, Duty.ADMINISTRATOR)
    with office.database.reading() as session:
        return audit.verify(session, kept=heads.read())


def _narrowed(query: Select[Any], wanted: Wanted, office: Office) -> Select[Any]:
    if wanted.body is not None:
        query = query.where(of_body(wanted.body, office.of(wanted.body).profile.id))
    if ":" in wanted.subject:
        query = query.where(AuditEntry.subject == wanted.subject)
    elif wanted.subject:
        query = query.where(AuditEntry.subject.startswith(f"{wanted.subject}:", autoescape=True))
    if wanted.action:
        query = query.where(AuditEntry.action == wanted.action)
    if wanted.person:
        query = query.where(AuditEntry.by == wanted.person)
    if wanted.day:
        # Moments are kept as ISO text with their zone: the day is how they begin.
        query = query.where(AuditEntry.at.startswith(wanted.day.isoformat()))
    return query
