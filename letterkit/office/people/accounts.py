"""People of the body: who they are, what each may do, how each signs in. Every change is in the journal.

``by`` None stands for letterkit's own command line, which may do everything; anybody else must be an administrator, or
is refused with DeniedError ``denied.duty``. Whoever is not there is RequestError ``person.gone``. What concerns the
duties of administrators and officers, or an officer's access, waits for an officer's word (``held_changes``).
"""

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, Duty, Scope
from letterkit.office.people import own_token
from letterkit.office.people.details import (
    Details,
    demand_details,
    demand_duties,
    demand_login,
    demand_room,
    kept_login,
    tidy_line,
    values_of,
)
from letterkit.office.people.directory_fields import demand_not_left, demand_ours
from letterkit.office.people.held_changes import GUARDED, HeldKind, demand_apart, hold, must_wait
from letterkit.office.people.password_rules import demand_strong, demand_unused, note_old
from letterkit.office.people.passwords import hash_of, matches
from letterkit.office.people.sessions import end_of_person
from letterkit.office.people.sign_in_delays import forget
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.tables import Person, PersonDuty


def everybody(
    database: Database, words: str = "", *, active: bool | None = None, body: str | None = None
) -> list[Person]:
    """People by name; only those whose name, login, post or unit have each of ``words`` in them; of ``body``, of all
    bodies when None.
    """
    with database.reading() as session:
        people = session.scalars(select(Person).where(Person.is_program.is_(False))).all()
    wanted = words.casefold().split()
    # Not asked of the database: SQLite knows no capitals outside Latin.
    of_body = (each for each in people if body is None or each.body == body)
    found = (each for each in of_body if active is None or each.active is active)
    return sorted((each for each in found if all(word in _search_text(each) for word in wanted)), key=_order)


def programs(database: Database) -> list[Person]:
    """Programs by name."""
    with database.reading() as session:
        return sorted(session.scalars(select(Person).where(Person.is_program.is_(True))).all(), key=_order)


def person_of(database: Database, person_id: int) -> Person:
    """The person, or the program, of that number."""
    with database.reading() as session:
        return _load_person(session, person_id)


def by_login(database: Database, login: str) -> Person:
    """The person of that login, in whatever capitals."""
    with database.reading() as session:
        person = with_login(session, login)
    if person is None:
        raise RequestError("person.no-login", login=login)
    return person


def with_login(session: Session, login: str, *, alone: bool = False) -> Person | None:
    """As ``by_login``, inside a session; ``alone`` has others wait until it ends (SQLite's writers wait anyway)."""
    kept = kept_login(login)
    wanted = select(Person).where(Person.login == kept)
    return session.scalars(wanted.with_for_update() if alone else wanted).first() if kept else None


def add(
    database: Database,
    by: Actor | None,
    login: str,
    password: str,
    details: Details,
    duties: Iterable[Duty],
    *,
    temporary: bool = False,
    body: str = "",
) -> Person:
    """A new person of ``body``; a ``temporary`` password must be changed by them before anything else.

    Raises RequestError ``person.login-taken`` and what the ``demand_…`` and ``demand_strong`` raise.
    """
    _demand_administrator(by)
    login, details, wanted = demand_login(login), demand_details(details), demand_duties(duties)
    demand_apart(wanted)
    demand_strong(password, login, details.surname, details.name)
    values = {**values_of(details), "body": body}
    person = _new(login, wanted, password=hash_of(password), must_change_password=temporary, **values)
    with database.writing() as session:
        held = wanted & GUARDED if must_wait(session, by, HeldKind.DUTIES, wanted) else frozenset()
        person.duties = [row for row in person.duties if row.duty not in held]
        _keep(session, person)
        of_body = {"body": body} if body else {}
        record(session, by, "person.added", f"person:{person.id}", login=login, duties=sorted(wanted - held), **of_body)
        if by is not None and held:
            hold(session, by, person, HeldKind.DUTIES, give=sorted(held), take=[])
    return person


