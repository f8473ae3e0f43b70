"""Replies put into the queue of the mail, taken out of it, tried again: what a person decides of a message."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.email_address import is_email_address
from letterkit.core.errors import RequestError
from letterkit.core.mail import ON_ITS_WAY, MailingKind, MailingState
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.core.outcome import Channel
from letterkit.core.register import Result
from letterkit.office import holds, rights
from letterkit.office.cases import dispatch
from letterkit.office.context import Office
from letterkit.office.letter_cards import card_of
from letterkit.office.mail.attached import MOST_BYTES, FileToSend, choose, files_to_send
from letterkit.office.mail.messages import new_message_id
from letterkit.store import audit
from letterkit.store.batch_tables import BatchRow
from letterkit.store.mail_tables import Mailing
from letterkit.store.tables import Appeal, Dispatch, Letter

_WORDS_LIMIT, _HEADING_LIMIT, _ADDRESS_LIMIT = 10_000, 300, 320


@dataclass(frozen=True, slots=True)
class MailWish:
    """What is to go: where ``to``, under which ``heading``, with which ``words`` and ``files`` (SHA-256)."""

    to: str
    heading: str
    words: str
    files: Sequence[str] = ()
    result: Result | None = None


def mail(office: Office, by: Actor, letter_id: int, wish: MailWish) -> Mailing:
    """Puts the approved letter into the queue: it counts as sent when the server of the body has taken it.

    Raises as ``cases.dispatch.send``, RequestError ``mailing.bad-address``, ``mailing.no-words``,
    ``mailing.too-large``, ``export.no-pdf``.
    """
    to, heading, words = demand_readable(wish.to, wish.heading, wish.words)
    sender = office.of(by.body).profile.body.email
    with office.database.writing() as session:
        letter, _, gone = dispatch.going(session, by, letter_id, Channel.EMAIL, to=to)
        files = choose(files_to_send(session, letter), wish.files)
        sizes = [len(office.files.get(each["sha256"])) for each in files["files"]]
        if sum(sizes) > MOST_BYTES:
            raise RequestError("mailing.too-large", size=sum(sizes) // 1_000_000, limit=MOST_BYTES // 1_000_000)
        last = select(Mailing.id).where(Mailing.letter_id == letter.id).order_by(Mailing.id.desc()).limit(1)
        mailing = Mailing(
            body=letter.body,
            kind=MailingKind.REPLY,
            state=MailingState.QUEUED,
            letter_id=letter.id,
            to=gone.to,
            heading=heading,
            words=words,
            files=files,
            message_id=new_message_id(sender),
            at=clock.now(),
            by_id=by.id,
            due=clock.now(),
            result=wish.result,
            again_id=session.scalar(last),
        )
        session.add(mailing)
        session.flush()
        note(session, by, mailing, "mailing.queued", sent=[each["sha256"] for each in files["files"]])
        return mailing


def mailable(office: Office, by: Actor, letter_id: int) -> tuple[CaseCard, Sequence[FileToSend]]:
    """The card of the letter and all that can go with it; raises as ``files_to_send``, RequestError ``letter.gone``."""
    with office.database.reading() as session:
        letter = rights.readable_letter(session, by, letter_id)
        return card_of(letter), files_to_send(session, letter)


def cancel(office: Office, by: Actor, mailing_id: int) -> Mailing:
    """Takes the message out of the queue; of one that may have gone it is decided that it counts for nothing.

    Raises RequestError ``mailing.gone``, ``mailing.wrong-step``, DeniedError.
    """
    with office.database.writing() as session:
        mailing = _lock(session, by, mailing_id, MailingState.QUEUED, MailingState.LOST)
        mailing.state = MailingState.CANCELLED
        note(session, by, mailing, "mailing.cancelled")
        return mailing


def retry(office: Office, by: Actor, mailing_id: int) -> Mailing:
    """Has a message tried once more that was refused or may have gone: the same, under the same Message-ID.

    Raises as ``cancel``, RequestError ``mailing.on-its-way``.
    """
    with office.database.writing() as session:
        mailing = _lock(session, by, mailing_id, MailingState.REFUSED, MailingState.LOST)
        _demand_still_to_go(session, mailing)
        mailing.state, mailing.due, mailing.attempts = MailingState.QUEUED, clock.now(), 0
        note(session, by, mailing, "mailing.retried")
        return mailing


def confirm(office: Office, by: Actor, mailing_id: int) -> Mailing:
    """Somebody knows that a message of which letterkit did not know has gone; raises as ``cancel``."""
    with office.database.writing() as session:
        mailing = _lock(session, by, mailing_id, MailingState.LOST)
        mailing.state, mailing.accepted = MailingState.ACCEPTED, mailing.tried
        note(session, by, mailing, "mailing.confirmed")
        conclude(session, mailing)
        return mailing


def conclude(session: Session, mailing: Mailing) -> None:
    """The server has taken the letter: it is sent, by whoever asked for it.

    Rows of batches are recorded together (``office.mail.many``). What the register refuses stands in ``failed``.
    """
    if mailing.letter_id is None or mailing.by is None:
        mailing.recorded = clock.now() if mailing.batch_id is None else None
        return
    mailing.recorded = clock.now()
    letter = rights.lock_row(session, Letter, mailing.letter_id)
    assert letter is not None
    is_again = letter.state == LetterState.SENT and mailing.again_id is not None
    if letter.state != LetterState.APPROVED and not is_again:
        return
    gone = Dispatch(letter_id=letter.id, channel=Channel.EMAIL, to=mailing.to, at=clock.now(), by_id=mailing.by_id)
    result = Result(mailing.result) if mailing.result else None
    try:
        with session.begin_nested():
            dispatch.record(session, mailing.by.actor, letter, card_of(letter), gone, result)
    except RequestError as fault:
        mailing.failed = fault.code


def note(session: Session, by: Actor | None, mailing: Mailing, action: str, **details: object) -> None:
    """Tells the journal what was done with the message; of the applicant nothing is said."""
    audit.record(session, by, action, subject_of(mailing), mailing=mailing.id, **details)


def subject_of(mailing: Mailing) -> str:
    """What the message is about, as the journal calls it."""
    if mailing.letter_id is not None:
        return f"letter:{mailing.letter_id}"
    return f"batch:{mailing.batch_id}" if mailing.batch_id is not None else f"appeal:{mailing.appeal_id}"


def demand_readable(to: str, heading: str, words: str) -> tuple[str, str, str]:
    """Address, heading and words, tidy; raises RequestError ``mailing.bad-address``, ``mailing.no-words``."""
    to, heading, words = to.strip(), " ".join(heading.split())[:_HEADING_LIMIT], words.strip()[:_WORDS_LIMIT]
    if not is_email_address(to) or not to.isprintable() or len(to) > _ADDRESS_LIMIT:
        raise RequestError("mailing.bad-address", value=to[:60])
    if not words or not heading:
        raise RequestError("mailing.no-words")
    return to, heading, words.replace("\r\n", "\n").replace("\r", "\n") + "\n"


def _demand_still_to_go(session: Session, mailing: Mailing) -> None:
    """Raises RequestError ``letter.wrong-step`` for what has gone by another way, ``mailing.on-its-way``,
    ``case.blocked``.
    """
    _demand_usable(session, mailing)
    if mailing.letter_id is not None:
        letter = rights.lock_row(session, Letter, mailing.letter_id)
        assert letter is not None
        if letter.state != LetterState.APPROVED and mailing.again_id is None:
            raise RequestError("letter.wrong-step", state=letter.state)
    others = select(Mailing.id).where(Mailing.id != mailing.id, Mailing.state.in_(ON_ITS_WAY))
    if mailing.letter_id is not None and session.scalar(others.where(Mailing.letter_id == mailing.letter_id)):
        raise RequestError("mailing.on-its-way")
    if mailing.row_id is not None:
        row = session.get_one(BatchRow, mailing.row_id)
        if row.sending_id is not None and mailing.again_id is None:
            raise RequestError("letter.wrong-step", state=LetterState.SENT)
        if session.scalar(others.where(Mailing.row_id == mailing.row_id)):
            raise RequestError("mailing.on-its-way")


def _demand_usable(session: Session, mailing: Mailing) -> None:
    if mailing.letter_id is not None:
        holds.demand_usable_letter(session, session.get_one(Letter, mailing.letter_id))
    if mailing.appeal_id is not None:
        holds.demand_usable_appeal(session, session.get_one(Appeal, mailing.appeal_id))
    if mailing.row_id is not None:
        holds.demand_usable_row(session, mailing.row_id)


def _lock(session: Session, by: Actor, mailing_id: int, *states: MailingState) -> Mailing:
    rights.demand(by, Duty.REGISTRY)
    session.execute(select(Mailing.id).where(Mailing.id == mailing_id).with_for_update())
    mailing = session.get(Mailing, mailing_id, populate_existing=True)
    if mailing is None or mailing.body != by.body:
        raise RequestError("mailing.gone")
    if mailing.state not in states:
        raise RequestError("mailing.wrong-step", state=mailing.state)
    return mailing
