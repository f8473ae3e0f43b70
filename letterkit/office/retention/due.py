"""What has served its term: finished, not held, in no act that is on its way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, String, and_, cast, exists, extract, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from letterkit.core import clock
from letterkit.core.mail import MessageState
from letterkit.core.office import AppealState, BatchState, IncomingState
from letterkit.office import rights
from letterkit.office.answering_rows import answers
from letterkit.office.holds import HoldKind, held_ids
from letterkit.office.retention.rules import Kind, Terms
from letterkit.store.batch_tables import Batch, BatchRow, BatchSending
from letterkit.store.columns import Moment
from letterkit.store.directory_tables import DirectoryPerson
from letterkit.store.incoming_tables import Incoming
from letterkit.store.mail_tables import MailMessage
from letterkit.store.register_tables import AppealLink, Call, Opinion, Reception, Reminder
from letterkit.store.retention_tables import RemovalAct, RemovalItem
from letterkit.store.second_step_tables import CodeApp, SecurityKey
from letterkit.store.session_tables import SignIn
from letterkit.store.tables import Appeal, AuditEntry, Dispatch, Letter, Person

OPEN_ACTS = ("proposed", "approved")
"""States of acts whose things are spoken for."""
_AT_ONCE = 1000
_ENDED = (BatchState.REFUSED, BatchState.CHECKED, BatchState.CANCELLED, BatchState.DONE)


@dataclass(frozen=True, slots=True)
class DueThing:
    """A thing by its ``kind`` and id, the day on which it ended, and which one it is, without a name."""

    kind: Kind
    id: int
    ended: date
    named: str


@dataclass(frozen=True, slots=True)
class DueSum:
    """So many of one kind are due, of one year."""

    kind: Kind
    year: int
    count: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where things of a kind are: what of them is ``finished``, when each ``ended`` (a day or a moment), what says
    which one it is.
    """

    table: Any
    ended: Any
    finished: ColumnElement[bool]
    shown: tuple[Any, ...]
    naming: Callable[..., str]
    held: HoldKind

    def before(self, day: date) -> ColumnElement[bool]:
        """That it ended before ``day``."""
        limit: Any = day
        if isinstance(self.ended.type, Moment):
            limit = datetime.combine(day, time(), clock.now().tzinfo)
        condition: ColumnElement[bool] = self.ended < limit
        return condition


def _appeal_ended(appeal: Any) -> Any:
    """When its case was closed, or else answered; one that is done without either, when it came."""
    return func.coalesce(func.date(appeal.closed["on"].as_string()), appeal.answered, appeal.registered, type_=Date())


def _at(moment: datetime) -> str:
    return f"{moment:%d.%m.%Y}"


def _incoming_named(number: int, at: datetime) -> str:
    return f"поступившее № {number} от {_at(at)}"


