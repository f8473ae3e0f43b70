"""Who is told of terms of keeping: gatherers once a week of what is due, approvers of an act that waits for them."""

from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from letterkit.core.office import Actor, Duty
from letterkit.office.control.weekly_lists import monday_of
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.notices.telling import holders_of, tell
from letterkit.office.retention.due import due_sums
from letterkit.office.retention.duties import APPROVERS, GATHERERS
from letterkit.office.retention.rules import Terms
from letterkit.store.database import Database
from letterkit.store.retention_tables import RemovalAct
from letterkit.store.tables import Person

_COUNTING = 0x6C6B6475  # «lkdu», an advisory lock of PostgreSQL


def tell_due(database: Database, terms: Terms, today: date) -> int:
    """Tells of what is due, once a week whoever asks; how many people were told.

    While another worker counts what is due, nothing is done: at a million it takes seconds.
    """
    with database.reading() as session:
        if not _is_free(session):
            return 0
        bodies = session.scalars(select(Person.body).distinct()).all()
        counts = {body: sum(each.count for each in due_sums(session, body, terms, today)) for body in bodies}
    told, once = 0, monday_of(today).isoformat()
    with database.writing() as session:
        for body, count in counts.items():
            if count:
                for person_id in _people(session, body, GATHERERS):
                    details = {"things": count}
                    told += tell(session, None, person_id, NoticeKind.RETENTION, "retention:due", details, once)
    return told


def _is_free(session: Session) -> bool:
    """Whether nobody else is counting: whoever asks after that is told no, as long as ``session`` lasts."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.scalar(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": _COUNTING}))


def tell_approvers(session: Session, by: Actor, act: RemovalAct, count: int) -> None:
    """Tells those who may approve the act that it waits for them."""
    for person_id in _people(session, act.body, APPROVERS):
        tell(session, by, person_id, NoticeKind.RETENTION, f"act:{act.id}", {"by": by.name, "things": count})


def _people(session: Session, body: str, duties: tuple[Duty, ...]) -> list[int]:
    return sorted({person_id for duty in duties for person_id in holders_of(session, body, duty)})
