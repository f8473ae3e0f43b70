"""Signing in by a password: tries are counted, and after too many of them the door stays shut for a while.

Whoever is refused learns nothing: an unknown login, a wrong password, a closed account and a lock are answered alike
and take the same time.
"""

from datetime import datetime, timedelta

from letterkit.core import clock
from letterkit.core.errors import DeniedError
from letterkit.core.office import Actor
from letterkit.flow.passwords import hash_of, is_dated, matches
from letterkit.flow.people import with_login
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.tables import Person

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
_NOBODY = "person:unknown"


def sign_in(database: Database, login: str, password: str) -> Person:
    """The person who has this login and this password.

    Raises DeniedError ``sign-in.refused``, and ToolFailed as ``matches``: such a try does not count.

    The journal keeps every try; a login that nobody has is not kept: it may be a password in the wrong field.
    """
    with database.reading() as session:
        known = with_login(session, login)
        hashed = known.password if known is not None else None
    matched = matches(password, hashed)
    anew = hash_of(password) if matched and hashed is not None and is_dated(hashed) else None
    with database.writing() as session:
        # Asked again, alone: tries made at the same moment count each.
        person = with_login(session, login, alone=True)
        if person is None:
            record(session, None, "person.sign-in-failed", _NOBODY)
        else:
            # Kept anew meanwhile by a try beside this one, it is still the same password.
            holds = matched and (person.password == hashed or matches(password, person.password))
            action = _tried(person, holds, clock.now())
            admitted = action == "person.signed-in"
            if admitted and anew is not None:
                person.password = anew
            record(session, person.actor if admitted else None, action, f"person:{person.id}")
    if person is None or not admitted:
        raise DeniedError("sign-in.refused", tries=TRIES, minutes=LOCKED_FOR // timedelta(minutes=1))
    return person


def signed_out(database: Database, by: Actor) -> None:
    """Notes that ``by`` has left."""
    with database.writing() as session:
        record(session, by, "person.signed-out", f"person:{by.id}")


def is_locked(person: Person) -> bool:
    """Whether the door is shut to ``person`` at this moment."""
    return person.locked_until is not None and person.locked_until > clock.now()


def _tried(person: Person, matched: bool, now: datetime) -> str:
    """What has come of it, as the journal calls it."""
    if person.locked_until is not None:
        if person.locked_until > now:
            return "person.sign-in-while-locked"
        person.failed_sign_ins, person.locked_until = 0, None
    if matched and person.active and not person.is_program:
        person.failed_sign_ins, person.last_sign_in = 0, now
        return "person.signed-in"
    person.failed_sign_ins += 1
    if person.failed_sign_ins < TRIES:
        return "person.sign-in-failed"
    person.locked_until = now + LOCKED_FOR
    return "person.locked"
