"""The journal before an administrator: what was changed, read and taken away, by whom, when and from where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, not_, or_, select

from letterkit.core.office import Actor, Duty
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.store import audit, paging
from letterkit.store.audit_bodies import of_body
from letterkit.store.journal_heads import KeptHeads
from letterkit.store.paging import PAGE, Page
from letterkit.store.tables import Appeal, AuditEntry, Letter

_AT_ONCE = 1000
_NUMBERED: dict[str, type[Letter] | type[Appeal]] = {"letter": Letter, "appeal": Appeal}
"""What has a number of its own besides its id."""


class Deeds(StrEnum):
    """Kinds of what people do: they read and search, take away, come and go, and change things."""

    READS = "reads"
    EXPORTS = "exports"
    SIGN_INS = "sign-ins"
    CHANGES = "changes"


_KINDS: dict[Deeds, ColumnElement[bool]] = {
    Deeds.READS: or_(AuditEntry.action.endswith(".read"), AuditEntry.action.endswith(".searched")),
    Deeds.EXPORTS: or_(
        AuditEntry.action.endswith("exported"), AuditEntry.action.in_(("batch.printed", "database.backed-up"))
    ),
    Deeds.SIGN_INS: or_(
        AuditEntry.action.startswith("person.sign"),
        AuditEntry.action.startswith("person.session"),
        AuditEntry.action == "person.locked",
    ),
}
_KINDS[Deeds.CHANGES] = not_(or_(*_KINDS.values()))


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """Which entries are asked for; what is empty asks nothing.

    ``about`` is a kind of thing (``letter``), ``number`` the id of one, or the number of a letter or an appeal;
    ``since`` and ``until`` are days. ``body`` is None for all bodies, empty for that of the settings.
    """

    about: str = ""
    number: str = ""
    deeds: Deeds | None = None
    action: str = ""
    person: str = ""
    address: str = ""
    since: date | None = None
    until: date | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class JournalPage(Page[AuditEntry]):
    """A page, newest first; ``actions`` and ``people`` are all that the journal knows."""

    actions: Sequence[str]
    people: Sequence[str]


def entries(office: Office, by: Actor, wanted: JournalFilter, number: int = 1) -> JournalPage:
    """A page of what ``wanted`` asks for; a page that there is not is the nearest one.

    Raises DeniedError, RequestError ``body.unknown``.
    """
    rights.demand(by, Duty.ADMINISTRATOR)
    with office.database.reading() as session:
        count = session.scalar(_narrow_query(select(func.count(AuditEntry.id)), wanted, office)) or 0
        at = paging.place(count, number)
        query = _narrow_query(select(AuditEntry), wanted, office).order_by(AuditEntry.id.desc())
        found = list(session.scalars(query.limit(PAGE).offset(at.offset)))
        actions = list(session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)))
        people = list(session.scalars(select(AuditEntry.by).distinct().order_by(AuditEntry.by)))
        return JournalPage(found, count, at.number, at.pages, actions, people)


def every_entry(office: Office, by: Actor, wanted: JournalFilter) -> Iterator[AuditEntry]:
    """All that ``wanted`` asks for, first to last, none of it kept in memory; errors as ``entries``."""
    rights.demand(by, Duty.ADMINISTRATOR)
    with office.database.reading() as session:
        query = _narrow_query(select(AuditEntry), wanted, office).order_by(AuditEntry.id)
        for some in session.scalars(query.execution_options(yield_per=_AT_ONCE)).partitions():
            yield from some
            session.expunge_all()


def verify(office: Office, by: Actor, heads: KeptHeads) -> audit.Verification:
    """Follows the chain from its first entry to the last, past all that was kept of it.

    Raises DeniedError, RequestError ``audit.bad-heads``.
    """
    rights.demand(by, Duty.ADMINISTRATOR)
    with office.database.reading() as session:
        return audit.verify(session, kept=heads.read())


def _narrow_query(query: Select[Any], wanted: JournalFilter, office: Office) -> Select[Any]:
    if wanted.body is not None:
        query = query.where(of_body(wanted.body, office.of(wanted.body).profile.id))
    if wanted.number:
        query = query.where(or_(*_things(wanted.about, wanted.number)))
    elif wanted.about:
        whole = AuditEntry.subject == wanted.about
        query = query.where(or_(whole, AuditEntry.subject.startswith(f"{wanted.about}:", autoescape=True)))
    if wanted.deeds is not None:
        query = query.where(_KINDS[wanted.deeds])
    for column, value in (
        (AuditEntry.action, wanted.action),
        (AuditEntry.by, wanted.person),
        (AuditEntry.address, wanted.address),
    ):
        if value:
            query = query.where(column == value)
    # Moments are kept as ISO text with their zone: they begin with the day.
    if wanted.since:
        query = query.where(AuditEntry.at >= wanted.since.isoformat())
    if wanted.until:
        query = query.where(AuditEntry.at < (wanted.until + timedelta(days=1)).isoformat())
    return query


def _things(about: str, number: str) -> Iterator[ColumnElement[bool]]:
    """Conditions for the things so called, of a kind or of those that have numbers."""
    for kind in (about,) if about else _NUMBERED:
        yield AuditEntry.subject == f"{kind}:{number}"
        if (table := _NUMBERED.get(kind)) is not None:
            of_number = select(literal(f"{kind}:") + cast(table.id, String)).where(table.number == number)
            yield AuditEntry.subject.in_(of_number)