def change(database: Database, by: Actor | None, person_id: int, details: Details) -> Person:
    """Other names, post, unit, phone or address; raises what ``demand_details`` does."""
    values = values_of(demand_details(details))
    with changing(database, by, person_id) as (session, person):
        changed = sorted(name for name, value in values.items() if getattr(person, name) != value)
        demand_ours(session, person_id, *changed)
        if "email" in changed and by is not None and must_wait(session, by, HeldKind.EMAIL, person.duty_set):
            hold(session, by, person, HeldKind.EMAIL, email=values["email"])
            changed.remove("email")
        put_details(session, by, person, {name: values[name] for name in changed})
    return person


def put_details(session: Session, by: Actor | None, person: Person, values: Mapping[str, str | None]) -> None:
    """As ``change`` of these fields, in the open transaction and without asking whether ``by`` may."""
    if values:
        record(session, by, "person.changed", f"person:{person.id}", fields=sorted(values))
    for name, value in values.items():
        setattr(person, name, value)


def set_duties(database: Database, by: Actor | None, person_id: int, duties: Iterable[Duty]) -> Person:
    """Other duties; raises RequestError ``person.no-duty``, ``person.both-keys``, ``person.last-administrator``."""
    wanted = demand_duties(duties)
    demand_apart(wanted)
    with changing(database, by, person_id) as (session, person):
        demand_ours(session, person_id, *(["duties"] if wanted != person.duty_set else []))
        guarded = (person.duty_set ^ wanted) & GUARDED
        if by is not None and must_wait(session, by, HeldKind.DUTIES, guarded):
            give, take = sorted(guarded & wanted), sorted(guarded - wanted)
            if Duty.ADMINISTRATOR in take and _administers(person) and not _other_administrators(session, person_id):
                raise RequestError("person.last-administrator")
            hold(session, by, person, HeldKind.DUTIES, give=give, take=take)
            wanted ^= guarded
        put_duties(session, by, person, wanted)
    return person


def put_duties(session: Session, by: Actor | None, person: Person, wanted: Collection[Duty]) -> None:
    """As ``set_duties``, in the open transaction and without asking whether ``by`` may."""
    demand_apart(wanted)
    before = person.duty_set
    if before != wanted:
        told = {"before": sorted(before), "after": sorted(wanted)}
        record(session, by, "person.duties", f"person:{person.id}", **told)
        person.duties = [row for row in person.duties if row.duty in wanted] + [
            PersonDuty(duty=duty) for duty in sorted(set(wanted) - before)
        ]


def set_body(database: Database, by: Actor | None, person_id: int, body: str) -> Person:
    """Another body that the person, or the program, works for: from now on they see its letters and no others."""
    with changing(database, by, person_id) as (session, person):
        if person.body != body:
            demand_ours(session, person_id, "body")
            record(session, by, "person.body", f"person:{person_id}", body=body, body_before=person.body)
            person.body = body
    return person


def set_password(
    database: Database, by: Actor | None, person_id: int, password: str, *, temporary: bool = False
) -> Person:
    """Another password, which ends all sessions, the own token and every wait; raises what ``demand_strong`` does."""
    _demand_administrator(by)
    hashed = _hash_for(person_of(database, person_id), password)
    with changing(database, by, person_id) as (session, person):
        is_own = by is not None and by.id == person_id
        if by is not None and not is_own and must_wait(session, by, HeldKind.PASSWORD, person.duty_set):
            hold(session, by, person, HeldKind.PASSWORD, password=hashed, temporary=temporary)
        else:
            put_password(session, by, person, hashed, temporary)
    return person


