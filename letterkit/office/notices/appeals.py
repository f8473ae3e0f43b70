"""What those who answer an appeal are told: it was given to them, they are to help with it, its term is near."""

import datetime
from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import Actor
from letterkit.office import rights
from letterkit.office.control.weekly_lists import due_of
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.notices.telling import tell
from letterkit.office.register import helpers
from letterkit.store.database import Database
from letterkit.store.notice_tables import Notice
from letterkit.store.register_tables import CoExecutor
from letterkit.store.tables import Appeal

DAYS_BEFORE = (1, 3)
"""How many days before its term is over an executor is told of an appeal."""
_AT_ONCE = 50


def tell_given(session: Session, by: Actor, appeal: Appeal, before: int | None = None) -> None:
    """Whoever answers the appeal now is told so, unless it was theirs ``before``."""
    person = appeal.responsible
    if person is not None and person.id != before:
        tell(session, by, person.id, NoticeKind.GIVEN, _subject(appeal.id), {"by": by.name, **_facts(appeal)})


def tell_helping(session: Session, by: Actor, appeal: Appeal, people: Collection[int]) -> None:
    """``people`` are told that they answer the appeal together with its main executor."""
    for person_id in people:
        facts = {"by": by.name, "helps": True, **_facts(appeal)}
        tell(session, by, person_id, NoticeKind.GIVEN, _subject(appeal.id), facts)


def tell_near(database: Database, on: datetime.date) -> int:
    """Executors of all bodies, and who helps them, are told which terms are near on the day ``on``; how many notices.

    Whatever term was told of already is left out, so that several may do it, and again. A day on which nobody did it is
    made up for on the next one.
    """
    last = on + datetime.timedelta(days=max(DAYS_BEFORE))
    has_people = or_(Appeal.responsible_id.is_not(None), Appeal.id.in_(select(CoExecutor.appeal_id)))
    query = select(Appeal.id).where(rights.not_done(), due_of().between(on, last), has_people)
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
                once = _mark(due, on)
                for person_id in _answering(session, appeal):
                    if (person_id, subject, once) not in told:
                        made += tell(session, None, person_id, NoticeKind.DUE_SOON, subject, _facts(appeal), once)
    return made


def _answering(session: Session, appeal: Appeal) -> Collection[int]:
    """The main executor and who answers with them."""
    main = [appeal.responsible_id] if appeal.responsible_id is not None else []
    return [*main, *(person.id for person in helpers.people_of(session, appeal.id))]


def _mark(due: datetime.date, on: datetime.date) -> str:
    """By what a term that was told of is known: its day, and how near it was."""
    left = (due - on).days
    return f"{due.isoformat()}:{next(days for days in DAYS_BEFORE if left <= days)}"


def _subject(appeal_id: int) -> str:
    return f"appeal:{appeal_id}"


def _facts(appeal: Appeal) -> dict[str, str]:
    return {"appeal": appeal.number, "due": (appeal.extended_to or appeal.due).isoformat()}
