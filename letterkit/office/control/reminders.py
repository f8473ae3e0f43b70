"""Reminders to executors (7.2, 7.3) and the report to the head (7.3): made once a week, each sent once.

A reminder is noted as tried before it is handed to the mail server and as sent after: a process that dies in between
leaves one of which nobody knows whether it has gone. It errs on the side of silence: such a one is never sent again by
itself, so nobody gets it twice; a person who sees it can send it again.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Any

from sqlalchemy import CursorResult, and_, or_, select, update
from sqlalchemy.exc import IntegrityError

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, RequestError, ToolFailed
from letterkit.core.office import Actor, Duty
from letterkit.core.register import Control
from letterkit.office import rights
from letterkit.office.control.mail import Outbox
from letterkit.office.control.schedule import Occasion
from letterkit.office.control.weekly_lists import Item, overdue, warning
from letterkit.store import audit, paging
from letterkit.store.database import Database
from letterkit.store.paging import Page
from letterkit.store.register_tables import Reminder
from letterkit.store.tables import Person

SENDERS = (Duty.REGISTRY, Duty.SIGNER)
"""Who sees what was sent, and sends again."""
NO_ADDRESS, NO_ANSWER = "mail.no-address", "mail.no-answer"
"""Failures after which a reminder is tried again by itself: it has surely not gone, and may the next time."""
Words = Callable[[Reminder, str], tuple[str, str]]
"""The heading and the text of a reminder, of which the name of the person is told."""


@dataclass(frozen=True, slots=True)
class Mailroom:
    """What sending takes; ``sender_of`` gives the address that messages of a body come from."""

    database: Database
    outbox: Outbox
    words: Words
    sender_of: Callable[[str], str]


def make(database: Database, body: str, when: Occasion) -> int:
    """Makes the reminders of ``body`` that are not made yet for the weeks of ``when``; how many.

    Appeals of nobody, and of people who are there no more, are told to the registry; what is overdue to the signers.
    """
    on = clock.today()
    people = _people(database, body)
    soon, late = warning(database, body, on, until=when.last), overdue(database, body, on)
    wanted: list[tuple[Control, int, Sequence[Item]]] = []
    for kind, items in ((Control.WARNING, soon), (Control.FINAL, late)):
        wanted += [(kind, person_id, some) for person_id, some in _by_person(items, people).items()]
    if late:
        wanted += [(Control.REPORT, person.id, late) for person in people.values() if Duty.SIGNER in person.duty_set]
    known = _existing_reminders(database, body, when)
    made = 0
    for kind, person_id, items in wanted:
        if (kind, person_id) not in known:
            made += _add_reminder(database, body, kind, when, person_id, items, on)
    return made


def send_waiting(room: Mailroom, when: Occasion) -> int:
    """Sends what was made for the weeks of ``when`` and not tried yet, or surely has not gone; how many have gone.

    A server that does not answer ends the round: the next one begins where this one has stopped.
    """
    weeks = or_(*((Reminder.kind == kind) & (Reminder.week == week) for kind, week in when.weeks.items()))
    retried = or_(
        Reminder.failed.is_(None),
        Reminder.failed.startswith(NO_ANSWER),
        and_(Reminder.failed.startswith(NO_ADDRESS), Person.email.is_not(None)),
    )
    query = (
        select(Reminder.id)
        .join(Person, Reminder.person_id == Person.id)
        .where(weeks, Reminder.tried.is_(None), Reminder.sent.is_(None), retried)
    )
    with room.database.reading() as session:
        waiting = session.scalars(query.order_by(Reminder.id)).all()
    gone = 0
    for reminder_id in waiting:
        failed = _send(room, None, reminder_id, seen=None)
        gone += failed == ""
        if failed == NO_ANSWER:
            break
    return gone


def send_again(room: Mailroom, by: Actor, reminder_id: int, seen: datetime.datetime | None) -> Reminder:
    """Sends a reminder once more because somebody wants it; ``seen`` is when it was tried last, as they have seen it.

    Raises RequestError ``reminder.gone``, ``reminder.changed`` when somebody was quicker, DeniedError, the errors of
    ``Outbox.send`` and ``mail.no-address``.
    """
    rights.demand(by, *SENDERS)
    found = read_reminder(room.database, by, reminder_id)
    failed = _send(room, by, reminder_id, seen)
    if failed is None:
        raise RequestError("reminder.changed")
    if failed:
        raise RequestError(failed, why=why_of(read_reminder(room.database, by, reminder_id)))
    return found


def list_reminders(database: Database, by: Actor, number: int = 1) -> Page[Reminder]:
    """Page ``number`` of the reminders of the body of ``by``, newest first; raises DeniedError."""
    rights.demand(by, *SENDERS)
    query = select(Reminder).where(Reminder.body == by.body).order_by(Reminder.id.desc())
    with database.reading() as session:
        return paging.page(session, query, number)


def read_reminder(database: Database, by: Actor, reminder_id: int) -> Reminder:
    """One of them; raises RequestError ``reminder.gone``, DeniedError."""
    rights.demand(by, *SENDERS)
    with database.reading() as session:
        found = session.get(Reminder, reminder_id)
    if found is None or found.body != by.body:
        raise RequestError("reminder.gone")
    return found


def why_of(reminder: Reminder) -> str:
    """What the mail server has said of a failure."""
    return (reminder.failed or "").partition("\t")[2]


def code_of(reminder: Reminder) -> str:
    """The code of a failure, empty when there was none."""
    return (reminder.failed or "").partition("\t")[0]


def message(room: Mailroom, reminder: Reminder) -> EmailMessage:
    """The reminder as e-mail; programs do not answer it (RFC 3834)."""
    told = EmailMessage()
    heading, text = room.words(reminder, reminder.person.full_name)
    told["Subject"], told["From"], told["To"] = heading, room.sender_of(reminder.body), reminder.to or ""
    told["Date"], told["Message-ID"] = format_datetime(clock.now()), reminder.message_id
    told["Auto-Submitted"] = "auto-generated"
    told.set_content(text)
    return told


def _message(room: Mailroom, reminder: Reminder) -> EmailMessage:
    try:
        return message(room, reminder)
    except ValueError as fault:  # an address that no header can hold
        raise ToolFailed("mail.refused", why=str(fault)) from fault


def _send(room: Mailroom, by: Actor | None, reminder_id: int, seen: datetime.datetime | None) -> str | None:
    """Takes the reminder if nobody else has since ``seen``, sends it and notes it.

    Empty when it has gone, the code of the failure when not, None when somebody else has it.
    """
    with room.database.writing() as session:
        reminder = session.get_one(Reminder, reminder_id)
        person = reminder.person
        if not person.email:
            reminder.failed = NO_ADDRESS
            return NO_ADDRESS
        known = Reminder.tried.is_(None) if seen is None else Reminder.tried == seen
        taken: CursorResult[Any] = session.execute(  # type: ignore[assignment]
            update(Reminder)
            .where(Reminder.id == reminder_id, known)
            .values(tried=clock.now(), failed=None, to=person.email)
            .execution_options(synchronize_session=False)
        )
        if not taken.rowcount:
            return None
        session.refresh(reminder)
    try:
        room.outbox.send(_message(room, reminder))
    except LetterkitError as fault:
        _note_failure(room.database, by, reminder, fault)
        return fault.code
    with room.database.writing() as session:
        row = session.get_one(Reminder, reminder_id)
        row.sent = clock.now()
        _record(session, by, "reminder.sent", row)
    return ""


def _note_failure(database: Database, by: Actor | None, reminder: Reminder, fault: LetterkitError) -> None:
    """What has surely not gone may be tried again; of what is lost nobody knows, so it stays tried."""
    with database.writing() as session:
        row = session.get_one(Reminder, reminder.id)
        row.failed = f"{fault.code}\t{fault.details.get('why') or ''}"
        if fault.code != "mail.lost":
            row.tried = row.sent
        if fault.code != NO_ANSWER:
            _record(session, by, "reminder.failed", row, code=fault.code)


def _record(session: Any, by: Actor | None, action: str, row: Reminder, **details: str) -> None:
    told = {"kind": row.kind, "week": row.week.isoformat(), "person": row.person_id, **details}
    audit.record(session, by, action, f"reminder:{row.id}", **told)


def _people(database: Database, body: str) -> Mapping[int, Person]:
    query = select(Person).where(Person.body == body, Person.active, ~Person.is_program).order_by(Person.id)
    with database.reading() as session:
        return {person.id: person for person in session.scalars(query)}


def _by_person(items: Iterable[Item], people: Mapping[int, Person]) -> Mapping[int, Sequence[Item]]:
    """Who is to be told of which of ``items``."""
    of_registry = [person.id for person in people.values() if Duty.REGISTRY in person.duty_set]
    found: dict[int, list[Item]] = {}
    for item in items:
        for person_id in [item.executor_id] if item.executor_id in people else of_registry:
            assert person_id is not None
            found.setdefault(person_id, []).append(item)
    return found


def _existing_reminders(database: Database, body: str, when: Occasion) -> set[tuple[str, int]]:
    weeks = or_(*((Reminder.kind == kind) & (Reminder.week == week) for kind, week in when.weeks.items()))
    with database.reading() as session:
        rows = session.execute(select(Reminder.kind, Reminder.person_id).where(Reminder.body == body, weeks))
        return {(kind, person_id) for kind, person_id in rows}


def _add_reminder(
    database: Database,
    body: str,
    kind: Control,
    when: Occasion,
    person_id: int,
    items: Sequence[Item],
    on: datetime.date,
) -> bool:
    """One more reminder; False when somebody else has made it in this moment."""
    told = {"on": on.isoformat(), "last": when.last.isoformat(), "items": [_item_json(item) for item in items]}
    row = Reminder(
        body=body,
        kind=kind,
        week=when.weeks[kind],
        person_id=person_id,
        appeals=told,
        message_id=make_msgid(domain="letterkit"),
        made=clock.now(),
    )
    with database.writing() as session:
        session.add(row)
        try:
            session.flush()
        except IntegrityError:
            session.rollback()
            return False
    return True


def _item_json(item: Item) -> dict[str, Any]:
    """What a reminder says of an appeal: nothing of the applicant, for mail passes through other hands."""
    return {
        "id": item.id,
        "number": item.number,
        "due": item.due.isoformat(),
        "left": item.left,
        "executor": item.executor,
        "extended": item.is_extended,
    }
