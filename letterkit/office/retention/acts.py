"""Acts of removal: one person gathers what is due, another one approves; from then on it is removed."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import islice

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor
from letterkit.core.profile import Body
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.retention.due import DueThing, due_things, is_due
from letterkit.office.retention.duties import APPROVERS, GATHERERS, READERS
from letterkit.office.retention.rules import KeepingTerm, Kind, Terms, copy_of, read_copy
from letterkit.office.retention.telling import tell_approvers
from letterkit.store import audit, paging
from letterkit.store.paging import PAGE, Page
from letterkit.store.retention_tables import RemovalAct, RemovalItem
from letterkit.store.tables import Person, table_of

_AT_ONCE = 500
_LONGEST = 200


class ActState(StrEnum):
    """PROPOSED waits for another person; APPROVED is on its way; REMOVED: nothing of what is in it is left."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    APPROVED = "approved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ActLine:
    """A line of an act: so many things of one kind and year."""

    kind: Kind
    term: KeepingTerm
    year: int
    count: int


@dataclass(frozen=True, slots=True)
class ActFacts:
    """What the paper of an act says. ``listed`` is the SHA-256 of the list of all that is in it.

    ``removed`` is when it was removed, None before that; ``left`` are the things that were held after the approval.
    """

    body: Body
    number: int
    on: date
    lines: Sequence[ActLine]
    by: Person
    approved_by: Person
    protocol: str
    listed: str
    approved_at: datetime
    removed: datetime | None = None
    left: int = 0

    @property
    def count(self) -> int:
        return sum(line.count for line in self.lines)


Composing = Callable[[ActFacts], bytes]


def propose(office: Office, by: Actor, terms: Terms, kinds: Collection[Kind], told: int | None = None) -> RemovalAct:
    """Gathers all of ``kinds`` that is due now into an act that waits for its approval.

    ``told`` is how much is due as whoever asks has seen it. Raises RequestError ``retention.nothing-due``,
    ``retention.changed``, DeniedError.
    """
    rights.demand(by, *GATHERERS)
    now = clock.now()
    with office.database.writing() as session:
        audit.hold(session)  # of two who gather at once the second finds nothing left
        act = RemovalAct(
            body=by.body, state=ActState.PROPOSED, on=now.date(), terms=copy_of(terms), made=now, by_id=by.id
        )
        session.add(act)
        session.flush()
        count = 0
        for kind in sorted(kinds, key=list(Kind).index):
            found = iter(list(due_things(session, by.body, terms, kind)))
            while some := list(islice(found, _AT_ONCE)):
                session.execute(insert(table_of(RemovalItem)), [_item(act.id, each) for each in some])
                count += len(some)
        if not count:
            raise RequestError("retention.nothing-due")
        if told is not None and told != count:
            raise RequestError("retention.changed")
        audit.record(session, by, "retention.proposed", f"act:{act.id}", things=count)
        tell_approvers(session, by, act, count)
        session.refresh(act)
        return act


def approve(office: Office, by: Actor, act_id: int, protocol: str, compose: Composing) -> RemovalAct:
    """Somebody else than who has gathered it answers for the act: it gets its number, its bytes are frozen.

    ``protocol`` is that of the expert commission, needed where some of its kinds are marked ЭПК. What was held or is
    not due any more goes out of it. Raises RequestError ``retention.own-act``, ``retention.no-protocol``,
    ``retention.wrong-step``, ``retention.nothing-due``, ``retention.gone``, DeniedError.
    """
    rights.demand(by, *APPROVERS)
    protocol = " ".join(protocol.split())[:_LONGEST]
    with office.database.writing() as session:
        audit.hold(session)
        act = _lock(session, by, act_id, ActState.PROPOSED)
        if act.by_id == by.id:
            raise DeniedError("retention.own-act")
        _take_out_what_is_not_due(session, act)
        lines = lines_of(session, act)
        if not lines:
            raise RequestError("retention.nothing-due")
        if not protocol and any(line.term.expert for line in lines):
            raise RequestError("retention.no-protocol")
        last = select(func.max(RemovalAct.number)).where(RemovalAct.body == act.body)
        act.number, act.on, act.protocol = (session.scalar(last) or 0) + 1, clock.today(), protocol or None
        act.state, act.decided, act.decided_by_id = ActState.APPROVED, clock.now(), by.id
        act.listed = office.files.put(_list_csv(session, act))
        session.flush()
        session.refresh(act)
        act.act = office.files.put(compose(facts_of(office, session, act)))
        audit.record(
            session,
            by,
            "retention.approved",
            f"act:{act.id}",
            number=act.number,
            things=sum(line.count for line in lines),
            docx=act.act,
            letters=act.listed,
        )
        return act


def refuse(office: Office, by: Actor, act_id: int, why: str) -> RemovalAct:
    """The act is not approved; what is in it is due as before.

    Raises RequestError ``retention.no-why``, ``retention.wrong-step``, ``retention.gone``, DeniedError.
    """
    why = " ".join(why.split())[:_LONGEST]
    if not why:
        raise RequestError("retention.no-why")
    with office.database.writing() as session:
        act = _lock(session, by, act_id, ActState.PROPOSED)
        if act.by_id != by.id:  # whoever has gathered it may take it back
            rights.demand(by, *APPROVERS)
        act.state, act.decided, act.decided_by_id, act.refused = ActState.REFUSED, clock.now(), by.id, why
        audit.record(session, by, "retention.refused", f"act:{act.id}")
        return act


