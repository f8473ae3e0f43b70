"""Where the letters of a batch stand towards approval, and who has answered for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, BatchState, RowState
from letterkit.core.report import Verdict
from letterkit.office import batch_rights
from letterkit.office.context import Office
from letterkit.store.batch_tables import Batch, BatchApproval, BatchRow

_MADE = BatchRow.state == RowState.DONE
_IS_READY = and_(_MADE, BatchRow.verdict == Verdict.READY.value)
_COUNTED: Mapping[str, ColumnElement[bool]] = {
    "approved": and_(_MADE, BatchRow.approval_id.is_not(None)),
    "ready": and_(_IS_READY, BatchRow.approval_id.is_(None), BatchRow.letter_number.is_not(None)),
    "with_errors": and_(_MADE, BatchRow.verdict == Verdict.FIX.value),
    "not_whole": and_(_MADE, BatchRow.verdict == Verdict.INCOMPLETE.value),
    "without_number": and_(_IS_READY, BatchRow.letter_number.is_(None)),
}


class Stage(StrEnum):
    """How far the letters of a batch that has ended are on their way out, by those that are furthest back."""

    TO_SIGN = "to_sign"
    APPROVED = "approved"
    SENT = "sent"
    TO_MEND = "to_mend"


@dataclass(frozen=True, slots=True)
class Standing:
    """How many letters are approved, may be, and may not be: for their errors, for what was not checked, for want of
    a number. A letter is counted once; one without pages has not been checked whole. Of those approved ``sent`` have
    gone out.
    """

    approved: int = 0
    ready: int = 0
    with_errors: int = 0
    not_whole: int = 0
    without_number: int = 0
    sent: int = 0

    @property
    def stage(self) -> Stage | None:
        """How far the letters are on their way out; None where there is no letter."""
        if self.ready:
            return Stage.TO_SIGN
        if self.approved > self.sent:
            return Stage.APPROVED
        if self.sent:
            return Stage.SENT
        return Stage.TO_MEND if self.with_errors or self.not_whole or self.without_number else None


def standing(office: Office, by: Actor, batch_id: int) -> Standing:
    """The letters of a batch, counted; raises RequestError ``batch.gone``."""
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        return _standings(session, BatchRow.batch_id == batch_id, by).get(batch_id, Standing())


def approvals(office: Office, by: Actor, batch_id: int) -> Sequence[BatchApproval]:
    """Who has answered for letters of a batch, in order, those taken back among them; raises ``batch.gone``."""
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        return session.scalars(select(BatchApproval).filter_by(batch_id=batch_id).order_by(BatchApproval.id)).all()


def approved_list(office: Office, by: Actor, batch_id: int, approval_id: int) -> bytes:
    """The list of hashes that was answered for, as it was kept (JSON); raises ``batch.gone``, ``file.gone``."""
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        approval = session.get(BatchApproval, approval_id)
        if approval is None or approval.batch_id != batch_id:
            raise RequestError("batch.gone")
        return office.files.get(approval.letters)


def standings(office: Office, by: Actor, batch_ids: Sequence[int]) -> Mapping[int, Standing]:
    """Where the letters of each batch stand that has some, of the batches that ``by`` may see."""
    with office.database.reading() as session:
        return _standings(session, BatchRow.batch_id.in_(batch_ids), by)


def to_approve(office: Office, by: Actor) -> Mapping[Batch, int]:
    """The batches with letters that the signer ``by`` may approve now, and how many; the oldest first."""
    ended = Batch.state.in_((BatchState.DONE, BatchState.CANCELLED))
    others = select(Batch).where(ended, Batch.by_id != by.id, batch_rights.visible(by)).order_by(Batch.id)
    count = select(func.count()).where(BatchRow.batch_id == Batch.id, _COUNTED["ready"]).scalar_subquery()
    with office.database.reading() as session:
        return {batch: ready for batch, ready in session.execute(others.add_columns(count)) if ready}


def count_ready(session: Session, batch_id: int) -> int:
    """How many letters of a batch may be approved now."""
    return session.scalar(select(func.count()).where(BatchRow.batch_id == batch_id, _COUNTED["ready"])) or 0


def to_send(office: Office, by: Actor) -> Mapping[Batch, int]:
    """The batches with approved letters that have not gone out, and how many; the oldest first."""
    unsent = (BatchRow.approval_id.is_not(None), BatchRow.sending_id.is_(None))
    # Batch by batch, for which an index has the count.
    count = select(func.count()).where(BatchRow.batch_id == Batch.id, *unsent).scalar_subquery()
    query = select(Batch, count).where(Batch.begun.is_not(None), batch_rights.visible(by)).order_by(Batch.id)
    with office.database.reading() as session:
        return {batch: waiting for batch, waiting in session.execute(query) if waiting}


def _standings(session: Session, which: ColumnElement[bool], by: Actor) -> dict[int, Standing]:
    counts = [func.count(case((asked, 1))).label(name) for name, asked in _COUNTED.items()]
    seen = BatchRow.batch_id.in_(select(Batch.id).where(batch_rights.visible(by)))
    query = select(BatchRow.batch_id, *counts).where(which, seen).group_by(BatchRow.batch_id)
    gone = select(BatchRow.batch_id, func.count()).where(which, BatchRow.sending_id.is_not(None))
    sent: dict[int, int] = dict(session.execute(gone.group_by(BatchRow.batch_id)).all())
    return {of: replace(Standing(*counted), sent=sent.get(of, 0)) for of, *counted in session.execute(query)}