def change_own_password(database: Database, by: Actor, old: str, new: str) -> Person:
    """As ``set_password``, by the person themselves.

    Raises RequestError ``person.wrong-password`` and what ``demand_unused`` and ``demand_strong`` do.
    """
    person = person_of(database, by.id)
    if not matches(old, person.password):
        raise RequestError("person.wrong-password")
    demand_unused(database, person, new)
    hashed = _hash_for(person, new)
    with database.writing() as session:
        person = _load_person(session, by.id)
        put_password(session, by, person, hashed, temporary=False)
    return person


def deactivate(database: Database, by: Actor | None, person_id: int) -> Person:
    """Shuts a person or a program out at once; an officer may too. RequestError ``person.last-administrator``."""
    with changing(database, by, person_id, Duty.OFFICER) as (session, person):
        if person.active and by is not None and must_wait(session, by, HeldKind.SHUT, person.duty_set):
            hold(session, by, person, HeldKind.SHUT)
        else:
            shut_out(session, by, person)
    return person


def shut_out(session: Session, by: Actor | None, person: Person) -> None:
    """As ``deactivate``, in the open transaction and without asking whether ``by`` may."""
    if person.active:
        record(session, by, "person.deactivated", f"person:{person.id}")
        own_token.end_of_person(session, by, person)
        person.active, person.fs_uniquifier = False, _mark()
        end_of_person(session, person.id)


def activate(database: Database, by: Actor | None, person_id: int) -> Person:
    """Lets in again whom ``deactivate`` has shut out."""
    with changing(database, by, person_id) as (session, person):
        if not person.active and by is not None and must_wait(session, by, HeldKind.OPENED, person.duty_set):
            hold(session, by, person, HeldKind.OPENED)
        else:
            let_in(session, by, person)
    return person


def let_in(session: Session, by: Actor | None, person: Person) -> None:
    """As ``activate``, in the open transaction and without asking whether ``by`` may."""
    if not person.active:
        demand_not_left(session, person.id)
        record(session, by, "person.activated", f"person:{person.id}")
        person.active = True


def unlock(database: Database, by: Actor | None, person_id: int) -> Person:
    """Lets the person try again at once, however many wrong passwords were typed."""
    with changing(database, by, person_id) as (session, person):
        if forget(session, person_id):
            record(session, by, "person.unlocked", f"person:{person_id}")
    return person


def add_program(
    database: Database,
    by: Actor | None,
    name: str,
    duties: Iterable[Duty],
    scopes: Iterable[Scope] = Scope,
    unit: str = "",
) -> Person:
    """A program of the body of ``by``, which signs in by a token (``renew_token``), good for ``scopes``.

    Of the department ``unit``, if any: its executors and the program stand in for each other. Raises RequestError
    ``program.no-name``, ``program.no-scope``, ``program.guarded-duty``, and what the ``demand_…`` raise.
    """
    _demand_administrator(by)
    name, duties, unit = tidy_line(name), demand_duties(duties), tidy_line(unit)
    if not GUARDED.isdisjoint(duties):  # one person alone would give to a program what two give to a person
        raise RequestError("program.guarded-duty")
    kept = own_token.kept_scopes(scopes)
    if not name:
        raise RequestError("program.no-name")
    demand_room("name", name)
    demand_room("unit", unit)
    told = {"is_program": True, "name": name, "unit": unit or None, "scopes": kept, "body": by.body if by else ""}
    program = _new(f"program:{secrets.token_hex(8)}", duties, **told)
    with database.writing() as session:
        _keep(session, program)
        details = {"name": name, "duties": sorted(duties), "scopes": kept.split()}
        record(session, by, "program.added", f"person:{program.id}", **details)
    return program


def set_scopes(database: Database, by: Actor | None, program_id: int, scopes: Iterable[Scope]) -> Person:
    """Another use of the program's token, from its next request on; raises RequestError ``program.no-scope``."""
    kept = own_token.kept_scopes(scopes)
    with changing(database, by, program_id) as (session, program):
        if not program.is_program:
            raise RequestError("program.is-person")
        if program.scopes != kept:
            told = {"before": (program.scopes or "").split(), "after": kept.split()}
            record(session, by, "program.scopes", f"person:{program_id}", **told)
            program.scopes = kept
    return program


