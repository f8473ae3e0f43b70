"""Where the letters of a batch stand towards approval, and who has answered for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, select

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, RowState
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


@dataclass(frozen=True, slots=True)
class Standing:
    """How many letters are approved, may be, and may not be: for their errors, for what was not checked, for want of
    a number. A letter is counted once; one without pages has not been checked whole. Of those approved ``sent`` have
    gone out.
    """

    approved: int
    ready: int
    with_errors: int
    not_whole: int
    without_number: int
    sent: int = 0


def standing(office: Office, by: Actor, batch_id: int) -> Standing:
    """The letters of a batch, counted; raises RequestError ``batch.gone``."""
    counts = [func.count(case((asked, 1))).label(name) for name, asked in _COUNTED.items()]
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        found = session.execute(select(*counts).where(BatchRow.batch_id == batch_id)).one()
        sent = select(func.count()).where(BatchRow.batch_id == batch_id, BatchRow.sending_id.is_not(None))
        return Standing(**found._mapping, sent=session.scalar(sent) or 0)


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


def verdicts(office: Office, by: Actor, batch_ids: Sequence[int]) -> Mapping[int, Mapping[str, int]]:
    """How many letters of each batch came out how, of those that ``by`` may see."""
    query = (
        select(BatchRow.batch_id, BatchRow.verdict, func.count())
        .where(BatchRow.batch_id.in_(batch_ids), _MADE)
        .where(BatchRow.batch_id.in_(select(Batch.id).where(batch_rights.visible(by))))
        .group_by(BatchRow.batch_id, BatchRow.verdict)
    )
    counted: dict[int, dict[str, int]] = {}
    with office.database.reading() as session:
        for batch_id, verdict, count in session.execute(query):
            counted.setdefault(batch_id, {})[str(verdict)] = count
    return counted
