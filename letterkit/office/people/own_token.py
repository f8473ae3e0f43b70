"""A person's own token: their programs ask by it as they themselves, within their duties. One for each person.

A token outlives sessions by far, so that one is made for a password only; another password ends it, as does shutting
the person out.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, Duty, Scope
from letterkit.office.people.passwords import matches
from letterkit.office.people.second_step import is_lacking_for_token
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.tables import AuditEntry, Person

_MADE, _ENDED, _REFUSED = "person.token-made", "person.token-ended", "person.token-refused"
_REFUSED_EVERY = timedelta(days=1)
"""How often the journal is told of a program that goes on asking by a token that is refused."""
_ENDERS = (Duty.ADMINISTRATOR, Duty.OFFICER)
_WRITERS = frozenset({Duty.EXECUTOR, Duty.REGISTRY})
_OF_LETTERS = _WRITERS | {Duty.REVIEWER, Duty.SIGNER}
_DUTIES: Mapping[Scope, frozenset[Duty]] = {
    Scope.READ: _OF_LETTERS,
    Scope.CHECK: frozenset(Duty),
    Scope.APPEALS: _WRITERS,
    Scope.LETTERS: _OF_LETTERS,
    Scope.BATCHES: _WRITERS,
}
"""Whom a scope is of use to; subscriptions are for programs of the body alone."""


def scopes_within(duties: Iterable[Duty]) -> frozenset[Scope]:
    """What a person of these duties may have a token for."""
    held = frozenset(duties)
    return frozenset(scope for scope, users in _DUTIES.items() if users & held)


def kept_scopes(scopes: Iterable[Scope]) -> str:
    """``scopes`` as they are kept, in their own order; raises RequestError ``program.no-scope``."""
    wanted = frozenset(scopes)
    if not wanted:
        raise RequestError("program.no-scope")
    return " ".join(each.value for each in Scope if each in wanted)


def scopes_now(person: Person) -> frozenset[Scope]:
    """What the token of ``person`` or of a program is good for now: duties taken away take their scopes with them."""
    return person.scope_set if person.is_program else person.scope_set & scopes_within(person.duty_set)


def holder_of(database: Database, mark: str) -> Person | None:
    """Who signs in by the token of that ``mark`` (``Person.fs_token_uniquifier``), while they may.

    A token is worth no more than the door of its person: raises DeniedError ``second-step.token`` where their duties
    ask for a second step that they do not have, and the journal has it.
    """
    wanted = select(Person, is_lacking_for_token()).where(Person.fs_token_uniquifier == mark, Person.active)
    with database.reading() as session:
        found = session.execute(wanted).first()
    if found is None:
        return None
    if found[1]:
        _note_refused(database, found[0])
        raise DeniedError("second-step.token")
    return found[0]


def _note_refused(database: Database, person: Person) -> None:
    of_late = (AuditEntry.action == _REFUSED, AuditEntry.at >= (clock.now() - _REFUSED_EVERY).isoformat())
    with database.reading() as session:
        if session.scalar(select(AuditEntry.id).where(AuditEntry.subject == f"person:{person.id}", *of_late).limit(1)):
            return
    with database.writing() as session:
        record(session, None, _REFUSED, f"person:{person.id}")


def make(database: Database, by: Actor, password: str, scopes: Iterable[Scope]) -> Person:
    """Has ``by`` sign in by a new token, made of what is returned, and the old one refused.

    Scopes beyond their duties are left out. Raises RequestError ``person.wrong-password``, ``program.no-scope``.
    """
    wanted = frozenset(scopes) & scopes_within(by.duties)
    if not wanted:
        raise RequestError("program.no-scope")
    with database.reading() as session:
        hashed = session.get_one(Person, by.id).password
    # Somebody of a directory has no password here: who they are was proved at the door of late (webui.access, fresh).
    if hashed is not None and not matches(password, hashed):
        raise RequestError("person.wrong-password")
    kept = [scope.value for scope in Scope if scope in wanted]
    with database.writing() as session:
        record(session, by, _MADE, f"person:{by.id}", scopes=kept)
        person = session.get_one(Person, by.id)
        person.fs_token_uniquifier, person.scopes = secrets.token_hex(32), " ".join(kept)
    return person


def end(database: Database, by: Actor) -> None:
    """Has the token of ``by`` refused."""
    with database.writing() as session:
        end_of_person(session, by, session.get_one(Person, by.id))


def end_of(database: Database, by: Actor, person_id: int) -> None:
    """As ``end``, of somebody else, by one of ``_ENDERS``; raises DeniedError, RequestError ``person.gone``."""
    if not by.has(*_ENDERS):
        raise DeniedError("denied.duty", duties=_ENDERS)
    with database.writing() as session:
        person = session.get(Person, person_id)
        if person is None or person.is_program:
            raise RequestError("person.gone")
        end_of_person(session, by, person)


def end_of_person(session: Session, by: Actor | None, person: Person) -> None:
    """As ``end``, of any person in the open transaction; a program's is ended by ``accounts.revoke_token``."""
    if person.fs_token_uniquifier is not None and not person.is_program:
        record(session, by, _ENDED, f"person:{person.id}")
        person.fs_token_uniquifier = person.scopes = None


def holders(database: Database) -> Sequence[Person]:
    """People and programs whose token signs in now, programs first."""
    wanted = select(Person).where(Person.fs_token_uniquifier.is_not(None), Person.active)
    with database.reading() as session:
        return session.scalars(wanted.order_by(Person.is_program.desc(), Person.surname, Person.name)).all()


def made_at(database: Database, person_id: int) -> datetime | None:
    """When the last token of the person was made, as the journal has it."""
    entries = select(AuditEntry.at).where(AuditEntry.subject == f"person:{person_id}", AuditEntry.action == _MADE)
    with database.reading() as session:
        at = session.scalar(entries.order_by(AuditEntry.id.desc()).limit(1))
    return datetime.fromisoformat(at).astimezone() if at else None
