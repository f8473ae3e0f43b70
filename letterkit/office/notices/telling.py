"""A notice is added for a person, in the transaction of what it tells of: both happen or neither does."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import Actor, Duty
from letterkit.office.notices.choices import ways_of
from letterkit.office.notices.kinds import MailState, NoticeKind
from letterkit.store.new_rows import add_new
from letterkit.store.notice_tables import Notice
from letterkit.store.tables import Person, PersonDuty

_TOGETHER = timedelta(minutes=1)
"""Things of one kind about one subject that follow each other so soon are told as one."""


def tell(
    session: Session,
    by: Actor | None,
    person_id: int,
    kind: NoticeKind,
    subject: str,
    details: dict[str, Any],
    once: str | None = None,
) -> bool:
    """Tells a person of what ``by`` has done (None: letterkit itself), as they want to be told; whether it was told.

    Nobody is told what they have done themselves. What was told within the last minute and is not read yet is not told
    twice, nor what has the same ``once`` ever.
    """
    person = session.get(Person, person_id)
    if person is None or not person.active or person.is_program or (by is not None and by.id == person_id):
        return False
    ways = ways_of(session, person_id, kind)
    mail = MailState.WAITS if ways.by_mail and person.email else None
    if not (ways.in_page or mail) or (once is None and _is_told(session, person_id, kind, subject)):
        return False
    values = {
        "body": person.body,
        "person_id": person_id,
        "kind": kind,
        "subject": subject,
        "once": once,
        "details": details,
        "at": clock.now(),
        "in_page": ways.in_page,
        "mail": mail,
    }
    return bool(add_new(session, Notice, [values]))


def holders_of(session: Session, body: str, duty: Duty) -> Iterable[int]:
    """The people of a body who have ``duty``, by their numbers."""
    query = select(Person.id).join(PersonDuty, PersonDuty.person_id == Person.id).order_by(Person.id)
    return session.scalars(query.where(PersonDuty.duty == duty, Person.active, Person.body == body)).all()


def _is_told(session: Session, person_id: int, kind: NoticeKind, subject: str) -> bool:
    lately = select(Notice.id).filter_by(person_id=person_id, kind=kind, subject=subject, read=None)
    return session.scalars(lately.where(Notice.at > clock.now() - _TOGETHER).limit(1)).first() is not None
