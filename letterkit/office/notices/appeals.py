"""What executors are told of their appeals: one was given to them, the term of one is near."""

import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import Actor
from letterkit.office.control.closing import not_done
from letterkit.office.control.weekly_lists import due_of
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.notices.telling import tell
from letterkit.store.database import Database
from letterkit.store.notice_tables import Notice
from letterkit.store.tables import Appeal

DAYS_BEFORE = (1, 3)
"""How many days before its term is over an executor is told of an appeal."""
_AT_ONCE = 50


def tell_given(session: Session, by: Actor, appeal: Appeal, before: int | None = None) -> None:
    """Whoever answers the appeal now is told so, unless it was theirs ``before``."""
    person = appeal.responsible
    if person is not None and person.id != before:
        tell(session, by, person.id, NoticeKind.GIVEN, _subject(appeal.id), {"by": by.name, **_facts(appeal)})


def tell_near(database: Database, on: datetime.date) -> int:
    """Executors of all bodies are told which terms are near on the day ``on``; how many notices that makes.

    Whatever term was told of already is left out, so that several may do it, and again. A day on which nobody did it is
    made up for on the next one.
    """
    last = on + datetime.timedelta(days=max(DAYS_BEFORE))
    query = select(Appeal.id).where(not_done(), due_of().between(on, last), Appeal.responsible_id.is_not(None))
    marks = select(Notice.person_id, Notice.subject, Notice.once).where(Notice.once.is_not(None))
    lately = clock.now() - datetime.timedelta(days=2 * max(DAYS_BEFORE))
    with database.reading() as session:
        told = {tuple(row) for row in session.execute(marks.where(Notice.at > lately))}
        ids = session.scalars(query.order_by(due_of(), Appeal.id)).all()
    made = 0
    for start in range(0, len(ids), _AT_ONCE):  # whoever writes meanwhile does not wait for all of them
        with database.writing() as session:
            some = select(Appeal).where(Appeal.id.in_(ids[start : start + _AT_ONCE])).order_by(due_of(), Appeal.id)
            for appeal in session.scalars(some):
                due, subject = appeal.extended_to or appeal.due, _subject(appeal.id)
                once, person_id = _mark(due, on), appeal.responsible_id
                if person_id is not None and (person_id, subject, once) not in told:
                    made += tell(session, None, person_id, NoticeKind.DUE_SOON, subject, _facts(appeal), once)
    return made


def _mark(due: datetime.date, on: datetime.date) -> str:
    """By what a term that was told of is known: its day, and how near it was."""
    left = (due - on).days
    return f"{due.isoformat()}:{next(days for days in DAYS_BEFORE if left <= days)}"


def _subject(appeal_id: int) -> str:
    return f"appeal:{appeal_id}"


def _facts(appeal: Appeal) -> dict[str, str]:
    return {"appeal": appeal.number, "due": (appeal.extended_to or appeal.due).isoformat()}
