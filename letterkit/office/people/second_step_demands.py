"""Who has to have a second step: the body says it duty by duty; an administrator can take one off, never set it up."""

import secrets
from collections.abc import Iterable

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, Duty
from letterkit.office.people.held_changes import HeldKind, hold, must_wait
from letterkit.office.people.second_step import has_any, is_set_up
from letterkit.office.people.sessions import end_of_person
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.second_step_tables import CodeApp, RecoveryCode, SecondStepDuty, SecurityKey
from letterkit.store.tables import Person, PersonDuty


def demanded_duties(database: Database, body: str) -> frozenset[Duty]:
    """The duties that the body lets nobody in with by a password alone."""
    with database.reading() as session:
        return frozenset(map(Duty, session.scalars(select(SecondStepDuty.duty).filter_by(body=body))))


def demand(database: Database, by: Actor, duties: Iterable[Duty]) -> None:
    """Has the body of ``by`` ask a second step of people with these duties, and of no others, from now on.

    Raises DeniedError ``denied.duty`` unless ``by`` is an administrator.
    """
    _demand_administrator(by)
    wanted = frozenset(duties)
    with database.writing() as session:
        before = frozenset(map(Duty, session.scalars(select(SecondStepDuty.duty).filter_by(body=by.body))))
        if wanted == before:
            return
        told = {"before": sorted(before), "after": sorted(wanted)}
        record(session, by, "second-step.demanded", "sign-in", **told)
        session.execute(delete(SecondStepDuty).where(SecondStepDuty.body == by.body))
        session.add_all(SecondStepDuty(body=by.body, duty=duty) for duty in sorted(wanted))


def is_demanded(database: Database, person: Person) -> bool:
    """Whether a duty of the person asks for a second step."""
    return not demanded_duties(database, person.body).isdisjoint(person.duty_set)


def people_without(database: Database, body: str) -> dict[Duty, tuple[int, int]]:
    """Of each duty of the body: how many people who may sign in have it, and how many of them have no second step."""
    wanted = (
        select(PersonDuty.duty, func.count(), func.count().filter(~has_any(Person.id)))
        .join(Person, Person.id == PersonDuty.person_id)
        .where(Person.active, ~Person.is_program, Person.body == body)
        .group_by(PersonDuty.duty)
    )
    with database.reading() as session:
        return {Duty(duty): (people, without) for duty, people, without in session.execute(wanted)}


def take_off(session: Session, by: Actor | None, person_id: int) -> bool:
    """Takes the second step off somebody who has lost phone and keys; False where an officer is to confirm it first.

    Raises DeniedError ``denied.duty`` unless ``by`` is an administrator, RequestError ``person.gone``,
    ``second-step.nothing``.
    """
    _demand_administrator(by)
    person = session.get(Person, person_id)
    if person is None or person.is_program:
        raise RequestError("person.gone")
    if not is_set_up(session, person_id):
        raise RequestError("second-step.nothing")
    if by is not None and must_wait(session, by, HeldKind.SECOND_STEP, person.duty_set):
        hold(session, by, person, HeldKind.SECOND_STEP)
        return False
    put_off(session, by, person)
    return True


def put_off(session: Session, by: Actor | None, person: Person) -> None:
    """As ``take_off``, without asking whether ``by`` may; the person's sessions end."""
    record(session, by, "second-step.taken-off", f"person:{person.id}")
    session.execute(delete(CodeApp).where(CodeApp.person_id == person.id))
    session.execute(delete(SecurityKey).where(SecurityKey.person_id == person.id))
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    person.fs_uniquifier = secrets.token_hex(32)
    end_of_person(session, person.id)


def _demand_administrator(by: Actor | None) -> None:
    if by is not None and not by.has(Duty.ADMINISTRATOR):
        raise DeniedError("denied.duty", duties=(Duty.ADMINISTRATOR,))
