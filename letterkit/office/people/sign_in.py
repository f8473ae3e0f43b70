"""Signing in by a password; wrong ones are counted, and after too many of them one has to wait (``sign_in_waits``).

Whoever is refused learns nothing: an unknown login, a wrong password and a closed account are answered alike and take
the same time, and so does the wait, which comes before any password is looked at.

Every sign-in passes ``admit``: a password, a directory or a provider has proved who it is. Somebody with a second step
(``second_step``) is in only after ``prove_second_step``; both are counted together, so that whoever knows a password
has no more tries at codes than others have at passwords.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError
from letterkit.office.people import sign_in_delays as waits
from letterkit.office.people.accounts import with_login
from letterkit.office.people.password_rules import is_temporary_over
from letterkit.office.people.passwords import hash_of, is_dated, matches
from letterkit.office.people.second_step import Way, is_set_up
from letterkit.office.people.sessions import addresses_of
from letterkit.office.people.sign_in_delays import Origin, Shut, network_of
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.tables import Person

Proof = Callable[[Session, Person], Way | None]
"""Looks at what somebody gives to prove who they are, inside the transaction that counts it; None: it is wrong."""
NOBODY = "person:unknown"
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a wrong proof is called in the journal, and by what code it is refused."""

    action: str
    refusal: str


def sign_in(database: Database, login: str, password: str, origin: Origin) -> Person:
    """The person who has this login and this password, as ``admit``.

    Raises DeniedError ``sign-in.refused``, or ``sign-in.wait`` with ``minutes`` to wait, and ToolFailed as ``matches``:
    such a try does not count. DeniedError ``sign-in.temporary-over``: a temporary password whose days are over.

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
            if not is_temporary_over(person, clock.now()):
                if anew is not None:
                    person.password = anew
                _admit(session, person, origin)
                return person
            record(session, None, "person.temporary-password-over", f"person:{person.id}")
            refusal = DeniedError("sign-in.temporary-over")
        else:
            after = waits.count(session, name, origin.network)
            _note(session, person, shut, after)
            refusal = _refusal(after)
    raise refusal


def admit(database: Database, person_id: int, origin: Origin, way: Way | None = None) -> Person:
    """The person, whom a directory or a provider vouches for: signed in, or with their second step before them.

    With ``way`` there has been a second step elsewhere. Raises DeniedError ``sign-in.refused`` for somebody who is shut
    out.
    """
    with database.writing() as session:
        person = session.get(Person, person_id)
        if person is None or not person.active or person.is_program:
            raise DeniedError("sign-in.refused", tries=waits.PAIR.free)
        _admit(session, person, origin, way)
        return person


def prove_second_step(database: Database, person_id: int, proof: Proof, origin: Origin) -> Person:
    """The person, signed in by their second step after what ``admit`` stands for; raises as ``sign_in``."""

    def enter(session: Session, person: Person, way: Way) -> None:
        _enter(session, person, origin, way)

    return _prove(
        database, person_id, proof, origin, enter, _Words("person.sign-in-step-failed", "second-step.refused")
    )


def prove_again(database: Database, person_id: int, proof: Proof, origin: Origin) -> Person:
    """The person, who has signed in already and proves once more who they are; raises as ``sign_in``."""

    def go_on(session: Session, person: Person, way: Way) -> None:
        waits.forget_here(session, person.id, origin.network)
        record(session, person.actor, "person.proved-again", f"person:{person.id}", proof=way)

    return _prove(database, person_id, proof, origin, go_on, _Words("person.sign-in-proof-failed", "proof.refused"))


def _prove(
    database: Database,
    person_id: int,
    proof: Proof,
    origin: Origin,
    then: Callable[[Session, Person, Way], None],
    words: _Words,
) -> Person:
    name = str(person_id)
    with database.writing() as session:
        person = session.scalars(select(Person).where(Person.id == person_id).with_for_update()).first()
        shut = waits.shut(session, name, origin.network)
        if person is not None and _may_enter(session, person, origin, shut) and (way := proof(session, person)):
            then(session, person, way)
            return person
        after = shut if shut.here is not None else waits.count(session, name, origin.network)
        _note(session, person, shut, after, words.action)
    raise _refusal(after, words.refusal)


def _admit(session: Session, person: Person, origin: Origin, way: Way | None = None) -> None:
    if way is None and is_set_up(session, person.id):
        record(session, person.actor, "person.first-step", f"person:{person.id}")
    else:
        _enter(session, person, origin, way)


def _enter(session: Session, person: Person, origin: Origin, way: Way | None = None) -> None:
    person.last_sign_in = clock.now()
    waits.forget_here(session, person.id, origin.network)
    record(session, person.actor, "person.signed-in", f"person:{person.id}", **({"step": way} if way else {}))


def _may_enter(session: Session, person: Person, origin: Origin, shut: Shut) -> bool:
    if not person.active or person.is_program or shut.here is not None:
        return False
    if shut.elsewhere is None:
        return True
    # Strangers shut the door to strangers: where the person has been signing in it stays open.
    return origin.network in {network_of(each) for each in addresses_of(session, person.id)}


def _note(
    session: Session, person: Person | None, shut: Shut, after: Shut, action: str = "person.sign-in-failed"
) -> None:
    """What has come of the try, in the journal."""
    details = {}
    if shut.until is not None:
        action = "person.sign-in-while-locked"
    elif after.until is not None:
        action, details = "person.locked", {"minutes": _minutes(after)}
    record(session, None, action, f"person:{person.id}" if person is not None else NOBODY, **details)


def _refusal(shut: Shut, code: str = "sign-in.refused") -> DeniedError:
    if shut.until is None:
        return DeniedError(code, tries=waits.PAIR.free)
    return DeniedError("sign-in.wait", minutes=_minutes(shut))


def _minutes(shut: Shut) -> int:
    assert shut.until is not None
    return max(1, -((clock.now() - shut.until) // _MINUTE))
