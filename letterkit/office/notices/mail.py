"""Notices go out by mail: what waits for one person goes in one message, each notice once.

A notice is noted as taken before it is handed to the mail server. Whoever dies in between leaves one of which nobody
knows whether it has gone: it is never sent again. One that has surely not gone is tried again, later and later, until
a day is over; a notice of yesterday is no news.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, ToolFailed
from letterkit.office.control.mail import Outbox
from letterkit.office.notices.kinds import MailState
from letterkit.store.database import Database
from letterkit.store.notice_tables import Notice
from letterkit.store.tables import Person

NoticeWords = Callable[[Sequence[Notice], str], tuple[str, str]]
"""The heading and the text of a message with notices, of which the name of the person is told."""
KEPT_FOR = timedelta(days=180)
"""How long a notice is kept."""
_FRESH = timedelta(days=1)
_PAUSES = (timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
"""How long after each try that has failed comes the next one; after the last of them there is none."""
_TOGETHER = 50
_FAILED_LIMIT = 400
_DOWN = "mail.no-answer"


def send_waiting(database: Database, outbox: Outbox, words: NoticeWords, sender_of: Callable[[str], str]) -> int:
    """Sends what waits; ``sender_of`` gives the address that messages of a body come from. How many have gone.

    A server that does not answer ends the round: the next one begins where this one has stopped.
    """
    with database.reading() as session:
        people = session.scalars(select(Notice.person_id).where(_waits(clock.now())).distinct()).all()
    gone = 0
    for person_id in people:
        with database.writing() as session:
            taken = _take(session, person_id)
        if not taken:
            continue  # another worker has them
        fault = _send(outbox, taken, words, sender_of)
        with database.writing() as session:
            for notice in session.scalars(select(Notice).where(Notice.id.in_([each.id for each in taken]))):
                _note(notice, fault)
        gone += fault is None
        if fault is not None and fault.code == _DOWN:
            break
    return gone


def forget_old(database: Database) -> int:
    """Deletes the notices that nobody looks for any more (``KEPT_FOR``); how many they were."""
    with database.writing() as session:
        gone = session.execute(delete(Notice).where(Notice.at < clock.now() - KEPT_FOR))
        return gone.rowcount  # type: ignore[attr-defined]


def _waits(now: datetime) -> ColumnElement[bool]:
    """Whether a notice is to be sent now: it is fresh, and the pause after its last try is over."""
    again = (and_(Notice.attempts == count, Notice.tried <= now - pause) for count, pause in enumerate(_PAUSES, 1))
    return and_(Notice.mail == MailState.WAITS, Notice.at > now - _FRESH, or_(Notice.attempts == 0, *again))


def _take(session: Session, person_id: int) -> Sequence[Notice]:
    """What waits for the person, now in this worker's hands; nothing for somebody who has no address any more."""
    now = clock.now()
    query = select(Notice).where(Notice.person_id == person_id, _waits(now)).order_by(Notice.id).limit(_TOGETHER)
    # The rows alone are locked: others of the same person, and the person, go on.
    rows = session.scalars(query.with_for_update(skip_locked=True, of=Notice)).all()
    reachable = rows and rows[0].person.email and rows[0].person.active
    for row in rows:
        row.mail, row.attempts, row.tried = MailState.TAKEN, row.attempts + 1, now
        if not reachable:
            row.mail, row.failed = MailState.FAILED, "mail.no-address"
    return rows if reachable else ()


def _send(
    outbox: Outbox, notices: Sequence[Notice], words: NoticeWords, sender_of: Callable[[str], str]
) -> LetterkitError | None:
    """What went wrong, None when the message has gone."""
    try:
        outbox.send(_message(notices[0].person, notices, words, sender_of))
    except LetterkitError as fault:
        return fault
    return None


def _message(
    person: Person, notices: Sequence[Notice], words: NoticeWords, sender_of: Callable[[str], str]
) -> EmailMessage:
    """The notices as e-mail; programs do not answer it (RFC 3834). Raises ToolFailed for an address that is none."""
    told = EmailMessage()
    heading, text = words(notices, person.full_name)
    try:
        told["Subject"], told["From"], told["To"] = heading, sender_of(person.body), person.email
    except ValueError as fault:  # an address that no header can hold
        raise ToolFailed("mail.refused", why=str(fault)) from fault
    told["Date"], told["Message-ID"] = format_datetime(clock.now()), make_msgid(domain="letterkit")
    told["Auto-Submitted"] = "auto-generated"
    told.set_content(text)
    return told


def _note(notice: Notice, fault: LetterkitError | None) -> None:
    if fault is None:
        notice.mail, notice.failed = MailState.SENT, None
        return
    why = str(fault.details.get("why", ""))
    notice.failed = f"{fault.code}\t{why}"[:_FAILED_LIMIT]
    may_have_gone = fault.code == "mail.lost"
    is_last = notice.attempts > len(_PAUSES)
    notice.mail = MailState.FAILED if may_have_gone or is_last else MailState.WAITS
