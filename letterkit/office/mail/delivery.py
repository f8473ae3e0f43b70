"""The queue of the mail goes out, each message once, no more a minute than the body's server is to bear.

A message is noted as tried before the server has it and as accepted after. Whoever dies in between leaves one of which
nobody knows whether it has gone: it is never sent again by itself, a person decides. One that has surely not gone is
tried again, later and later.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import Session

from letterkit.core import clock, meters
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.core.mail import MailingState
from letterkit.core.profile import Body
from letterkit.office.control.mail import Outbox
from letterkit.office.mail.attached import AttachedFiles
from letterkit.office.mail.mailings import conclude, note
from letterkit.office.mail.messages import bounces_to, message_of
from letterkit.office.mail.telling import tell_trouble
from letterkit.store.database import Database
from letterkit.store.files import Files
from letterkit.store.mail_tables import QUEUED, Mailing

_PAUSES = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 180, 360, 720, 1440))
"""How long after each try that has failed comes the next one; after the last of them there is none."""
_IN_DOUBT = timedelta(minutes=10)
"""A try lasts no longer than this: whoever has made it is dead."""
_A_MINUTE = timedelta(minutes=1)
_DOWN, _LOST = "mail.no-answer", "mail.lost"
_LOCK = 0x6C6B6D00  # «lkm»: those who send for one body take turns


@dataclass(frozen=True, slots=True)
class Delivery:
    """What sending takes: how a body sends, as what, and how many messages a minute at most."""

    database: Database
    files: Files
    outbox_of: Callable[[str], Outbox | None]
    body_of: Callable[[str], Body]
    per_minute: int


def deliver(delivery: Delivery) -> int:
    """One look at the queue; how many messages servers have taken.

    What is wrong with the server of one body is told after the others have sent: RequestError ``mail.bad-address``.
    """
    _note_lost(delivery.database)
    with delivery.database.reading() as session:
        due = select(Mailing.body).where(QUEUED, Mailing.due <= clock.now()).distinct()
        bodies = session.scalars(due).all()
    gone, faults = 0, []
    for body in bodies:
        try:
            gone += _deliver_of(delivery, body)
        except RequestError as fault:
            faults.append(fault)
    if faults:
        raise faults[0]
    return gone


def _deliver_of(delivery: Delivery, body: str) -> int:
    outbox, files, gone = delivery.outbox_of(body), AttachedFiles(delivery.files), 0
    while outbox is not None and (mailing := _take(delivery, body)) is not None:
        fault = _send(delivery, outbox, files, mailing)
        _note(delivery.database, mailing.id, fault)
        gone += fault is None
        meters.tell("mail", "sent" if fault is None else fault.code)
        if fault is not None and fault.code == _DOWN:
            break  # the next look begins where this one has stopped
    return gone


def _take(delivery: Delivery, body: str) -> Mailing | None:
    """The next message, now in this worker's hands: single letters before batches; None when none may go now."""
    now = clock.now()
    with delivery.database.writing() as session:
        if session.get_bind().dialect.name == "postgresql":
            lock = _LOCK << 32 | zlib.crc32(body.encode())
            session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
        lately = select(func.count()).where(Mailing.body == body, Mailing.tried > now - _A_MINUTE)
        if (session.scalar(lately) or 0) >= delivery.per_minute:
            return None
        waiting = select(Mailing).where(QUEUED, Mailing.body == body, Mailing.due <= now)
        first = waiting.order_by(Mailing.batch_id.is_not(None), Mailing.id).limit(1)
        mailing = session.scalar(first.with_for_update(skip_locked=True, of=Mailing))
        if mailing is not None:
            mailing.state, mailing.attempts, mailing.tried = MailingState.TRYING, mailing.attempts + 1, now
        return mailing


def _send(delivery: Delivery, outbox: Outbox, files: AttachedFiles, mailing: Mailing) -> LetterkitError | None:
    """What went wrong, None when the server has taken the message."""
    try:
        body = delivery.body_of(mailing.body)
        with delivery.database.reading() as session:
            attached = files.read(session, mailing)
        outbox.send(message_of(mailing, body, attached), bounces_to(mailing, body))
    except LetterkitError as fault:
        return fault
    return None


def _note(database: Database, mailing_id: int, fault: LetterkitError | None) -> None:
    with database.writing() as session:
        session.execute(select(Mailing.id).where(Mailing.id == mailing_id).with_for_update())
        mailing = session.get_one(Mailing, mailing_id, populate_existing=True)
        if fault is None:
            mailing.accepted, mailing.failed = clock.now(), None
            if mailing.state != MailingState.BOUNCED:  # it may be back before this is noted
                mailing.state = MailingState.ACCEPTED
            if mailing.batch_id is None:
                note(session, None, mailing, "mailing.accepted")
            conclude(session, mailing)
            return
        mailing.failed = f"{fault.code}\t{fault.details.get('why') or ''}"
        if fault.code == _LOST:
            _stop(session, mailing, MailingState.LOST)
        elif (pause := _pause_after(mailing, fault)) is not None:
            mailing.state, mailing.due = MailingState.QUEUED, clock.now() + pause
        else:
            _stop(session, mailing, MailingState.REFUSED)


def _pause_after(mailing: Mailing, fault: LetterkitError) -> timedelta | None:
    """How long to wait before the message is tried again, None where that is of no use."""
    reply = fault.details.get("reply")
    is_for_now = fault.code == _DOWN or (isinstance(reply, int) and 400 <= reply < 500)
    return _PAUSES[mailing.attempts - 1] if is_for_now and mailing.attempts <= len(_PAUSES) else None


def _stop(session: Session, mailing: Mailing, state: MailingState) -> None:
    mailing.state = state
    note(session, None, mailing, f"mailing.{state.value}", fault=(mailing.failed or "").partition("\t")[0])
    tell_trouble(session, mailing)


def _note_lost(database: Database) -> None:
    """What somebody had in hand who has died since: nobody knows whether it has gone."""
    with database.reading() as session:
        if not session.scalar(_in_doubt(clock.now()).limit(1)):
            return
    with database.writing() as session:
        for mailing_id in session.scalars(_in_doubt(clock.now()).with_for_update(skip_locked=True)).all():
            mailing = session.get_one(Mailing, mailing_id)
            mailing.failed = f"{_LOST}\t"
            _stop(session, mailing, MailingState.LOST)


def _in_doubt(now: datetime) -> Select[Any]:
    return select(Mailing.id).where(Mailing.state == MailingState.TRYING, Mailing.tried < now - _IN_DOUBT)
