"""Those who answer an appeal together with its main executor (clause 6.3)."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.office.context import Office
from letterkit.store.register_tables import CoExecutor
from letterkit.store.tables import Appeal, Person


def set_all(session: Session, appeal: Appeal, people: Collection[int]) -> Collection[int]:
    """Has ``people`` and nobody else answer the appeal together with its main executor; who of them did not before.

    The main executor is not among them. Raises RequestError ``person.gone``.
    """
    session.flush()
    wanted = set(people) - {appeal.responsible_id}
    before = {person.id for person in people_of(session, appeal.id)}
    for person_id in sorted(wanted):
        person = session.get(Person, person_id)
        if person is None or not person.active or person.body != appeal.body or Duty.EXECUTOR not in person.duty_set:
            raise RequestError("person.gone")
    session.execute(delete(CoExecutor).where(CoExecutor.appeal_id == appeal.id))
    session.add_all(CoExecutor(appeal_id=appeal.id, person_id=each) for each in sorted(wanted))
    return sorted(wanted - before)


def people_of(session: Session, appeal_id: int | None) -> Sequence[Person]:
    """Who helps with one appeal, by their numbers."""
    query = select(Person).join(CoExecutor, CoExecutor.person_id == Person.id).order_by(Person.id)
    return session.scalars(query.where(CoExecutor.appeal_id == appeal_id)).unique().all()


def of(office: Office, appeals: Collection[int]) -> Mapping[int, Sequence[Person]]:
    """Who helps with each of ``appeals``, by surname."""
    query = select(CoExecutor).join(CoExecutor.person).where(CoExecutor.appeal_id.in_(appeals))
    found: dict[int, list[Person]] = {}
    with office.database.reading() as session:
        for row in session.scalars(query.order_by(Person.surname, Person.id)):
            found.setdefault(row.appeal_id, []).append(row.person)
    return found
