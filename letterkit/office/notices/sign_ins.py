"""What people are told of their own sign-in: somebody came in from a new place, their second step was taken off."""

from datetime import timedelta

from sqlalchemy.orm import Session

from letterkit.core.office import Actor
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.notices.telling import tell
from letterkit.office.people import second_step_demands
from letterkit.office.people.sessions import Place, is_known_place
from letterkit.store.database import Database
from letterkit.store.tables import Person


def tell_place(database: Database, person_id: int, place: Place, known_for: timedelta) -> bool:
    """Tells somebody who is signing in that it is from a network or a browser not seen for ``known_for``.

    Whether they are told. Told before the session begins, to which the place is a known one.
    """
    with database.reading() as session:
        if is_known_place(session, session.get_one(Person, person_id), place, known_for):
            return False
    with database.writing() as session:
        told = {"what": "place", "browser": place.browser, "address": place.address}
        return tell(session, None, person_id, NoticeKind.SIGN_IN, f"person:{person_id}", told)


def take_off_second_step(database: Database, by: Actor | None, person_id: int) -> Person:
    """As ``second_step_demands.take_off``; the person is told."""
    with database.writing() as session:
        if second_step_demands.take_off(session, by, person_id):
            tell_taken_off(session, by, person_id)
        return session.get_one(Person, person_id)


def tell_taken_off(session: Session, by: Actor | None, person_id: int) -> None:
    """Tells somebody that ``by`` has taken their second step off."""
    told = {"what": "second-step-off", **({"by": by.name} if by is not None else {})}
    tell(session, by, person_id, NoticeKind.SIGN_IN, f"person:{person_id}", told)
