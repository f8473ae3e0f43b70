"""One person answers for many letters of a batch at once, by the list of their hashes (clauses 3.3, 4.3)."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import DeniedError, RequestError
from letterkit.core.office import Actor, BatchState, Duty, RowState
from letterkit.core.report import Verdict
from letterkit.office import batch_rights
from letterkit.office.batches.approval_state import count_ready
from letterkit.office.batches.bulk_updates import change_rows
from letterkit.office.batches.mail_rows import rows_in_mail
from letterkit.office.batches.telling import tell_approval, tell_waiting
from letterkit.office.batches.waivers import demand_in_force
from letterkit.office.context import Office
from letterkit.office.rights import demand
from letterkit.store import audit
from letterkit.store.batch_tables import BatchApproval, BatchRow


def approve(
    office: Office, by: Actor, batch_id: int, rows: Sequence[int] | None = None, *, seen: str | None = None
) -> BatchApproval:
    """The signer approves the letters that are ready, or those of ``rows`` (numbers in the table).

    ``seen`` is what ``ready_digest`` told of the letters that the signer has looked at: of any others none is approved.
    A letter with an error, or one that could not be checked whole, cannot be approved; whoever has made the batch
    cannot approve it. Raises DeniedError ``denied.duty``, ``denied.alone``, RequestError ``batch.gone``,
    ``batch.wrong-step``, ``batch.changed``, ``batch.not-ready`` (with ``rows``), ``batch.nothing-ready``,
    ``approve.waiver-over``.
    """
    demand(by, Duty.SIGNER)
    with office.database.writing() as session:
        batch = batch_rights.in_state(
            batch_rights.lock_batch(session, by, batch_id), BatchState.DONE, BatchState.CANCELLED
        )
        if batch.by_id == by.id:
            raise DeniedError("denied.alone")
        letters = _letters(session, batch_id, rows)
        if seen is not None and seen != _digest((row.docx, row.pdf) for row in letters):
            raise RequestError("batch.changed")
        demand_in_force(session, batch_id, {row.id for row in letters})
        said = [{"row": row.number, "number": row.letter_number, "docx": row.docx, "pdf": row.pdf} for row in letters]
        file = office.files.put(json.dumps(said, ensure_ascii=False, indent=1).encode())
        approval = BatchApproval(batch_id=batch_id, by_id=by.id, at=clock.now(), count=len(said), letters=file)
        session.add(approval)
        session.flush()
        change_rows(session, [row.id for row in letters], approval_id=approval.id)
        audit.record(session, by, "batch.approved", f"batch:{batch_id}", count=len(said), letters=file)
        tell_approval(session, by, batch, approval)
        session.refresh(approval)
        return approval


def ready_digest(office: Office, by: Actor, batch_id: int) -> str:
    """SHA-256 over the hashes of all letters that may be approved now; raises RequestError ``batch.gone``."""
    query = select(BatchRow.docx, BatchRow.pdf).where(*_ready(batch_id))
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        return _digest((docx, pdf) for docx, pdf in session.execute(query))


def revoke(office: Office, by: Actor, batch_id: int, approval_id: int, reason: str) -> None:
    """Takes an approval back for the letters that have not gone out yet; those sent stay answered for.

    Raises RequestError ``return.no-reason``, ``batch.gone``, ``batch.sent-already``, ``batch.in-mail``, DeniedError.
    """
    demand(by, Duty.SIGNER)
    if not reason.strip():
        raise RequestError("return.no-reason")
    with office.database.writing() as session:
        batch = batch_rights.lock_batch(session, by, batch_id)
        approval = session.get(BatchApproval, approval_id)
        if approval is None or approval.batch_id != batch_id or approval.withdrawn is not None:
            raise RequestError("batch.gone")
        going = BatchRow.sending_id.is_(None) & BatchRow.id.in_(rows_in_mail(batch_id))
        if session.scalar(select(BatchRow.id).where(BatchRow.approval_id == approval_id, going).limit(1)):
            raise RequestError("batch.in-mail")
        before = count_ready(session, batch_id)
        freed = session.execute(
            update(BatchRow)
            .where(BatchRow.approval_id == approval_id, BatchRow.sending_id.is_(None))
            .values(approval_id=None)
        )
        if not (count := freed.rowcount):  # type: ignore[attr-defined]
            raise RequestError("batch.sent-already")
        approval.withdrawn = clock.now()
        audit.record(session, by, "batch.approval-revoked", f"batch:{batch_id}", reason=reason.strip(), count=count)
        tell_waiting(session, by, batch, before)


def _digest(files: Iterable[tuple[str | None, str | None]]) -> str:
    """The same for the same files (.docx, .pdf) in any order."""
    return hashlib.sha256("\n".join(sorted(f"{docx} {pdf}" for docx, pdf in files)).encode()).hexdigest()


def _ready(batch_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        BatchRow.batch_id == batch_id,
        BatchRow.state == RowState.DONE,
        BatchRow.approval_id.is_(None),
        BatchRow.verdict == Verdict.READY,
        BatchRow.pdf.is_not(None),
        BatchRow.letter_number.is_not(None),
    )


def _letters(session: Session, batch_id: int, numbers: Sequence[int] | None) -> list[Any]:
    """What is to be answered for; of a hundred thousand letters their cards are not read."""
    columns = (BatchRow.id, BatchRow.number, BatchRow.letter_number, BatchRow.docx, BatchRow.pdf)
    letters = list(session.execute(select(*columns).where(*_ready(batch_id)).order_by(BatchRow.number)))
    if numbers is not None:
        wanted = set(numbers)
        letters = [row for row in letters if row.number in wanted]
        if missing := sorted(wanted - {row.number for row in letters}):
            raise RequestError("batch.not-ready", rows=", ".join(map(str, missing[:20])))
    if not letters:
        raise RequestError("batch.nothing-ready")
    return letters
