"""The journal before those who watch over it: what was changed, read and taken away, by whom, when and from where."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from letterkit.core.office import Actor, Duty
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.store import audit, paging
from letterkit.store.audit_bodies import of_body
from letterkit.store.journal_heads import KeptHeads
from letterkit.store.members import distinct_values, one_of
from letterkit.store.paging import PAGE, Page
from letterkit.store.tables import Appeal, AuditEntry, Letter

_AT_ONCE = 1000
READERS = (Duty.ADMINISTRATOR, Duty.OFFICER)
"""Who reads the journal: each sees what the other has done."""
_NUMBERED: dict[str, type[Letter] | type[Appeal]] = {"letter": Letter, "appeal": Appeal}
"""What has a number of its own besides its id."""


class Deeds(StrEnum):
    """Kinds of what people do: they read and search, take away, come and go, and change things."""

    READS = "reads"
    EXPORTS = "exports"
    SIGN_INS = "sign-ins"
    CHANGES = "changes"


_KINDS: dict[Deeds, Callable[[str], bool]] = {
    Deeds.READS: lambda action: action.endswith((".read", ".searched")),
    Deeds.EXPORTS: lambda action: action.endswith("exported") or action in ("batch.printed", "database.backed-up"),
    Deeds.SIGN_INS: lambda action: action.startswith(("person.sign", "person.session")) or action == "person.locked",
}
MOST_COUNTED = 20_000
"""Of entries that a filter leaves so many are counted: of millions nobody wants the rest, and counting takes long."""


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
    """A page, newest first; ``actions`` and ``people`` are all that the journal knows.

    ``has_more``: there are more than the ``total``, which is MOST_COUNTED then.
    """

    actions: Sequence[str]
    people: Sequence[str]
    has_more: bool = False


def entries(office: Office, by: Actor, wanted: JournalFilter, number: int = 1) -> JournalPage:
    """A page of what ``wanted`` asks for; a page that there is not is the nearest one.

    Raises DeniedError, RequestError ``body.unknown``.
    """
    rights.demand(by, *READERS)
    with office.database.reading() as session:
        actions, people = (distinct_values(session, each) for each in (AuditEntry.action, AuditEntry.by))
        if wanted == JournalFilter():
            count = _count_all(session)
            at = paging.place(count, number)
            # Entries are numbered one by one: a page is a run of numbers, however far it lies from the last.
            newest = count - at.offset
            query = select(AuditEntry).where(AuditEntry.id.between(newest - PAGE + 1, newest))
            found = list(session.scalars(query.order_by(AuditEntry.id.desc())))
            return JournalPage(found, count, at.number, at.pages, actions, people)
        counted = _narrow_query(session, select(AuditEntry.id), wanted, office).limit(MOST_COUNTED + 1)
        count = session.scalar(select(func.count()).select_from(counted.subquery())) or 0
        at = paging.place(min(count, MOST_COUNTED), number)
        query = _narrow_query(session, select(AuditEntry), wanted, office).order_by(AuditEntry.id.desc())
        found = list(session.scalars(query.limit(PAGE).offset(at.offset)))
        total = min(count, MOST_COUNTED)
        return JournalPage(found, total, at.number, at.pages, actions, people, count > total)


def every_entry(office: Office, by: Actor, wanted: JournalFilter) -> Iterator[AuditEntry]:
    """All that ``wanted`` asks for, first to last, none of it kept in memory; errors as ``entries``."""
    rights.demand(by, *READERS)
    with office.database.reading() as session:
        query = _narrow_query(session, select(AuditEntry), wanted, office).order_by(AuditEntry.id)
        for some in session.scalars(query.execution_options(yield_per=_AT_ONCE)).partitions():
            yield from some
            session.expunge_all()


def verify(office: Office, by: Actor, heads: KeptHeads) -> audit.Verification:
    """Follows the chain from its first entry to the last, past all that was kept of it.

    Raises DeniedError, RequestError ``audit.bad-heads``.
    """
    rights.demand(by, *READERS)
    with office.database.reading() as session:
        return audit.verify(session, kept=heads.read())


def _count_all(session: Session) -> int:
    """How many entries there are: the number of the last, for none is left out (``audit.verify``)."""
    return session.scalar(select(func.max(AuditEntry.id))) or 0


def _actions_of(session: Session, deeds: Deeds) -> ColumnElement[bool]:
    """The actions of a kind, of those that the journal knows: each is looked up, and no entry is read to tell."""
    known = distinct_values(session, AuditEntry.action)
    if deeds is not Deeds.CHANGES:
        return AuditEntry.action.in_([each for each in known if _KINDS[deeds](each)])
    return AuditEntry.action.not_in([each for each in known if any(is_of(each) for is_of in _KINDS.values())])


def _narrow_query(session: Session, query: Select[Any], wanted: JournalFilter, office: Office) -> Select[Any]:
    if wanted.body is not None:
        query = query.where(of_body(wanted.body, office.of(wanted.body).profile.id))
    if wanted.number:
        query = query.where(or_(*_things(wanted.about, wanted.number)))
    elif wanted.about:
        whole = AuditEntry.subject == wanted.about
        query = query.where(or_(whole, AuditEntry.subject.startswith(f"{wanted.about}:", autoescape=True)))
    if wanted.deeds is not None:
        query = query.where(_actions_of(session, wanted.deeds))
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
            yield one_of(AuditEntry.subject, of_number)