_SENT_AT = select(func.max(BatchSending.at)).where(BatchSending.batch_id == Batch.id).scalar_subquery()
_GONE_AT = select(Dispatch.at).where(Dispatch.letter_id == Letter.id).scalar_subquery()
_SHUT_OUT = ("person.deactivated", "person.left")
_SHUT_AT = (
    select(func.max(AuditEntry.at))
    .where(AuditEntry.subject == literal("person:") + cast(Person.id, String), AuditEntry.action.in_(_SHUT_OUT))
    .scalar_subquery()
)
_KNOWN_BY = (
    Person.password.is_not(None),
    Person.phone.is_not(None),
    Person.email.is_not(None),
    *(exists().where(table.person_id == Person.id) for table in (SignIn, DirectoryPerson, CodeApp, SecurityKey)),
)
"""What of an account is more than the name of who has done something."""
_ALONE = and_(Letter.appeal_id.is_(None), Letter.removed_by.is_(None))
SOURCES: dict[Kind, Source] = {
    Kind.CASES: Source(
        Appeal,
        _appeal_ended(Appeal),
        and_(Appeal.state == AppealState.DONE, Appeal.removed_by.is_(None)),
        (Appeal.number, Appeal.registered),
        lambda number, on: f"№ {number} от {on:%d.%m.%Y}",
        HoldKind.CASES,
    ),
    Kind.LETTERS: Source(
        Letter,
        func.coalesce(_GONE_AT, Letter.changed, type_=Moment()),
        and_(_ALONE, Letter.state.in_(rights.FROZEN)),
        (Letter.number, Letter.dated),
        lambda number, on: f"исх. № {number} от {on:%d.%m.%Y}" if number and on else "без номера",
        HoldKind.LETTERS,
    ),
    Kind.DRAFTS: Source(
        Letter,
        Letter.changed,
        and_(_ALONE, Letter.state.not_in(rights.FROZEN)),
        (Letter.id,),
        lambda number: f"черновик № {number}",
        HoldKind.LETTERS,
    ),
    Kind.BATCHES: Source(
        Batch,
        func.coalesce(_SENT_AT, Batch.ended, Batch.created, type_=Moment()),
        and_(Batch.state.in_(_ENDED), Batch.removed_by.is_(None)),
        (Batch.id, Batch.created, Batch.rows),
        lambda number, at, rows: f"рассылка № {number} от {_at(at)}, строк: {rows}",
        HoldKind.BATCHES,
    ),
    Kind.RECEPTIONS: Source(
        Reception,
        Reception.at,
        and_(Reception.appeal_id.is_(None), Reception.visitor != ""),
        (Reception.id, Reception.at),
        lambda number, at: f"приём № {number} от {_at(at)}",
        HoldKind.RECEPTIONS,
    ),
    Kind.CALLS: Source(
        Call,
        Call.at,
        and_(Call.appeal_id.is_(None), or_(Call.caller != "", Call.phone.is_not(None), Call.told != "")),
        (Call.id, Call.at),
        lambda number, at: f"звонок № {number} от {_at(at)}",
        HoldKind.CALLS,
    ),
    Kind.INCOMING: Source(
        Incoming,
        func.coalesce(Incoming.decided, Incoming.at, type_=Moment()),
        Incoming.state == IncomingState.SET_ASIDE,
        (Incoming.id, Incoming.at),
        _incoming_named,
        HoldKind.INCOMING,
    ),
    Kind.MESSAGES: Source(
        MailMessage,
        MailMessage.at,
        and_(
            MailMessage.incoming_id.is_(None),
            MailMessage.mailing_id.is_(None),
            MailMessage.state != MessageState.SEEN,
            or_(MailMessage.sender != "", MailMessage.content.is_not(None)),
        ),
        (MailMessage.id, MailMessage.at),
        lambda number, at: f"сообщение № {number} от {_at(at)}",
        HoldKind.MESSAGES,
    ),
    Kind.REMINDERS: Source(
        Reminder,
        Reminder.made,
        Reminder.id.is_not(None),
        (Reminder.week,),
        lambda week: f"напоминание недели с {week:%d.%m.%Y}",
        HoldKind.REMINDERS,
    ),
    Kind.OPINIONS: Source(
        Opinion,
        Opinion.day,
        Opinion.comment != "",
        (Opinion.id, Opinion.day),
        lambda number, on: f"отзыв № {number} от {on:%d.%m.%Y}",
        HoldKind.OPINIONS,
    ),
    Kind.PEOPLE: Source(
        Person,
        func.date(func.substr(_SHUT_AT, 1, 10), type_=Date()),
        and_(~Person.active, ~Person.is_program, or_(*_KNOWN_BY)),
        (Person.id,),
        lambda number: f"учётная запись № {number}",
        HoldKind.PEOPLE,
    ),
}


