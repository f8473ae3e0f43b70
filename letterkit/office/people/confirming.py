"""An officer of information security confirms what an administrator has asked for, or refuses it."""

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, Duty
from letterkit.office.people import accounts, second_step_demands
from letterkit.office.people.held_changes import HeldKind, told_of
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.held_tables import HeldChange

CONFIRMED, REFUSED = "person.change-confirmed", "person.change-refused"


def confirm(database: Database, by: Actor, change_id: int) -> HeldChange:
    """Has the change happen now; what was changed of the person meanwhile stays.

    Raises RequestError ``held.gone``, ``person.both-keys``, ``person.last-administrator``; DeniedError ``held.own``,
    ``denied.duty``.
    """
    change = _read(database, by, change_id)
    with accounts.changing(database, by, change.person_id, Duty.OFFICER) as (session, person):
        change = session.get_one(HeldChange, change_id, with_for_update={"of": HeldChange}, populate_existing=True)
        _decide(change, by, confirmed=True)
        told = told_of(change.kind, change.wanted)
        record(session, by, CONFIRMED, f"person:{person.id}", **told, asked_by=change.by.short_name)
        match HeldKind(change.kind):
            case HeldKind.DUTIES:
                duties = person.duty_set - set(map(Duty, change.wanted["take"])) | set(map(Duty, change.wanted["give"]))
                accounts.put_duties(session, by, person, duties)
            case HeldKind.SHUT:
                accounts.shut_out(session, by, person)
            case HeldKind.OPENED:
                accounts.let_in(session, by, person)
            case HeldKind.SECOND_STEP:
                second_step_demands.put_off(session, by, person)
            case HeldKind.EMAIL:
                accounts.put_details(session, by, person, {"email": change.wanted["email"]})
            case HeldKind.PASSWORD:
                accounts.put_password(session, by, person, change.wanted["password"], change.wanted["temporary"])
        change.wanted = {}
    return change


def refuse(database: Database, by: Actor, change_id: int) -> HeldChange:
    """Has nothing happen; raises as ``confirm``."""
    _read(database, by, change_id)
    with database.writing() as session:
        change = session.get_one(HeldChange, change_id, with_for_update={"of": HeldChange})
        _decide(change, by, confirmed=False)
        told = told_of(change.kind, change.wanted)
        record(session, by, REFUSED, f"person:{change.person_id}", **told, asked_by=change.by.short_name)
        change.wanted = {}
    return change


def _read(database: Database, by: Actor, change_id: int) -> HeldChange:
    if not by.has(Duty.OFFICER):
        raise DeniedError("denied.duty", duties=(Duty.OFFICER,))
    with database.reading() as session:
        change = session.get(HeldChange, change_id)
    if change is None or change.decided is not None:
        raise RequestError("held.gone")
    if change.by_id == by.id:
        raise DeniedError("held.own")
    return change


def _decide(change: HeldChange, by: Actor, *, confirmed: bool) -> None:
    if change.decided is not None:  # another officer was quicker
        raise RequestError("held.gone")
    change.decided, change.decided_by_id, change.confirmed = clock.now(), by.id, confirmed
