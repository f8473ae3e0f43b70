"""Sessions of browsers: each sign-in is a row that can be ended from elsewhere, with all copies of its cookie."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, Duty
from letterkit.office.people.second_step import is_lacking
from letterkit.office.people.sign_in_delays import network_around
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.session_tables import SignIn
from letterkit.store.tables import AuditEntry, Person

KEPT_FOR = timedelta(days=30)
"""How long a sign-in is remembered, and with it that its address is one of the person's own."""
_ENDERS = (Duty.ADMINISTRATOR, Duty.OFFICER)
NOTED_EVERY = timedelta(minutes=1)
"""How exact ``SignIn.seen`` is: reading pages should write little."""


class End(StrEnum):
    """Why a session is over."""

    ENDED = "ended"  # by its person, by an administrator, by another password
    IDLE = "idle"  # nothing was done for long
    AGED = "aged"  # begun too long ago, whatever was done in it


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a session lives with nothing done in it (``idle``), and at most (``whole``)."""

    idle: timedelta
    whole: timedelta

    def end_of(self, sign_in: SignIn, now: datetime) -> End | None:
        """Why this session is over at the moment ``now``; None when it is alive."""
        if sign_in.ended is not None:
            return End.ENDED
        if now - sign_in.begun >= self.whole:
            return End.AGED
        return End.IDLE if now - sign_in.seen > self.idle else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session begins: ``browser`` is what it says of itself, in short words."""

    address: str
    browser: str


def begin(
    database: Database,
    person_id: int,
    place: Place,
    instead_of: str = "",
    *,
    step: str | None = None,
    kept_for: timedelta = KEPT_FOR,
) -> str:
    """The token of a new session; ``instead_of`` is that of the one that this browser had, which ends.

    ``step`` is the second step that it began with; sign-ins older than ``kept_for`` are forgotten.
    """
    token, now = secrets.token_urlsafe(32), clock.now()
    begun = SignIn(
        token=hash_of(token),
        person_id=person_id,
        begun=now,
        seen=now,
        proved=now,
        address=place.address[:45],
        browser=place.browser,
        step=step,
    )
    with database.writing() as session:
        _end(session, SignIn.token == hash_of(instead_of))
        session.execute(delete(SignIn).where(SignIn.begun < now - max(KEPT_FOR, kept_for)))
        session.add(begun)
    return token


def is_known_place(session: Session, person: Person, place: Place, known_for: timedelta) -> bool:
    """Whether the person has signed in from that network and, there or elsewhere, in such a browser of late.

    Somebody new has nothing to compare with: the first sign-in that the journal knows of is no news.
    """
    since = clock.now() - known_for
    rows = session.scalars(select(SignIn).where(SignIn.person_id == person.id, SignIn.begun >= since)).all()
    if not rows:
        entered = select(AuditEntry.id).filter_by(subject=f"person:{person.id}", action="person.signed-in").limit(2)
        return len(session.scalars(entered).all()) < 2
    return network_around(place.address) in {network_around(each.address) for each in rows} and place.browser in {
        each.browser for each in rows
    }


def find_sign_in(database: Database, token: str, mark: str) -> tuple[SignIn, Person, bool] | None:
    """The session of that token, be it over, and the person, who has this ``fs_uniquifier`` and may sign in.

    Last: whether a duty of theirs asks for a second step and they have none.
    """
    wanted = (
        select(SignIn, Person, is_lacking())
        .join(Person, Person.id == SignIn.person_id)
        .where(SignIn.token == hash_of(token), Person.fs_uniquifier == mark, Person.active, ~Person.is_program)
    )
    with database.reading() as session:
        found = session.execute(wanted).first()
    return None if found is None else (found[0], found[1], found[2])


def note_done(database: Database, session_id: int) -> None:
    """Something is done in this session now."""
    with database.writing() as session:
        session.execute(update(SignIn).where(SignIn.id == session_id, SignIn.ended.is_(None)).values(seen=clock.now()))


def note_proof(database: Database, session_id: int) -> None:
    """The person has proved once more in this session who they are."""
    with database.writing() as session:
        session.execute(update(SignIn).where(SignIn.id == session_id).values(proved=clock.now()))


