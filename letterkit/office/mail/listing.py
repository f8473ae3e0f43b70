"""The mail of a body as its registry looks at it: what went out, what came in, how its mailboxes are."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.mail import MailingState, MessageState
from letterkit.core.office import Actor, Duty, IncomingSource
from letterkit.core.outcome import Channel
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.incoming.proposing import Reader, propose
from letterkit.office.mail.reading import FILE
from letterkit.store import paging
from letterkit.store.database import Database
from letterkit.store.mail_tables import QUEUED, Mailbox, Mailing, MailMessage
from letterkit.store.paging import Page

READERS = (Duty.REGISTRY,)
"""Who sees the mail: it holds what applicants have written."""
_STUCK = timedelta(minutes=30)


def mailings(
    database: Database, by: Actor, state: MailingState | None = None, batch_id: int | None = None, number: int = 1
) -> Page[Mailing]:
    """Page ``number`` of what went out or is to go, newest first; raises DeniedError."""
    rights.demand(by, *READERS)
    query = select(Mailing).where(Mailing.body == by.body)
    if state is not None:
        query = query.where(Mailing.state == state)
    if batch_id is not None:
        query = query.where(Mailing.batch_id == batch_id)
    of_what = (joinedload(Mailing.letter), joinedload(Mailing.row), joinedload(Mailing.appeal))
    with database.reading() as session:
        return paging.page(session, query.options(*of_what).order_by(Mailing.at.desc(), Mailing.id.desc()), number)


def mailing_of(database: Database, by: Actor, mailing_id: int) -> Mailing:
    """One of them; raises RequestError ``mailing.gone``, DeniedError."""
    rights.demand(by, *READERS)
    of_what = [joinedload(Mailing.letter), joinedload(Mailing.row), joinedload(Mailing.appeal)]
    with database.reading() as session:
        found = session.get(Mailing, mailing_id, options=of_what)
    if found is None or found.body != by.body:
        raise RequestError("mailing.gone")
    return found


def counts(database: Database, by: Actor, batch_id: int | None = None) -> Mapping[MailingState, int]:
    """How many messages are in each state, of all or of a batch; raises DeniedError."""
    rights.demand(by, *READERS)
    query = select(Mailing.state, func.count()).where(Mailing.body == by.body).group_by(Mailing.state)
    if batch_id is not None:
        query = query.where(Mailing.batch_id == batch_id)
    with database.reading() as session:
        return {MailingState(state): count for state, count in session.execute(query)}


def counts_of_batch(database: Database, batch_id: int) -> Mapping[MailingState, int]:
    """How many letters of a batch are in each state; whoever asks may see the batch."""
    query = select(Mailing.state, func.count()).where(Mailing.batch_id == batch_id).group_by(Mailing.state)
    with database.reading() as session:
        return {MailingState(state): count for state, count in session.execute(query)}


def states_of_all(database: Database) -> Mapping[MailingState, int]:
    """The same of all bodies together."""
    query = select(Mailing.state, func.count()).group_by(Mailing.state).order_by(Mailing.state)
    with database.reading() as session:
        return {MailingState(state): count for state, count in session.execute(query)}


def of_letter(database: Database, letter_id: int) -> Sequence[Mailing]:
    """The messages with a letter, newest first; whoever asks may see the letter."""
    query = select(Mailing).where(Mailing.letter_id == letter_id).order_by(Mailing.id.desc())
    with database.reading() as session:
        return session.scalars(query).all()


def of_row(database: Database, row_id: int) -> Sequence[Mailing]:
    """The same of a row of a batch."""
    query = select(Mailing).where(Mailing.row_id == row_id).order_by(Mailing.id.desc())
    with database.reading() as session:
        return session.scalars(query).all()


def messages(database: Database, by: Actor, state: MessageState | None = None, number: int = 1) -> Page[MailMessage]:
    """Page ``number`` of what came in, newest first; raises DeniedError."""
    rights.demand(by, *READERS)
    query = select(MailMessage).where(MailMessage.body == by.body)
    if state is not None:
        query = query.where(MailMessage.state == state)
    with database.reading() as session:
        return paging.page(session, query.order_by(MailMessage.at.desc(), MailMessage.id.desc()), number)


def message_counts(database: Database, by: Actor) -> Mapping[MessageState, int]:
    """How many of them are in each state; raises DeniedError."""
    rights.demand(by, *READERS)
    query = select(MailMessage.state, func.count()).where(MailMessage.body == by.body).group_by(MailMessage.state)
    with database.reading() as session:
        return {MessageState(state): count for state, count in session.execute(query)}


def message_of(office: Office, by: Actor, message_id: int) -> tuple[MailMessage, bytes | None]:
    """One of them and what it said; raises RequestError ``message.gone``, DeniedError, ToolFailed ``file.altered``."""
    rights.demand(by, *READERS)
    with office.database.reading() as session:
        found = session.get(MailMessage, message_id)
    if found is None or found.body != by.body:
        raise RequestError("message.gone")
    return found, office.files.get(found.content) if found.content is not None else None


def take_up(office: Office, by: Actor, message_id: int, reader: Reader) -> MailMessage:
    """Makes an appeal to be of a message that was set aside: somebody says that it is one.

    Raises RequestError ``message.gone``, ``message.taken``, ``message.no-content``, DeniedError.
    """
    found, data = message_of(office, by, message_id)
    if found.incoming_id is not None:
        raise RequestError("message.taken")
    if data is None:
        raise RequestError("message.no-content")
    made = propose(
        office,
        by,
        found.body,
        [(FILE, data)],
        source=IncomingSource.MAIL,
        channel=Channel.EMAIL,
        message_id=found.message_id,
        sender=found.sender,
        heading=found.heading,
        reader=reader,
    )
    with office.database.writing() as session:
        row = session.get_one(MailMessage, message_id)
        row.incoming_id = made.id
        return row


def mailboxes(database: Database, body: str | None = None) -> Sequence[Mailbox]:
    """The mailboxes that were read, of all bodies or of one."""
    query = select(Mailbox).order_by(Mailbox.name)
    with database.reading() as session:
        return session.scalars(query if body is None else query.where(Mailbox.body == body)).all()


def stuck_since(database: Database) -> datetime | None:
    """Since when the oldest message waits while nobody has tried any for half an hour; None where all goes well."""
    long_ago = clock.now() - _STUCK
    with database.reading() as session:
        due = session.scalar(select(func.min(Mailing.due)).where(QUEUED))
        if due is None or due > long_ago:
            return None
        tried = session.scalar(select(func.max(Mailing.tried)))
    return due if tried is None or tried < long_ago else None
