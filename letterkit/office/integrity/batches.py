"""Batches beside the journal: their states, and that their letters are those that were answered for and sent."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from letterkit.core.office import BatchState
from letterkit.office.integrity.mismatch import Mismatch, MismatchKind, Step, find_missing, steps_of, windows
from letterkit.store.batch_tables import Batch, BatchApproval, BatchRow, BatchSending

_BEGUN = "batch.taken-in"
_STATES = {
    "batch.confirmed": BatchState.RUNNING,
    "batch.resumed": BatchState.RUNNING,
    "batch.paused": BatchState.PAUSED,
    "batch.cancelled": BatchState.CANCELLED,
    "batch.done": BatchState.DONE,
}
_NOT_CONFIRMED = (BatchState.READING, BatchState.REFUSED, BatchState.CHECKED)
_RETRIED, _APPROVED, _REVOKED, _SENT = "batch.retried", "batch.approved", "batch.approval-revoked", "batch.sent"
_ACTIONS = (_BEGUN, *_STATES, _RETRIED, _APPROVED, _REVOKED, _SENT)
_ROWS_AT_ONCE = 1000


def batches(session: Session) -> Iterator[Mismatch]:
    """What is wrong with batches."""
    for rows in windows(session, Batch.id, Batch.state):
        steps = steps_of(session, "batch", [row.id for row in rows], _ACTIONS)
        for row in rows:
            yield from _wrong(session, row, steps[row.id])
    yield from find_missing(session, "batch", _BEGUN, Batch.id)


def _wrong(session: Session, row: Any, steps: Sequence[Step]) -> Iterator[Mismatch]:
    subject = f"batch:{row.id}"
    if not any(step.action == _BEGUN for step in steps):
        yield Mismatch(MismatchKind.UNKNOWN, subject)
        return
    state = _state(steps)
    if row.state != state and not (state is None and row.state in _NOT_CONFIRMED):
        yield Mismatch(MismatchKind.STATE, subject, row.state, state or BatchState.CHECKED)
    approvals = session.scalars(select(BatchApproval).filter_by(batch_id=row.id).order_by(BatchApproval.id)).all()
    told = [(step.by_id, step.details["count"], step.details["letters"]) for step in steps if step.action == _APPROVED]
    revoked = sum(step.action == _REVOKED for step in steps)
    withdrawn = sum(each.withdrawn is not None for each in approvals)
    if told != [(each.by_id, each.count, each.letters) for each in approvals] or revoked != withdrawn:
        yield Mismatch(MismatchKind.APPROVAL, subject)
    for each in approvals:
        if each.withdrawn is None and _digest(session, BatchRow.approval_id == each.id) != each.letters:
            yield Mismatch(MismatchKind.LETTERS, subject)
    sendings = session.scalars(select(BatchSending).filter_by(batch_id=row.id).order_by(BatchSending.id)).all()
    sent = [(step.by_id, step.details["channel"], step.details["letters"]) for step in steps if step.action == _SENT]
    if sent != [(each.by_id, each.channel, each.letters) for each in sendings]:
        yield Mismatch(MismatchKind.SENDING, subject)
    again = _sent_again(steps)
    for going in sendings:
        left = and_(BatchRow.batch_id == row.id, BatchRow.number.in_(again[going.id]))
        if _digest(session, or_(BatchRow.sending_id == going.id, left)) != going.letters:
            yield Mismatch(MismatchKind.LETTERS, subject)


def _sent_again(steps: Sequence[Step]) -> Mapping[int, set[int]]:
    """The numbers of rows that came back and went once more, by the ids of the sendings in whose lists they stay."""
    found: dict[int, set[int]] = defaultdict(set)
    for step in steps:
        if step.action == _SENT and "instead_of" in step.details:
            found[step.details["instead_of"]].add(step.details["row"])
    return found


def _state(steps: Sequence[Step]) -> BatchState | None:
    state: BatchState | None = None
    for step in steps:
        if step.action == _RETRIED:
            state = BatchState.RUNNING if state is BatchState.DONE else state
        state = _STATES.get(step.action, state)
    return state


def _digest(session: Session, asked: ColumnElement[bool]) -> str:
    """SHA-256 of the list of hashes as an approval keeps it (``json.dumps`` of all with indent 1), row by row."""
    digest, columns = hashlib.sha256(b"["), (BatchRow.number, BatchRow.letter_number, BatchRow.docx, BatchRow.pdf)
    query = select(*columns).where(asked).order_by(BatchRow.number).execution_options(yield_per=_ROWS_AT_ONCE)
    between = b""
    for number, letter_number, docx, pdf in session.execute(query):
        said = {"row": number, "number": letter_number, "docx": docx, "pdf": pdf}
        digest.update(between + json.dumps([said], ensure_ascii=False, indent=1)[1:-2].encode())
        between = b","
    digest.update(b"\n]" if between else b"]")
    return digest.hexdigest()