def acts(office: Office, by: Actor, number: int = 1) -> Page[RemovalAct]:
    """The acts of the body, the newest first; raises DeniedError."""
    rights.demand(by, *READERS)
    with office.database.reading() as session:
        query = select(RemovalAct).where(RemovalAct.body == by.body).order_by(RemovalAct.id.desc())
        return paging.page(session, query, number)


@dataclass(frozen=True, slots=True)
class ActSeen:
    """An act with its ``lines``, a page of what is in it, and how much of it is removed already."""

    act: RemovalAct
    lines: Sequence[ActLine]
    items: Page[RemovalItem]
    done: int


def act_seen(office: Office, by: Actor, act_id: int, number: int = 1) -> ActSeen:
    """The act; raises RequestError ``retention.gone``, DeniedError."""
    rights.demand(by, *READERS)
    with office.database.reading() as session:
        act = _readable(session, by, act_id)
        query = select(RemovalItem).where(RemovalItem.act_id == act.id).order_by(RemovalItem.id)
        done = select(func.count()).where(RemovalItem.act_id == act.id, RemovalItem.removed.is_not(None))
        found = paging.page(session, query, number, PAGE)
        return ActSeen(act, lines_of(session, act), found, session.scalar(done) or 0)


def read_paper(office: Office, by: Actor, act_id: int, *, listed: bool = False) -> tuple[RemovalAct, bytes]:
    """The newest .docx of the act, or the list of what is in it; raises as ``act_seen``, ``retention.no-paper``."""
    rights.demand(by, *READERS)
    with office.database.reading() as session:
        act = _readable(session, by, act_id)
    name = act.listed if listed else act.final or act.act
    if name is None:
        raise RequestError("retention.no-paper")
    return act, office.files.get(name)


def lines_of(session: Session, act: RemovalAct) -> Sequence[ActLine]:
    """The lines of an act, in the order of the kinds and years."""
    query = select(RemovalItem.kind, RemovalItem.ended, func.count()).where(RemovalItem.act_id == act.id)
    counted: Counter[tuple[Kind, int]] = Counter()
    for kind, ended, count in session.execute(query.group_by(RemovalItem.kind, RemovalItem.ended)):
        counted[Kind(kind), ended.year] += count
    terms, order = read_copy(act.terms), list(Kind)
    pairs = sorted(counted, key=lambda pair: (order.index(pair[0]), pair[1]))
    return [ActLine(kind, terms[kind], year, counted[kind, year]) for kind, year in pairs]


def facts_of(office: Office, session: Session, act: RemovalAct, left: int = 0) -> ActFacts:
    """What the paper of an approved act says."""
    assert act.number is not None
    assert act.decided_by is not None
    assert act.decided is not None
    assert act.listed is not None
    return ActFacts(
        office.of(act.body).profile.body,
        act.number,
        act.on,
        lines_of(session, act),
        act.by,
        act.decided_by,
        act.protocol or "",
        act.listed,
        act.decided,
        act.removed,
        left,
    )


def _item(act_id: int, thing: DueThing) -> dict[str, object]:
    return {"act_id": act_id, "kind": thing.kind, "thing_id": thing.id, "named": thing.named, "ended": thing.ended}


def _take_out_what_is_not_due(session: Session, act: RemovalAct) -> None:
    for kind, ids in by_kind(session.execute(select(RemovalItem.kind, RemovalItem.thing_id).filter_by(act_id=act.id))):
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            still = is_due(session, act.body, read_copy(act.terms), kind, some, act.id)
            take_out(session, act, kind, set(some) - still)


def take_out(session: Session, act: RemovalAct, kind: Kind, ids: Collection[int]) -> None:
    """Has the act be no more of these things."""
    if ids:
        things = delete(RemovalItem).where(RemovalItem.act_id == act.id, RemovalItem.kind == kind)
        session.execute(things.where(RemovalItem.thing_id.in_(ids)))


def by_kind(pairs: Iterable[Sequence[object]]) -> Iterable[tuple[Kind, list[int]]]:
    """Ids of things by their kinds."""
    found: dict[Kind, list[int]] = {}
    for kind, thing_id in pairs:
        found.setdefault(Kind(str(kind)), []).append(int(str(thing_id)))
    return found.items()


def _list_csv(session: Session, act: RemovalAct) -> bytes:
    """All that is in the act, a line each, without a name of anybody."""
    whole, terms = io.StringIO(), read_copy(act.terms)
    table = csv.writer(whole, delimiter=";", lineterminator="\r\n")
    table.writerow(("вид", "что", "окончено", "срок истёк по статье"))
    query = select(RemovalItem.kind, RemovalItem.named, RemovalItem.ended).where(RemovalItem.act_id == act.id)
    for kind, named, ended in session.execute(query.order_by(RemovalItem.id)):
        term = terms[Kind(kind)]
        table.writerow((term.title, named, f"{ended:%d.%m.%Y}", term.article or term.source))
    return whole.getvalue().encode("utf-8-sig")


def _readable(session: Session, by: Actor, act_id: int) -> RemovalAct:
    act = session.get(RemovalAct, act_id)
    if act is None or act.body != by.body:
        raise RequestError("retention.gone")
    return act


def _lock(session: Session, by: Actor, act_id: int, state: ActState) -> RemovalAct:
    session.execute(select(RemovalAct.id).where(RemovalAct.id == act_id).with_for_update())
    act = _readable(session, by, act_id)
    session.refresh(act)
    if act.state != state:
        raise RequestError("retention.wrong-step")
    return act
