"""People of a directory as they are kept here: they appear at their first sign-in and follow what it says of them."""

import secrets

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.email_address import is_email_address
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, Duty
from letterkit.directory.entry import Entry, Source
from letterkit.office.people import accounts, own_token
from letterkit.office.people.details import Details, kept_login, tidy_line, values_of
from letterkit.office.people.held_changes import demand_apart
from letterkit.office.people.sessions import end_of_person
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.directory_tables import DirectoryPerson
from letterkit.store.tables import Person, PersonDuty

_LOGIN_SIGNS = 48  # with the number of the person it fits its column


def known_as(session: Session, entry: Entry) -> DirectoryPerson | None:
    """Who ``entry`` is here, if they have come before."""
    wanted = select(DirectoryPerson).where(DirectoryPerson.source == entry.source, DirectoryPerson.key == entry.key)
    return session.scalars(wanted).first()


def of_directory(database: Database, person_id: int) -> DirectoryPerson | None:
    """Who the person is in the directory; None for one that letterkit alone knows."""
    with database.reading() as session:
        return session.get(DirectoryPerson, person_id)


def keep(session: Session, entry: Entry, duties: frozenset[Duty], body: str) -> Person:
    """The person of ``entry`` as the directory has them now, a new one at their first sign-in.

    Raises DeniedError ``sign-in.login-taken``, ``sign-in.odd-login``, ``sign-in.no-name``, ``sign-in.shut-here``,
    ``sign-in.both-keys``.
    """
    login, values = kept_login(entry.login), _values(entry)
    if login is None:
        raise DeniedError("sign-in.odd-login", login=entry.login)
    if not values.get("surname") or not values.get("name"):
        raise DeniedError("sign-in.no-name")
    try:
        demand_apart(duties)
    except RequestError as fault:
        raise DeniedError("sign-in.both-keys") from fault
    known = known_as(session, entry) or _find_linked(session, entry, login)
    if known is None:
        person = _new(session, login, duties, values, body)
        known = DirectoryPerson(person_id=person.id, source=entry.source, key=entry.key, person=person)
        session.add(known)
        told = {"body": body} if body else {}
        record(session, None, "person.added", f"person:{person.id}", login=login, duties=sorted(duties),
               directory=entry.source, **told)  # fmt: skip
    else:
        known.key = entry.key
        _demand_let_in(session, known)
        _follow(session, known.person, login, values, duties, body)
    known.fields = " ".join(sorted(values))
    known.confirmed = known.asked = clock.now()
    return known.person


def shut(session: Session, known: DirectoryPerson, why: str) -> None:
    """The directory lets the person in no more: sessions and the token end at once. ``why``: gone, closed, group."""
    if known.left is not None:
        return
    person = known.person
    record(session, None, "person.left", f"person:{person.id}", left=why)
    own_token.end_of_person(session, None, person)
    known.left, person.active, person.fs_uniquifier = clock.now(), False, _mark()
    end_of_person(session, person.id)


def link(database: Database, by: Actor | None, person_id: int, source: Source) -> Person:
    """From the next sign-in on the person of this login in the directory is this one; their password here is no more.

    Raises DeniedError ``denied.duty``, RequestError ``person.gone``, ``program.no-password``, ``person.of-directory``.
    """
    with accounts.changing(database, by, person_id) as (session, person):
        if person.is_program:
            raise RequestError("program.no-password")
        if session.get(DirectoryPerson, person_id) is not None:
            raise RequestError("person.of-directory")
        record(session, by, "person.linked", f"person:{person_id}", directory=source)
        session.add(DirectoryPerson(person_id=person_id, source=source, person=person))
        person.password, person.must_change_password = None, False
        person.fs_uniquifier = _mark()
        end_of_person(session, person_id)
    return person


def unlink(database: Database, by: Actor | None, person_id: int) -> Person:
    """The directory has no say in the person any more; they sign in by a password, which they have yet to be given."""
    with accounts.changing(database, by, person_id) as (session, person):
        known = session.get(DirectoryPerson, person_id)
        if known is not None:
            record(session, by, "person.unlinked", f"person:{person_id}", directory=known.source)
            if known.left is not None:
                person.active = True
            session.delete(known)
    return person


def _find_linked(session: Session, entry: Entry, login: str) -> DirectoryPerson | None:
    """Who has this login here and was given over to the directory; a login of somebody else is not taken over.

    Where the directory itself has given it to another person than before, who had it here has another one from now on.
    """
    person = accounts.with_login(session, login)
    if person is None:
        return None
    known = session.get(DirectoryPerson, person.id)
    if known is None or known.source != entry.source:
        raise DeniedError("sign-in.login-taken", login=login)
    if known.key is None:
        return known
    record(session, None, "person.changed", f"person:{person.id}", fields=["login"])
    person.login = f"{login[:_LOGIN_SIGNS]}.{person.id}"
    session.flush()
    return None


def _demand_let_in(session: Session, known: DirectoryPerson) -> None:
    person = known.person
    if known.left is not None:
        record(session, None, "person.activated", f"person:{person.id}", directory=known.source)
        known.left, person.active = None, True
    if not person.active:
        raise DeniedError("sign-in.shut-here")


def _follow(
    session: Session, person: Person, login: str, values: dict[str, str], duties: frozenset[Duty], body: str
) -> None:
    subject = f"person:{person.id}"
    if login != person.login and accounts.with_login(session, login) is None:
        values = {**values, "login": login}
    changed = sorted(name for name, value in values.items() if getattr(person, name) != value)
    if changed:
        record(session, None, "person.changed", subject, fields=changed)
    for name in changed:
        setattr(person, name, values[name])
    accounts.put_duties(session, None, person, duties)
    if body != person.body:
        record(session, None, "person.body", subject, body=body, body_before=person.body)
        person.body = body


def _new(session: Session, login: str, duties: frozenset[Duty], values: dict[str, str], body: str) -> Person:
    rows = [PersonDuty(duty=duty) for duty in sorted(duties)]
    person = Person(login=login, duties=rows, body=body, fs_uniquifier=_mark(), created=clock.now(), **values)
    session.add(person)
    try:
        session.flush()
    except IntegrityError:  # somebody of that login has come at the same moment
        raise DeniedError("sign-in.login-taken", login=login) from None
    return person


def _mark() -> str:
    return secrets.token_hex(32)


def _values(entry: Entry) -> dict[str, str]:
    """What the directory tells, as it fits the columns of a person."""
    columns = Person.__table__.c
    told = {name: tidy_line(entry.values.get(name, "")) for name in values_of(Details("", ""))}
    room = {name: columns[name].type.length for name in told}  # type: ignore[attr-defined]
    values = {name: value[: room[name]] for name, value in told.items() if value}
    if not is_email_address(values.get("email", "")):
        values.pop("email", None)
    return values
