"""Mailboxes are read: each message is kept once and made something of once, whoever dies in between.

A message is kept, by the number that the server has given it, before anything is made of it; what nobody has finished
is taken up again from what was kept. How far a mailbox was read is known from there, and not by marks on the server.
"""

import hashlib
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.message import Message
from email.utils import parseaddr
from io import BytesIO
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from letterkit.core import clock, meters
from letterkit.core.errors import LetterkitError, RequestError, ToolError, ToolFailed
from letterkit.core.mail import MessageState
from letterkit.core.office import IncomingSource
from letterkit.core.outcome import Channel
from letterkit.intake.documents.messages import decode_words
from letterkit.office.context import Office
from letterkit.office.incoming.proposing import propose
from letterkit.office.mail import returns
from letterkit.office.mail.addresses import MailboxAddress
from letterkit.office.mail.imap import MailFolder, open_folder
from letterkit.office.mail.reading import FILE, MessageReader, parse_head
from letterkit.russian.clean import control_free
from letterkit.store.antivirus import Antivirus
from letterkit.store.mail_tables import SEEN, Mailbox, MailMessage

log = logging.getLogger(__name__)

MOST_BYTES = 50 * 1024 * 1024
_AT_ONCE = 50
_MOST_TRIES = 5
"""A message at which so many have died is left to a person."""
_ID_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Fetching:
    """What reading takes: who reads the mail of a body, the first day that is read, the folder for what has been.

    Nothing is kept of a message in which ``antivirus`` finds something.
    """

    office: Office
    reader_of: Callable[[str], MessageReader]
    since: date | None = None
    done: str | None = None
    antivirus: Antivirus | None = None


def fetch(fetching: Fetching, address: MailboxAddress) -> int:
    """One look at a mailbox; how many messages were new. What goes wrong is noted with the mailbox and raised."""
    try:
        with open_folder(address, to_change=fetching.done is not None) as folder:
            count = _read_new(fetching, address, folder)
    except LetterkitError as fault:
        _note_look(fetching, address, fault)
        raise
    _note_look(fetching, address, None)
    return count


def finish_seen(fetching: Fetching) -> int:
    """Makes something of each message that was kept and not finished; how many there were."""
    with fetching.office.database.reading() as session:
        ids = session.scalars(select(MailMessage.id).where(SEEN).order_by(MailMessage.id)).all()
    for message_id in ids:
        finish(fetching, message_id)
    return len(ids)


def finish(fetching: Fetching, message_id: int) -> None:
    """Makes of a kept message what it is: an appeal to be, a bounce, or nothing."""
    database = fetching.office.database
    with database.writing() as session:
        row = session.get_one(MailMessage, message_id)
        if row.state != MessageState.SEEN:
            return  # another worker was quicker
        row.attempts += 1
        if row.attempts > _MOST_TRIES:
            row.state, row.why = MessageState.FAILED, "unreadable"
            return
    try:
        _make_of(fetching, row)
    except ToolError:
        raise  # the disk, the database: it is tried again
    except Exception:
        log.exception("message %s", message_id)
        with database.writing() as session:
            row = session.get_one(MailMessage, message_id)
            row.state, row.why = MessageState.FAILED, "unreadable"


def _read_new(fetching: Fetching, address: MailboxAddress, folder: MailFolder) -> int:
    finish_seen(fetching)
    count = 0
    for uid in folder.uids(_last_uid(fetching, address, folder), fetching.since)[:_AT_ONCE]:
        if (message_id := _keep(fetching, address, folder, uid)) is not None:
            finish(fetching, message_id)
            count += 1
    if fetching.done is not None:
        folder.move(_list_finished(fetching, address, folder), fetching.done)
    return count


def _last_uid(fetching: Fetching, address: MailboxAddress, folder: MailFolder) -> int:
    of_folder = select(func.max(MailMessage.uid)).filter_by(mailbox=address.name, uidvalidity=folder.uidvalidity)
    with fetching.office.database.reading() as session:
        return session.scalar(of_folder) or 0


def _list_finished(fetching: Fetching, address: MailboxAddress, folder: MailFolder) -> list[int]:
    """The messages that lie in the folder and of which something was made."""
    there = set(folder.uids())
    done = select(MailMessage.uid).filter_by(mailbox=address.name, uidvalidity=folder.uidvalidity)
    done = done.where(MailMessage.state.not_in((MessageState.SEEN, MessageState.FAILED)), MailMessage.uid.in_(there))
    with fetching.office.database.reading() as session:
        return sorted(session.scalars(done)) if there else []


