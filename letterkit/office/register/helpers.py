"""Those who answer an appeal together with its main executor (clause 6.3)."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, AppealState, Duty
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.store import audit
from letterkit.store.register_tables import CoExecutor
from letterkit.store.tables import Appeal, Person


def choose(office: Office, by: Actor, appeal_id: int, people: Collection[int]) -> None:
    """Has ``people`` and nobody else answer the appeal together with its main executor.

    Raises RequestError ``appeal.gone``, ``appeal.done``, ``person.gone``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY)
    with office.database.writing() as session:
        appeal = rights.appeal_held(session, by, appeal_id)
        if appeal.state == AppealState.DONE:
            raise RequestError("appeal.done")
        set_all(session, appeal, people)
        audit.record(session, by, "appeal.helped", f"appeal:{appeal.id}", people=sorted(set(people)))


def set_all(session: Session, appeal: Appeal, people: Collection[int]) -> None:
    """As ``choose``, inside a change; the main executor is not among them. Raises RequestError ``person.gone``."""
    session.flush()
    wanted = set(people) - {appeal.responsible_id}
    for person_id in sorted(wanted):
        person = session.get(Person, person_id)
        if person is None or not person.active or person.body != appeal.body or Duty.EXECUTOR not in person.duty_set:
            raise RequestError("person.gone")
    session.execute(delete(CoExecutor).where(CoExecutor.appeal_id == appeal.id))
    session.add_all(CoExecutor(appeal_id=appeal.id, person_id=each) for each in sorted(wanted))


def of(office: Office, appeals: Collection[int]) -> Mapping[int, Sequence[Person]]:
    """Who helps with each of ``appeals``, by surname."""
    query = select(CoExecutor).join(CoExecutor.person).where(CoExecutor.appeal_id.in_(appeals))
    found: dict[int, list[Person]] = {}
    with office.database.reading() as session:
        for row in session.scalars(query.order_by(Person.surname, Person.id)):
            found.setdefault(row.appeal_id, []).append(row.person)
    return found