def due_sums(session: Session, body: str, terms: Terms, today: date | None = None) -> Sequence[DueSum]:
    """How much is due by kind and year, in the order of the kinds."""
    found: dict[tuple[Kind, int], int] = {}
    for kind in Kind:
        source, query = SOURCES[kind], _query(body, kind, terms, today or clock.today())
        if query is None:
            continue
        year = extract("year", source.ended)
        for of_year, count in session.execute(query.with_only_columns(year, func.count()).group_by(year)):
            found[kind, int(of_year)] = count
    return [DueSum(kind, year, count) for (kind, year), count in sorted(found.items(), key=_order)]


def due_things(
    session: Session, body: str, terms: Terms, kind: Kind, today: date | None = None, *, first: int | None = None
) -> Iterator[DueThing]:
    """What of ``kind`` is due, what ended first before; ``first`` of it at most."""
    source, query = SOURCES[kind], _query(body, kind, terms, today or clock.today())
    if query is None:
        return
    query = query.with_only_columns(source.table.id, source.ended, *source.shown).order_by(
        source.ended, source.table.id
    )
    for thing_id, ended, *shown in session.execute(query.limit(first).execution_options(yield_per=_AT_ONCE)):
        day = ended.date() if isinstance(ended, datetime) else ended
        yield DueThing(kind, thing_id, day, source.naming(*shown))


def is_due(session: Session, body: str, terms: Terms, kind: Kind, thing_ids: Sequence[int], act_id: int) -> set[int]:
    """Those of ``thing_ids`` that may be removed by the act: nothing has been done with them, nobody holds them."""
    query = _query(body, kind, terms, clock.today(), besides=act_id)
    table = SOURCES[kind].table
    return set() if query is None else set(session.scalars(query.where(table.id.in_(thing_ids))))


def _query(body: str, kind: Kind, terms: Terms, today: date, besides: int = 0) -> Select[Any] | None:
    """The ids of what is due; what is in another act than ``besides`` is left out."""
    cut = terms[kind].ended_before(today)
    if cut is None:
        return None
    source = SOURCES[kind]
    table = source.table
    spoken = select(RemovalItem.thing_id).join(RemovalAct, RemovalAct.id == RemovalItem.act_id)
    spoken = spoken.where(RemovalItem.kind == kind, RemovalItem.removed.is_(None), RemovalAct.id != besides)
    spoken = spoken.where(RemovalAct.state.in_(OPEN_ACTS))
    held = held_ids(source.held, today)
    query = select(table.id).where(table.body == body, source.finished, source.before(cut))
    query = query.where(table.id.not_in(spoken), table.id.not_in(held))
    if kind is Kind.CASES:
        return query.where(*(~later for later in (*_linked_to_later(cut), _went_later(cut))))
    if kind is Kind.BATCHES:
        rows = select(BatchRow.batch_id).where(BatchRow.id.in_(held_ids(HoldKind.ROWS, today)))
        answering = (
            select(BatchRow.batch_id).join(Appeal, answers()).where(Appeal.id.in_(held_ids(HoldKind.CASES, today)))
        )
        return query.where(table.id.not_in(rows), table.id.not_in(answering))
    return query


def _linked_to_later(cut: date) -> Iterator[ColumnElement[bool]]:
    """Linked to an appeal whose own term is not over: the term of both counts from the last of them.

    One condition for each end of a link: of an OR PostgreSQL asks for every appeal beside every link.
    """
    for own, others in ((AppealLink.appeal_id, AppealLink.earlier_id), (AppealLink.earlier_id, AppealLink.appeal_id)):
        other = aliased(Appeal)
        later = or_(other.state != AppealState.DONE, _appeal_ended(other) >= cut)
        yield exists().where(own == Appeal.id, others == other.id, other.removed_by.is_(None), later)


def _went_later(cut: date) -> ColumnElement[bool]:
    """A letter to it went after the case had been closed."""
    limit = datetime.combine(cut, time(), clock.now().tzinfo)
    return exists().where(Letter.appeal_id == Appeal.id, Dispatch.letter_id == Letter.id, Dispatch.at >= limit)


def _order(counted: tuple[tuple[Kind, int], int]) -> tuple[int, int]:
    kind, year = counted[0]
    return list(Kind).index(kind), year
