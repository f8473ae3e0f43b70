"""Changes of access that an administrator asks for and an officer of information security confirms.

Neither rules alone: an administrator makes no administrator and no officer, and takes no officer's access away, without
an officer's word; an officer gives nothing at all. Where there is no other officer a change happens at once.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.settings import load_settings
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.held_tables import HeldChange
from letterkit.store.tables import Person, PersonDuty

ASKED = "person.change-asked"
GUARDED = frozenset({Duty.ADMINISTRATOR, Duty.OFFICER})
"""The duties that one person neither gives nor takes."""


class HeldKind(StrEnum):
    """DUTIES are given or taken, access is SHUT or let in again (OPENED).

    A PASSWORD is given, a SECOND_STEP taken off; an EMAIL is another address, where an officer is told of all this.
    """

    DUTIES = "duties"
    SHUT = "shut"
    OPENED = "opened"
    PASSWORD = "password"
    SECOND_STEP = "second-step"
    EMAIL = "email"


_HELD_FOR = {HeldKind.DUTIES: GUARDED, HeldKind.OPENED: GUARDED}
"""The duties whose change or whose holders are held; of the other kinds those of an officer."""


def demand_apart(duties: Collection[Duty]) -> None:
    """Raises RequestError ``person.both-keys`` where one person would be administrator and officer at once.

    A small office allows it (LETTERKIT_OFFICER_ADMINISTERS).
    """
    if set(duties) >= GUARDED and not load_settings().officer_administers:
        raise RequestError("person.both-keys")


def must_wait(session: Session, by: Actor | None, kind: HeldKind, duties: Collection[Duty]) -> bool:
    """Whether a change by ``by`` that is about ``duties`` waits for another one's word.

    ``by`` None (the command line, a directory of the office) waits for nobody: whoever rules there owns the machine.
    """
    if by is None or not by.has(Duty.ADMINISTRATOR) or _HELD_FOR.get(kind, {Duty.OFFICER}).isdisjoint(duties):
        return False
    return bool(officers(session, besides=by.id))


def officers(session: Session, besides: int = 0) -> Sequence[int]:
    """The numbers of the officers who are let in, ``besides`` one of them."""
    query = select(Person.id).join(PersonDuty, PersonDuty.person_id == Person.id).order_by(Person.id)
    let_in = (Person.active, ~Person.is_program, Person.id != besides)
    return session.scalars(query.where(PersonDuty.duty == Duty.OFFICER, *let_in)).all()


def hold(session: Session, by: Actor, person: Person, kind: HeldKind, **wanted: Any) -> None:
    """Puts the change down; what was asked before in its place is forgotten."""
    waiting = (HeldChange.person_id == person.id, HeldChange.kind == kind, HeldChange.decided.is_(None))
    session.execute(delete(HeldChange).where(*waiting))
    record(session, by, ASKED, f"person:{person.id}", **told_of(kind, wanted))
    session.add(HeldChange(person_id=person.id, kind=kind, wanted=wanted, at=clock.now(), by_id=by.id))
    session.flush()


def told_of(kind: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """What the journal is told of a change: no password, hashed or not."""
    return {"change": str(kind)} | {name: wanted[name] for name in ("give", "take") if wanted.get(name)}


def waiting(database: Database, person_id: int | None = None) -> Sequence[HeldChange]:
    """What waits for an officer, of one person or of all, the oldest first."""
    query = select(HeldChange).where(HeldChange.decided.is_(None)).order_by(HeldChange.id)
    if person_id is not None:
        query = query.where(HeldChange.person_id == person_id)
    with database.reading() as session:
        return session.scalars(query).all()


def count_waiting(database: Database, by: Actor) -> int:
    """How many changes wait for the word of ``by``."""
    if not by.has(Duty.OFFICER):
        return 0
    query = select(func.count(HeldChange.id)).where(HeldChange.decided.is_(None), HeldChange.by_id != by.id)
    with database.reading() as session:
        return session.scalar(query) or 0
