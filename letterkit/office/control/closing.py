"""When an appeal is done: every question answered, a reply on the substance gone (7.9), by somebody's decision (7.10).

A reply that the registry sends and that leaves no question open is that decision; everything else is decided by hand,
with a reason. A request or an interim reply is no ground for it (7.12).
"""

import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, AppealState, Duty, LetterState
from letterkit.core.outcome import LEAVES_OPEN, Outcome
from letterkit.office import rights
from letterkit.office.answering_rows import answers
from letterkit.office.context import Office
from letterkit.office.control import extension, questions
from letterkit.office.letter_cards import card_of
from letterkit.store import audit
from letterkit.store.batch_tables import BatchRow
from letterkit.store.tables import Appeal, Letter

CLOSERS = (Duty.REGISTRY, Duty.SIGNER)
"""Who puts appeals on control and takes them off (7.2, 7.10)."""
_WHY_LIMIT = 1000


def apply_reply(session: Session, by: Actor, appeal: Appeal, letter: Letter, card: CaseCard) -> None:
    """What a reply that has just gone does with its appeal: it extends it, leaves it open, or closes it."""
    outcome = card.reply.outcome
    if outcome is Outcome.EXTENDED:
        extension.told_by_letter(session, by, appeal, letter, card)
        return
    if outcome in LEAVES_OPEN:
        return
    questions.answered_in(session, appeal, letter.id, card.appeal.questions, clock.today())
    if appeal.state == AppealState.DONE:
        return
    left = questions.open_questions(session, appeal)
    if left:
        appeal.state = AppealState.WORK
        return
    _close(session, by, appeal, why="", letter=letter.id)


def answered_otherwise(session: Session, by: Actor, appeal: Appeal, on: datetime.date, how: str) -> None:
    """All that the appeal asks was answered ``on`` by no letter of letterkit, as ``how`` says: it is done.

    Whoever calls tells it to the journal.
    """
    for question in questions.open_questions(session, appeal):
        question.answered, question.how = on, how
    _mark(by, appeal, why="")


def lacks(session: Session, appeal: Appeal) -> tuple[str, ...]:
    """What 7.9 still asks for: ``reply`` when none on the substance has gone, ``questions`` when some are open."""
    found = []
    if not has_reply(session, appeal):
        found.append("reply")
    if questions.open_questions(session, appeal):
        found.append("questions")
    return tuple(found)


def has_reply(session: Session, appeal: Appeal) -> bool:
    """Whether a reply that is no request and no interim one has gone: a letter, a row of a batch, or told otherwise."""
    if appeal.oral or appeal.answered or appeal.reply_number:
        return True
    sent = select(Letter).where(Letter.appeal_id == appeal.id, Letter.state == LetterState.SENT)
    for letter in session.scalars(sent):
        if card_of(letter).reply.outcome not in LEAVES_OPEN:
            return True
    of_batch = (
        select(BatchRow.id)
        .join(Appeal, answers())
        .where(Appeal.id == appeal.id, BatchRow.sending_id.is_not(None))
        .where(or_(BatchRow.outcome.is_(None), BatchRow.outcome.not_in(sorted(LEAVES_OPEN))))
    )
    return session.scalar(of_batch.limit(1)) is not None


def close(
    office: Office,
    by: Actor,
    appeal_id: int,
    why: str,
    *,
    reply_number: str = "",
    answered: datetime.date | None = None,
) -> Appeal:
    """Takes the appeal off control with a reason (7.10).

    ``reply_number`` and ``answered`` are those of a reply that went another way than through letterkit. Raises
    RequestError ``closing.no-why``, ``closing.no-reply``, ``closing.questions`` (``count``), ``closing.not-yet``,
    ``closing.before-appeal``, ``appeal.done``, ``appeal.gone``, DeniedError.
    """
    rights.demand(by, *CLOSERS)
    why, reply_number = " ".join(why.split())[:_WHY_LIMIT], " ".join(reply_number.split())[:60]
    if not why:
        raise RequestError("closing.no-why")
    if answered is not None and answered > clock.today():
        raise RequestError("closing.not-yet")
    with office.database.writing() as session:
        appeal = rights.appeal_open(session, by, appeal_id)
        if answered is not None and answered < appeal.registered:
            raise RequestError("closing.before-appeal")
        if reply_number and answered is not None:
            appeal.reply_number, appeal.answered = reply_number, answered
        lacking = lacks(session, appeal)
        if "reply" in lacking:
            raise RequestError("closing.no-reply")
        if "questions" in lacking:
            raise RequestError("closing.questions", count=len(questions.open_questions(session, appeal)))
        _close(session, by, appeal, why)
        return appeal


def reopen(office: Office, by: Actor, appeal_id: int, why: str) -> Appeal:
    """Puts an appeal that was closed by mistake back on control, with a reason.

    Raises RequestError ``closing.no-why``, ``appeal.not-done``, ``appeal.gone``, DeniedError.
    """
    rights.demand(by, *CLOSERS)
    why = " ".join(why.split())[:_WHY_LIMIT]
    if not why:
        raise RequestError("closing.no-why")
    with office.database.writing() as session:
        appeal = rights.appeal_held(session, by, appeal_id)
        if appeal.state != AppealState.DONE:
            raise RequestError("appeal.not-done")
        appeal.state, appeal.closed = AppealState.WORK, None
        audit.record(session, by, "appeal.reopened", f"appeal:{appeal.id}", reason=why, state=appeal.state)
        return appeal


def _close(session: Session, by: Actor, appeal: Appeal, why: str, letter: int | None = None) -> None:
    _mark(by, appeal, why, letter)
    audit.record(session, by, "appeal.closed", f"appeal:{appeal.id}", reason=why, letter=letter, state=appeal.state)


def _mark(by: Actor, appeal: Appeal, why: str, letter: int | None = None) -> None:
    appeal.state = AppealState.DONE
    appeal.closed = {"on": clock.today().isoformat(), "by": by.name, "why": why, "letter": letter}


def was_open_on(on: datetime.date) -> ColumnElement[bool]:
    """Not done on the day ``on``: open now, or answered later than that."""
    return or_(rights.not_done(), and_(Appeal.answered.is_not(None), Appeal.answered > on))
