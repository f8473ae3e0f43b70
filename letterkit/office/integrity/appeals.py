"""Appeals beside the journal: whether each is done, where an entry says so."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.office import AppealState
from letterkit.office.answering_rows import answers
from letterkit.office.integrity.mismatch import Mismatch, MismatchKind, find_missing, steps_of, windows
from letterkit.store.batch_tables import BatchRow
from letterkit.store.tables import Appeal

_BEGUN = "appeal.entered"
_ACTIONS = (
    _BEGUN,
    "appeal.closed",
    "appeal.reopened",
    "appeal.answered",
    "appeal.answered-orally",
    "appeal.changed",
)


def appeals(session: Session) -> Iterator[Mismatch]:
    """What is wrong with appeals; one that no entry tells the state of may be anything (a register taken in)."""
    for rows in windows(session, Appeal.id, Appeal.state):
        steps = steps_of(session, "appeal", [row.id for row in rows], _ACTIONS)
        for row in rows:
            told = [step.details["state"] for step in steps[row.id] if "state" in step.details]
            if not told or (told[-1] == AppealState.DONE) == (row.state == AppealState.DONE):
                continue  # new or at work: a letter that was begun makes the one of the other
            if row.state == AppealState.DONE and _is_answered_by_batch(session, row.id):
                continue
            yield Mismatch(MismatchKind.STATE, f"appeal:{row.id}", row.state, told[-1])
    yield from find_missing(session, "appeal", _BEGUN, Appeal.id)


def _is_answered_by_batch(session: Session, appeal_id: int) -> bool:
    sent = select(BatchRow.id).join(Appeal, answers()).where(Appeal.id == appeal_id, BatchRow.sending_id.is_not(None))
    return session.scalar(sent.limit(1)) is not None