def _keep(fetching: Fetching, address: MailboxAddress, folder: MailFolder, uid: int) -> int | None:
    """The id of the message in our books; None where there is nothing to be made of it any more."""
    size = folder.size(uid)
    is_large = size is not None and size > MOST_BYTES
    data = folder.read(uid, head_alone=is_large)
    if data is None:
        return None  # somebody has taken it away
    refused = "too-large" if is_large else _refusal(fetching, data)
    message = parse_head(data)
    values = {
        "body": address.body,
        "mailbox": address.name,
        "uidvalidity": folder.uidvalidity,
        "uid": uid,
        "fingerprint": _fingerprint(message, data),
        "message_id": _own_id(message),
        "sender": parseaddr(decode_words(str(message.get("From", ""))))[1][:320],
        "heading": control_free(decode_words(str(message.get("Subject", "")))),
        "at": clock.now(),
        "size": size or len(data),
        "content": None if refused else fetching.office.files.put(data),
        "state": MessageState.FAILED if refused else MessageState.SEEN,
        "why": refused,
    }
    for _ in range(_MOST_TRIES):
        with suppress(IntegrityError):  # another worker has put down this one, or one of the same name
            return _insert(fetching, values)
    raise ToolFailed("database.busy")


def _refusal(fetching: Fetching, data: bytes) -> str | None:
    """Why the antivirus lets nothing of the message in; raises ToolMissing ``antivirus.silent``: it is asked again."""
    if fetching.antivirus is None:
        return None
    try:
        fetching.antivirus.let_in(None, FILE, BytesIO(data), IncomingSource.MAIL)
    except RequestError as fault:
        return f"infected\t{fault.details['found']}" if fault.code == "antivirus.found" else "too-large-to-scan"
    return None


def _insert(fetching: Fetching, values: dict[str, Any]) -> int | None:
    """Puts a message down; a second copy of one is told as such, another of the same name gets another name."""
    with fetching.office.database.writing() as session:
        row = MailMessage(**values)
        place = select(MailMessage.id).filter_by(mailbox=row.mailbox, uidvalidity=row.uidvalidity, uid=row.uid)
        if session.scalar(place) is not None:
            return None
        of_body = select(MailMessage.id).where(MailMessage.body == row.body)
        if session.scalar(of_body.where(MailMessage.fingerprint == row.fingerprint)) is not None:
            row.fingerprint, row.message_id, row.state, row.why = None, None, MessageState.DUPLICATE, None
        elif row.message_id is None or session.scalar(of_body.where(MailMessage.message_id == row.message_id)):
            row.message_id = f"<{row.fingerprint}@letterkit>"
        session.add(row)
        session.flush()
        return row.id if row.state == MessageState.SEEN else None


def _make_of(fetching: Fetching, row: MailMessage) -> None:
    assert row.content is not None
    office = fetching.office
    data = office.files.get(row.content)
    found = fetching.reader_of(row.body)(data)
    with office.database.writing() as session:
        kept = _lock(session, row.id)
        if found.bounce is not None:
            meters.tell("mail", "bounced")
            returns.take_bounce(session, kept, found.bounce)
            return
        aside = (MessageState.AUTOMATIC, "own") if returns.is_own(session, kept) else found.aside
        if aside is not None:
            kept.state, kept.why = aside
            return
    proposal = found.proposal
    assert proposal is not None
    made = propose(
        office,
        None,
        row.body,
        [(FILE, data)],
        source=IncomingSource.MAIL,
        channel=Channel.EMAIL,
        message_id=row.message_id,
        sender=row.sender,
        heading=row.heading,
        reader=lambda files: proposal,
    )
    with office.database.writing() as session:
        kept = _lock(session, row.id)
        kept.incoming_id, kept.mailing_id = made.id, returns.answered_mailing(session, row.body, found.answers)
        kept.state = MessageState.REPLY if kept.mailing_id is not None else MessageState.PROPOSED
    meters.tell("mail", "received")


def _lock(session: Session, message_id: int) -> MailMessage:
    session.execute(select(MailMessage.id).where(MailMessage.id == message_id).with_for_update())
    return session.get_one(MailMessage, message_id, populate_existing=True)


def _note_look(fetching: Fetching, address: MailboxAddress, fault: LetterkitError | None) -> None:
    with fetching.office.database.writing() as session:
        box = session.get(Mailbox, address.name) or Mailbox(name=address.name)
        box.body = address.body
        if fault is None:
            box.looked, box.failing, box.failed = clock.now(), None, None
        else:
            box.failing, box.failed = box.failing or clock.now(), f"{fault.code}\t{fault.details.get('why') or ''}"
        session.add(box)


def _own_id(message: Message) -> str | None:
    told = "".join(str(message.get("Message-ID", "")).split())
    return told[:_ID_LIMIT] if told.isprintable() and "@" in told else None


def _fingerprint(message: Message, data: bytes) -> str:
    """A hash of what the message says: the heads that say it, and its body; not of the servers that it passed."""
    text = data.replace(b"\r\n", b"\n")
    said = [str(message.get(name, "")) for name in ("Message-ID", "From", "Date", "Subject")]
    body = text.partition(b"\n\n")[2]
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogateescape") + b"\n\n" + body).hexdigest()
