"""People beside the journal: what each may do, and whether they may sign in."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.office.integrity.mismatch import Mismatch, MismatchKind, steps_of, windows
from letterkit.store.tables import AuditEntry, Person, PersonDuty

_BEGUN = ("person.added", "program.added")
_DUTIES = "person.duties"
_ACTIVE = {"person.deactivated": False, "person.activated": True}
_ACTIONS = (*_BEGUN, _DUTIES, *_ACTIVE)


def people(session: Session) -> Iterator[Mismatch]:
    """What is wrong with people and programs; those of a made-up register have not been entered by anybody."""
    is_made_up = session.scalar(select(AuditEntry.id).where(AuditEntry.subject == "demo").limit(1)) is not None
    for rows in windows(session, Person.id, Person.active):
        ids = [row.id for row in rows]
        steps = steps_of(session, "person", ids, _ACTIONS)
        held = defaultdict(list)
        for duty in session.execute(select(PersonDuty.person_id, PersonDuty.duty).where(PersonDuty.person_id.in_(ids))):
            held[duty.person_id].append(duty.duty)
        for row in rows:
            subject, said = f"person:{row.id}", steps[row.id]
            if not any(step.action in _BEGUN for step in said):
                if not is_made_up:
                    yield Mismatch(MismatchKind.UNKNOWN, subject)
                continue
            duties = [step.details.get("after", step.details.get("duties")) for step in said]
            told = [each for each in duties if each is not None]
            if told and sorted(told[-1]) != sorted(held[row.id]):
                yield Mismatch(
                    MismatchKind.DUTIES, subject, ", ".join(sorted(held[row.id])), ", ".join(sorted(told[-1]))
                )
            active = [_ACTIVE[step.action] for step in said if step.action in _ACTIVE]
            if row.active != (active[-1] if active else True):
                yield Mismatch(MismatchKind.ACTIVE, subject)