def alive(database: Database, terms: Terms, person_id: int) -> Sequence[SignIn]:
    """The sessions of a person that are not over, the one last used first."""
    wanted = select(SignIn).where(SignIn.person_id == person_id, *conditions_of(terms)).order_by(SignIn.seen.desc())
    with database.reading() as session:
        return session.scalars(wanted).all()


def alive_of_all(database: Database, terms: Terms) -> Sequence[tuple[SignIn, Person]]:
    """The sessions of everybody that are not over, with their people; the one last used first."""
    wanted = select(SignIn, Person).join(Person, Person.id == SignIn.person_id).where(*conditions_of(terms))
    with database.reading() as session:
        return [(row[0], row[1]) for row in session.execute(wanted.order_by(SignIn.seen.desc()))]


def leave(database: Database, by: Actor, session_id: int) -> None:
    """Signs ``by`` out in that browser."""
    with database.writing() as session:
        _end(session, SignIn.person_id == by.id, SignIn.id == session_id)
        record(session, by, "person.signed-out", f"person:{by.id}")


def end_own(database: Database, by: Actor, session_id: int) -> None:
    """Ends a session of one's own in another browser; raises RequestError ``session.gone``."""
    with database.writing() as session:
        found = session.get(SignIn, session_id)
        if found is None or found.person_id != by.id:
            raise RequestError("session.gone")
        if _end(session, SignIn.id == session_id):
            record(session, by, "person.session-ended", f"person:{by.id}", browser=found.browser)


def end_others(database: Database, by: Actor, terms: Terms, session_id: int) -> int:
    """Ends all one's own sessions but ``session_id``; how many they were."""
    with database.writing() as session:
        count = _end(session, SignIn.person_id == by.id, SignIn.id != session_id, *conditions_of(terms))
        if count:
            record(session, by, "person.sessions-ended", f"person:{by.id}", sessions=count)
    return count


def end_all(database: Database, by: Actor, terms: Terms, person_id: int) -> int:
    """Ends all sessions of a person; how many they were. Raises DeniedError unless ``by`` is one of _ENDERS."""
    _demand_ender(by)
    with database.writing() as session:
        count = _end(session, SignIn.person_id == person_id, *conditions_of(terms))
        if count:
            record(session, by, "person.sessions-ended", f"person:{person_id}", sessions=count)
    return count


def end_one(database: Database, by: Actor, person_id: int, session_id: int) -> None:
    """Ends one session of a person.

    Raises DeniedError unless ``by`` is one of _ENDERS, RequestError ``session.gone``.
    """
    _demand_ender(by)
    with database.writing() as session:
        found = session.get(SignIn, session_id)
        if found is None or found.person_id != person_id:
            raise RequestError("session.gone")
        if _end(session, SignIn.id == session_id):
            record(session, by, "person.session-ended", f"person:{person_id}", browser=found.browser)


def end_of_person(session: Session, person_id: int) -> None:
    """Ends all sessions of a person in the open transaction."""
    _end(session, SignIn.person_id == person_id)


def addresses_of(session: Session, person_id: int) -> Sequence[str]:
    """Where the person has signed in from of late (``KEPT_FOR``)."""
    of_late = SignIn.begun >= clock.now() - KEPT_FOR
    return session.scalars(select(SignIn.address).where(SignIn.person_id == person_id, of_late).distinct()).all()


def _demand_ender(by: Actor) -> None:
    if not by.has(*_ENDERS):
        raise DeniedError("denied.duty", duties=_ENDERS)


def conditions_of(terms: Terms) -> tuple[ColumnElement[bool], ...]:
    """As ``Terms.end_of``, for a query."""
    now = clock.now()
    return SignIn.ended.is_(None), SignIn.begun > now - terms.whole, SignIn.seen >= now - terms.idle


def _end(session: Session, *which: ColumnElement[bool]) -> int:
    return len(
        session.scalars(
            update(SignIn).where(SignIn.ended.is_(None), *which).values(ended=clock.now()).returning(SignIn.id)
        ).all()
    )


def hash_of(token: str) -> str:
    """``token`` as it is kept."""
    return hashlib.sha256(token.encode()).hexdigest()
