"""Single things kept longer than their term: sought by the archive or a court, or blocked."""

import datetime
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.holds import HoldKind, HoldReason, subject_of
from letterkit.office.retention.due import SOURCES
from letterkit.office.retention.duties import GATHERERS, READERS
from letterkit.store import audit
from letterkit.store.retention_tables import HELD, Hold

_LONGEST = 400


def hold(
    office: Office,
    by: Actor,
    kind: HoldKind,
    thing_id: int,
    why: HoldReason,
    words: str,
    until: datetime.date | None,
) -> Hold:
    """Keeps the thing from removal, for good where ``until`` is None.

    Raises RequestError ``hold.gone``, ``hold.bad-until``, ``retention.no-why``, DeniedError.
    """
    rights.demand(by, *GATHERERS)
    words = " ".join(words.split())[:_LONGEST]
    if not words:
        raise RequestError("retention.no-why")
    if until is not None and until < clock.today():
        raise RequestError("hold.bad-until", value=f"{until:%d.%m.%Y}")
    with office.database.writing() as session:
        return put(session, by, kind, thing_id, why, words, until)


def put(
    session: Session,
    by: Actor,
    kind: HoldKind,
    thing_id: int,
    why: HoldReason,
    words: str,
    until: datetime.date | None = None,
) -> Hold:
    """As ``hold``, in the transaction that is open; one that is held so already is told anew."""
    table = next((source.table for source in SOURCES.values() if source.held is kind), None)
    there = session.get(table, thing_id) if table is not None else None
    if there is None or there.body != by.body or getattr(there, "removed_by", None) is not None:
        raise RequestError("hold.gone")
    known = session.scalar(select(Hold).where(HELD, Hold.kind == kind, Hold.thing_id == thing_id, Hold.why == why))
    if known is not None:
        known.words, known.until, known.at, known.by_id = words, until, clock.now(), by.id
        held = known
    else:
        held = Hold(
            body=by.body, kind=kind, thing_id=thing_id, why=why, words=words, until=until, at=clock.now(), by_id=by.id
        )
        session.add(held)
    session.flush()
    audit.record(session, by, "hold.put", subject_of(kind, thing_id), hold=why.value)
    return held


def lift(office: Office, by: Actor, hold_id: int) -> Hold:
    """The thing is held no more for that reason; raises RequestError ``hold.gone``, DeniedError."""
    rights.demand(by, *GATHERERS)
    with office.database.writing() as session:
        held = session.get(Hold, hold_id)
        if held is None or held.body != by.body or held.lifted is not None:
            raise RequestError("hold.gone")
        held.lifted, held.lifted_by_id = clock.now(), by.id
        audit.record(session, by, "hold.lifted", subject_of(HoldKind(held.kind), held.thing_id), hold=held.why)
        return held


def holds(office: Office, by: Actor) -> Sequence[Hold]:
    """All that is held in the body, the newest first; raises DeniedError."""
    rights.demand(by, *READERS)
    with office.database.reading() as session:
        query = select(Hold).where(HELD, Hold.body == by.body).order_by(Hold.id.desc())
        return session.scalars(query).all()