def renew_token(database: Database, by: Actor | None, program_id: int) -> Person:
    """Has the program's old token refused; a new one can be made of what is returned."""
    return _mark_token(database, by, program_id, "program.token-renewed", _mark())


def revoke_token(database: Database, by: Actor | None, program_id: int) -> Person:
    """Has the program's token refused; an officer may too."""
    return _mark_token(database, by, program_id, "program.token-revoked", None, Duty.OFFICER)


def _mark_token(
    database: Database, by: Actor | None, program_id: int, action: str, mark: str | None, *also: Duty
) -> Person:
    with changing(database, by, program_id, *also) as (session, program):
        if not program.is_program:
            raise RequestError("program.is-person")
        record(session, by, action, f"person:{program_id}")
        program.fs_token_uniquifier = mark
    return program


@contextmanager
def changing(database: Database, by: Actor | None, person_id: int, *also: Duty) -> Iterator[tuple[Session, Person]]:
    """The person inside one transaction of an administrator (or of ``also``), after which one must be left."""
    _demand_administrator(by, *also)
    with database.writing() as session:
        person = _load_person(session, person_id)
        was = _administers(person)
        yield session, person
        session.flush()
        # The journal's entry came first, and its writers take turns: what another has just done is seen here.
        if was and not _administers(person) and not _other_administrators(session, person_id):
            raise RequestError("person.last-administrator")


def _demand_administrator(by: Actor | None, *also: Duty) -> None:
    if by is not None and not by.has(Duty.ADMINISTRATOR, *also):
        raise DeniedError("denied.duty", duties=(Duty.ADMINISTRATOR, *also))


def _hash_for(person: Person, password: str) -> str:
    if person.is_program:
        raise RequestError("program.no-password")
    demand_strong(password, person.login, person.surname, person.name)
    return hash_of(password)  # takes its time: never inside a transaction


def put_password(session: Session, by: Actor | None, person: Person, hashed: str, temporary: bool) -> None:
    """As ``set_password`` of what ``hashed`` is the hash of, in the open transaction."""
    demand_ours(session, person.id, "password")
    record(session, by, "person.password", f"person:{person.id}", temporary=temporary)
    own_token.end_of_person(session, by, person)
    note_old(session, person)
    person.password, person.must_change_password, person.password_set = hashed, temporary, clock.now()
    person.fs_uniquifier = _mark()
    end_of_person(session, person.id)
    forget(session, person.id)


def _new(login: str, duties: Iterable[Duty], **values: Any) -> Person:
    rows = [PersonDuty(duty=duty) for duty in sorted(duties)]
    return Person(login=login, duties=rows, fs_uniquifier=_mark(), created=clock.now(), **values)


def _keep(session: Session, person: Person) -> None:
    session.add(person)
    try:
        session.flush()
    except IntegrityError:
        raise RequestError("person.login-taken", login=person.login) from None


def _load_person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise RequestError("person.gone")
    return person


def _administers(person: Person) -> bool:
    return person.active and not person.is_program and Duty.ADMINISTRATOR in person.duty_set


def _other_administrators(session: Session, person_id: int) -> bool:
    rows = select(PersonDuty.person_id).where(PersonDuty.duty == Duty.ADMINISTRATOR)
    others = select(Person.id).where(Person.id.in_(rows), Person.id != person_id, Person.active, ~Person.is_program)
    return session.scalars(others.limit(1)).first() is not None


def _mark() -> str:
    return secrets.token_hex(32)


def _search_text(person: Person) -> str:
    return " ".join(filter(None, (person.full_name, person.login, person.post, person.unit))).casefold()


def _order(person: Person) -> tuple[str, str, str]:
    return person.surname.casefold(), person.name.casefold(), (person.patronymic or "").casefold()
