"""Rows of batches answer appeals of the register: linked by number and day (clause 4.1), closing them (7.9, 7.12)."""

import datetime
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session, selectinload

from letterkit.core import clock
from letterkit.core.office import Actor, AppealState, LetterState, RowState
from letterkit.core.outcome import LEAVES_OPEN, Outcome
from letterkit.office import batch_rights
from letterkit.office.answering_rows import answers
from letterkit.office.context import Office
from letterkit.office.register.results import result_of
from letterkit.store.batch_tables import Batch, BatchRow, BatchSending
from letterkit.store.register_tables import Question
from letterkit.store.tables import Appeal, Letter

_OPEN = tuple(sorted(LEAVES_OPEN))
_HOW = "ответ рассылки"


Answer = tuple[Batch, BatchRow]


def rows_answering(office: Office, by: Actor, appeals: Sequence[Appeal]) -> Mapping[int, Sequence[Answer]]:
    """The letters of batches that answer ``appeals``, by the id of the appeal, of batches that ``by`` may see."""
    query = (
        select(Appeal.id, Batch, BatchRow)
        .select_from(Appeal)
        .join(BatchRow, answers())
        .join(Batch, BatchRow.batch_id == Batch.id)
        .where(
            Appeal.id.in_([appeal.id for appeal in appeals]), BatchRow.state == RowState.DONE, batch_rights.visible(by)
        )
        .options(selectinload(BatchRow.sending))
        .order_by(BatchRow.id)
    )
    found: dict[int, list[Answer]] = {}
    with office.database.reading() as session:
        for appeal_id, batch, row in session.execute(query):
            found.setdefault(appeal_id, []).append((batch, row))
    return found


def conclude(session: Session, sending_id: int) -> None:
    """What a sending does with its appeals, as a single letter does: they are done, unless the reply leaves them open.

    A reply that extends the term moves the deadline of its appeal and of the letters that answer it (7.4).
    """
    _record(session, sending_id)
    answered = select(Appeal.id).join(BatchRow, answers()).where(BatchRow.sending_id == sending_id)
    # Locked in one order by everybody, before anything is changed.
    session.execute(select(Appeal.id).where(Appeal.id.in_(answered)).order_by(Appeal.id).with_for_update()).all()
    closes = or_(BatchRow.outcome.is_(None), BatchRow.outcome.not_in(_OPEN))
    _close(session, Appeal.id.in_(answered.where(closes)))
    stays_open = and_(Appeal.id.in_(answered.where(BatchRow.outcome.in_(_OPEN))), Appeal.state == AppealState.NEW)
    _move(session, stays_open, AppealState.WORK)
    _extend(session, sending_id)


def _close(session: Session, asked: ColumnElement[bool]) -> None:
    """A standard reply answers all that its appeal asks (4.3); who sends the batch decides that it is done (7.10)."""
    today = clock.today()
    ids = select(Appeal.id).where(asked, Appeal.state != AppealState.DONE)
    untold = {"synchronize_session": False}
    session.execute(
        update(Question)
        .where(Question.appeal_id.in_(ids), Question.answered.is_(None))
        .values(answered=today, how=_HOW)
        .execution_options(**untold)
    )
    closed = {"on": today.isoformat(), "by": "", "why": "", "letter": None}
    open_yet = update(Appeal).where(asked, Appeal.state != AppealState.DONE)
    session.execute(open_yet.values(state=AppealState.DONE, closed=closed).execution_options(**untold))


def _move(session: Session, asked: ColumnElement[bool], state: AppealState) -> None:
    session.execute(update(Appeal).where(asked).values(state=state).execution_options(synchronize_session=False))


def _record(session: Session, sending_id: int) -> None:
    """How the appeals ended, on which day and by which letter (6.12), as a single letter records it."""
    query = (
        select(Appeal.id, Appeal.answered, BatchRow.outcome, BatchRow.letter_number, BatchSending.sent_on)
        .select_from(Appeal)
        .join(BatchRow, answers())
        .join(BatchSending, BatchRow.sending_id == BatchSending.id)
        .where(BatchRow.sending_id == sending_id)
        .order_by(Appeal.id)
    )
    rows = [
        {"id": each.id, "result": result, "answered": each.answered or each.sent_on, "reply_number": each.letter_number}
        for each in session.execute(query)
        if (result := result_of(Outcome(each.outcome) if each.outcome else None)) is not None
    ]
    if rows:
        session.execute(update(Appeal), rows)


def _extend(session: Session, sending_id: int) -> None:
    named = BatchRow.card["reply"]["due_date"].as_string()
    query = (
        select(Appeal.id, named)
        .join(BatchRow, answers())
        .where(BatchRow.sending_id == sending_id, BatchRow.outcome == Outcome.EXTENDED)
        .order_by(Appeal.id)
    )
    until = {appeal: datetime.date.fromisoformat(day) for appeal, day in session.execute(query) if day}
    if not until:
        return
    told = clock.today().isoformat()
    moved = [
        {
            "id": appeal,
            "extended_to": day,
            "extension": {"on": told, "until": day.isoformat(), "why": "", "by": "", "told": told},
        }
        for appeal, day in until.items()
    ]
    session.execute(update(Appeal), moved)
    extended = select(Appeal.id).join(BatchRow, answers()).where(BatchRow.sending_id == sending_id)
    unsent = select(Letter.id, Letter.appeal_id).where(Letter.appeal_id.in_(extended), Letter.state != LetterState.SENT)
    letters = [{"id": letter, "due": until[appeal]} for letter, appeal in session.execute(unsent) if appeal in until]
    if letters:
        session.execute(update(Letter), letters)
