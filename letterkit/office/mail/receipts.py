"""A word to the applicant that the appeal has come and is registered, in the words that the clerk keeps.

Once an appeal, after somebody has entered it; never to a program, and marked so that no program answers it.
"""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from letterkit.core import clock
from letterkit.core.email_address import is_email_address
from letterkit.core.errors import LetterkitError
from letterkit.core.mail import MailingKind, MailingState, MessageState
from letterkit.core.office import IncomingState
from letterkit.core.profile import Profile
from letterkit.office import holds
from letterkit.office.mail.mailings import note
from letterkit.office.mail.messages import new_message_id
from letterkit.store.database import Database
from letterkit.store.incoming_tables import Incoming
from letterkit.store.mail_tables import Mailing, MailMessage
from letterkit.store.tables import Appeal

TEXT = "receipt"
"""The text of a profile that is sent; without one nothing is."""
ReceiptWords = Callable[[Appeal, Profile], tuple[str, str]]
"""Heading and words of the message."""
_FRESH = timedelta(days=7)
"""What was entered before is told no more: a text that is kept from today on is not sent to everybody of last year."""


def queue_receipts(database: Database, profile_of: Callable[[str], Profile], words: ReceiptWords) -> int:
    """Puts into the queue what is to be told to those whose messages have become appeals; how many."""
    confirmed = select(Mailing.id).where(Mailing.appeal_id == Incoming.appeal_id, Mailing.kind == MailingKind.RECEIPT)
    entered = (
        select(MailMessage, Appeal)
        .join(Incoming, MailMessage.incoming_id == Incoming.id)
        .join(Appeal, Incoming.appeal_id == Appeal.id)
        .where(Incoming.state == IncomingState.ENTERED, Incoming.decided > clock.now() - _FRESH)
        .where(MailMessage.state.in_((MessageState.PROPOSED, MessageState.REPLY)), ~confirmed.exists())
        .where(holds.open_appeals())
        .order_by(MailMessage.id)
    )
    with database.reading() as session:
        waiting = [(message, appeal) for message, appeal in session.execute(entered)]
    return sum(_queue(database, message, appeal, profile_of, words) for message, appeal in waiting)


def _queue(
    database: Database,
    message: MailMessage,
    appeal: Appeal,
    profile_of: Callable[[str], Profile],
    words: ReceiptWords,
) -> bool:
    try:
        profile = profile_of(appeal.body)
    except LetterkitError:
        return False
    if not profile.texts.get(TEXT) or not is_email_address(message.sender) or message.sender == profile.body.email:
        return False
    heading, text = words(appeal, profile)
    mailing = Mailing(
        body=appeal.body,
        kind=MailingKind.RECEIPT,
        state=MailingState.QUEUED,
        appeal_id=appeal.id,
        to=message.sender,
        heading=heading,
        words=text,
        files={"files": []},
        message_id=new_message_id(profile.body.email),
        answers=message.message_id,
        at=clock.now(),
        due=clock.now(),
    )
    try:
        with database.writing() as session:
            session.add(mailing)
            session.flush()
            note(session, None, mailing, "mailing.queued")
    except IntegrityError:
        return False  # another worker was quicker
    return True
