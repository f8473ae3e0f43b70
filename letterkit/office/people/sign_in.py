"""Signing in by a password; wrong ones are counted, and after too many of them one has to wait (``sign_in_waits``).

Whoever is refused learns nothing: an unknown login, a wrong password and a closed account are answered alike and take
the same time, and so does the wait, which comes before any password is looked at.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError
from letterkit.office.people import sign_in_delays as waits
from letterkit.office.people.accounts import with_login
from letterkit.office.people.passwords import hash_of, is_dated, matches
from letterkit.office.people.sessions import addresses_of
from letterkit.office.people.sign_in_delays import Origin, Shut, network_of
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.tables import Person

_NOBODY = "person:unknown"
_MINUTE = timedelta(minutes=1)


def sign_in(database: Database, login: str, password: str, origin: Origin) -> Person:
    """The person who has this login and this password.

    Raises DeniedError ``sign-in.refused``, or ``sign-in.wait`` with ``minutes`` to wait, and ToolFailed as ``matches``:
    such a try does not count.

    The journal keeps every password that was looked at; a login that nobody has is not kept: it may be a password in
    the wrong field.
    """
    with database.reading() as session:
        known = with_login(session, login)
        hashed = known.password if known is not None else None
        name = origin.name_of(login, known.id if known is not None else None)
        before = waits.shut(session, name, origin.network)
    if before.here is not None:
        raise _refusal(before)
    matched = matches(password, hashed)
    anew = hash_of(password) if matched and hashed is not None and is_dated(hashed) else None
    with database.writing() as session:
        # Asked again, alone: tries made at the same moment count each.
        person = with_login(session, login, alone=True)
        shut = waits.shut(session, name, origin.network)
        # Kept anew meanwhile by a try beside this one, it is still the same password.
        holds = person is not None and matched and (person.password == hashed or matches(password, person.password))
        if person is not None and holds and _may_enter(session, person, origin, shut):
            if anew is not None:
                person.password = anew
            person.last_sign_in = clock.now()
            waits.forget_here(session, person.id, origin.network)
            record(session, person.actor, "person.signed-in", f"person:{person.id}")
            return person
        after = waits.count(session, name, origin.network)
        _note(session, person, shut, after)
    raise _refusal(after)


def _may_enter(session: Session, person: Person, origin: Origin, shut: Shut) -> bool:
    if not person.active or person.is_program or shut.here is not None:
        return False
    if shut.elsewhere is None:
        return True
    # Strangers shut the door to strangers: where the person has been signing in it stays open.
    return origin.network in {network_of(each) for each in addresses_of(session, person.id)}


def _note(session: Session, person: Person | None, shut: Shut, after: Shut) -> None:
    """What has come of the try, in the journal."""
    details = {}
    action = "person.sign-in-failed"
    if shut.until is not None:
        action = "person.sign-in-while-locked"
    elif after.until is not None:
        action, details = "person.locked", {"minutes": _minutes(after)}
    record(session, None, action, f"person:{person.id}" if person is not None else _NOBODY, **details)


def _refusal(shut: Shut) -> DeniedError:
    if shut.until is None:
        return DeniedError("sign-in.refused", tries=waits.PAIR.free)
    return DeniedError("sign-in.wait", minutes=_minutes(shut))


def _minutes(shut: Shut) -> int:
    assert shut.until is not None
    return max(1, -((clock.now() - shut.until) // _MINUTE))
