"""Which term an appeal is due by, and its day counted anew: by another term, by a calendar that has become known."""

from collections.abc import Callable, Sequence

from sqlalchemy import select, update

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.deadlines.counting import CountedDeadline, reckon_deadline
from letterkit.deadlines.terms import FIRST_TERMS
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.control.extension import move_letters
from letterkit.russian.calendar import Weekend
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.tables import Appeal, Letter


def due_by(appeal: Appeal, weekend: Weekend) -> CountedDeadline:
    """The first term of ``appeal`` as it is counted now."""
    return reckon_deadline(appeal.registered, appeal.term if appeal.term in FIRST_TERMS else "review", weekend)


def choose(office: Office, by: Actor, appeal_id: int, term: str) -> Appeal:
    """The appeal is due by ``term`` from now on (7.7, 7.8; 59-FZ 8 and 11).

    Raises RequestError ``deadline.no-term``, ``extension.twice`` for one that is extended, ``appeal.done``,
    ``appeal.gone``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY, Duty.EXECUTOR)
    if term not in FIRST_TERMS:
        raise RequestError("deadline.no-term", value=term, known=", ".join(sorted(FIRST_TERMS)))
    weekend: Weekend = office.of(by.body).profile.weekend  # type: ignore[assignment]
    with office.database.writing() as session:
        appeal = rights.appeal_open(session, by, appeal_id)
        if appeal.extended_to is not None:
            raise RequestError("extension.twice", until=f"{appeal.extended_to:%d.%m.%Y}")
        appeal.term = term
        appeal.due = due_by(appeal, weekend).deadline.due
        move_letters(session, appeal.id, appeal.due)
        audit.record(session, by, "appeal.term-chosen", f"appeal:{appeal.id}", term=term, due=appeal.due.isoformat())
        return appeal


def recount(database: Database, weekend_of: Callable[[str], Weekend]) -> Sequence[int]:
    """Moves the days of open appeals that stood unmoved on a day off for want of a calendar; which were moved.

    A day that somebody has given otherwise (a table of the register has its own) is left alone.
    """
    columns = (Appeal.body, Appeal.registered, Appeal.term, Appeal.due)
    with database.reading() as session:
        known = session.execute(select(*columns).where(rights.not_done()).distinct()).all()
    moved: list[int] = []
    for body, registered, term, due in known:
        now = reckon_deadline(registered, term if term in FIRST_TERMS else "review", weekend_of(body))
        if now.is_confirmed and due == now.deadline.counted != now.deadline.due:
            same = (Appeal.body == body, Appeal.registered == registered, Appeal.term == term, Appeal.due == due)
            with database.writing() as session:
                open_yet = select(Appeal.id).where(*same, rights.not_done())
                rows = session.scalars(open_yet.order_by(Appeal.id).with_for_update()).all()
                new = now.deadline.due
                session.execute(update(Appeal).where(Appeal.id.in_(rows)).values(due=new))
                unextended = select(Appeal.id).where(Appeal.id.in_(rows), Appeal.extended_to.is_(None))
                session.execute(
                    update(Letter)
                    .where(Letter.appeal_id.in_(unextended), Letter.state != LetterState.SENT)
                    .values(due=new)
                )
                for appeal_id in rows:
                    audit.record(session, None, "appeal.recounted", f"appeal:{appeal_id}", due=new.isoformat())
            moved += rows
    return moved
