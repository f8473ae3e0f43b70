"""A finding of a batch that somebody entitled answers for: one reason for all letters that have it."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, BatchState, Duty
from letterkit.office import batch_rights
from letterkit.office.batches.approval_state import count_ready
from letterkit.office.batches.findings import alike_to
from letterkit.office.batches.results import count_again
from letterkit.office.batches.telling import tell_waiting
from letterkit.office.cases.waivers import WAIVED_FOR
from letterkit.office.context import Office
from letterkit.office.rights import demand
from letterkit.office.rule_figures import counting
from letterkit.store import audit
from letterkit.store.batch_tables import Batch, BatchFinding, BatchRow, BatchWaiver, RowFinding


def waive(office: Office, by: Actor, batch_id: int, finding: int, reason: str) -> BatchWaiver:
    """``by`` answers for ``finding`` (a ``findings.FindingGroup``) in every letter that has it; their verdicts follow.

    The words that it was found in so far are waived: the same fault in others, of a row made again, still stands.
    Raises RequestError ``waiver.no-reason``, ``waiver.no-finding``, ``batch.gone``, ``batch.wrong-step``, DeniedError
    ``denied.duty``, ``denied.author``.
    """
    demand(by, Duty.REVIEWER, Duty.SIGNER)
    reason = " ".join(reason.split())
    if not reason:
        raise RequestError("waiver.no-reason")
    with office.database.writing() as session:
        batch = _waivable_batch(session, by, batch_id)
        found = session.get(BatchFinding, finding)
        if found is None or found.batch_id != batch_id or found.waiver_id is not None:
            raise RequestError("waiver.no-finding")
        alike = alike_to(batch_id, finding)
        letters = select(func.count(RowFinding.row_id.distinct())).where(RowFinding.finding_id.in_(alike))
        waiver = BatchWaiver(
            batch_id=batch_id,
            code=found.code,
            message=found.message,
            reason=reason,
            count=session.scalar(letters) or 0,
            by_id=by.id,
            at=clock.now(),
            until=clock.today() + WAIVED_FOR,
        )
        session.add(waiver)
        session.flush()
        before = count_ready(session, batch_id)
        _mark(session, BatchFinding.id.in_(alike), waiver.id)
        count_again(session, BatchRow.id.in_(_rows(BatchFinding.waiver_id == waiver.id)))
        counting.batch_waived(session, batch_id, waiver.code)
        details = {"code": waiver.code, "count": waiver.count, "until": waiver.until.isoformat(), "reason": reason}
        audit.record(session, by, "batch.waived", f"batch:{batch_id}", **details)
        tell_waiting(session, by, batch, before)
        session.refresh(waiver)
        return waiver


def unwaive(office: Office, by: Actor, batch_id: int, waiver_id: int) -> None:
    """The finding stands again; raises as ``waive``, RequestError ``waiver.approved`` when letters rest on it."""
    demand(by, Duty.REVIEWER, Duty.SIGNER)
    with office.database.writing() as session:
        _waivable_batch(session, by, batch_id)
        waiver = session.get(BatchWaiver, waiver_id)
        if waiver is None or waiver.batch_id != batch_id or waiver.withdrawn is not None:
            raise RequestError("waiver.no-finding")
        waived = BatchFinding.waiver_id == waiver.id
        approved = select(BatchRow.id).where(BatchRow.id.in_(_rows(waived)), BatchRow.approval_id.is_not(None))
        if session.scalars(approved.limit(1)).first() is not None:
            raise RequestError("waiver.approved")
        waiver.withdrawn = clock.now()
        one = session.scalar(select(func.min(BatchFinding.id)).where(waived))
        _mark(session, waived, None)
        if one is not None:
            count_again(session, BatchRow.id.in_(_rows(BatchFinding.id.in_(alike_to(batch_id, one)))))
        counting.batch_waived(session, batch_id, waiver.code)
        details = {"code": waiver.code, "count": waiver.count}
        audit.record(session, by, "batch.unwaived", f"batch:{batch_id}", **details)


def waivers_of(office: Office, by: Actor, batch_id: int) -> Mapping[int, BatchWaiver]:
    """What somebody answers for in a batch, by id, in order; raises RequestError ``batch.gone``."""
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        query = select(BatchWaiver).filter_by(batch_id=batch_id, withdrawn=None).order_by(BatchWaiver.id)
        return {waiver.id: waiver for waiver in session.scalars(query)}


def demand_in_force(session: Session, batch_id: int, rows: Collection[int]) -> None:
    """Raises RequestError ``approve.waiver-over`` when a letter of ``rows`` (ids) rests on a waiver past its day."""
    over = select(BatchWaiver).where(
        BatchWaiver.batch_id == batch_id, BatchWaiver.withdrawn.is_(None), BatchWaiver.until < clock.today()
    )
    wanted = set(rows)
    for waiver in session.scalars(over):
        if not wanted.isdisjoint(session.scalars(_rows(BatchFinding.waiver_id == waiver.id))):
            raise RequestError("approve.waiver-over", rule=waiver.code, until=f"{waiver.until:%d.%m.%Y}")


def _waivable_batch(session: Session, by: Actor, batch_id: int) -> Batch:
    """The batch, all of whose letters have ended, if ``by`` has not made it."""
    batch = batch_rights.in_state(batch_rights.lock_batch(session, by, batch_id), BatchState.DONE, BatchState.CANCELLED)
    if batch.by_id == by.id:
        raise DeniedError("denied.author")
    return batch


def _mark(session: Session, findings: ColumnElement[bool], waiver_id: int | None) -> None:
    change = update(BatchFinding).where(findings).values(waiver_id=waiver_id)
    session.execute(change.execution_options(synchronize_session=False))


def _rows(findings: ColumnElement[bool]) -> Select[int]:
    """The ids of rows in whose letters one of ``findings`` was found."""
    return select(RowFinding.row_id).join(BatchFinding, RowFinding.finding_id == BatchFinding.id).where(findings)
