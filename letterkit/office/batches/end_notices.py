"""What is told when a batch has ended: its maker that it is done or refused, signers that letters wait for them."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.core.office import BatchState, RowState
from letterkit.office.batches.approval_state import count_ready
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.notices.telling import signers_of, tell
from letterkit.store.batch_tables import Batch, BatchRow


def tell_end(session: Session, batch: Batch) -> None:
    """Tells that the batch is done or refused, as its state is now."""
    subject, facts = f"batch:{batch.id}", _facts(batch)
    if batch.state == BatchState.REFUSED:
        tell(session, None, batch.by_id, NoticeKind.BATCH_ENDED, subject, {"is_refused": True, **facts})
        return
    made = select(func.count()).select_from(BatchRow).filter_by(batch_id=batch.id, state=RowState.DONE)
    count = session.scalar(made) or 0
    tell(session, None, batch.by_id, NoticeKind.BATCH_ENDED, subject, {"letters": count, **facts})
    if ready := count_ready(session, batch.id):
        for person_id in signers_of(session, batch.body):
            if person_id != batch.by_id:  # who has made it cannot approve it
                tell(session, None, person_id, NoticeKind.BATCH_WAITS, subject, {"letters": ready, **facts})


def _facts(batch: Batch) -> dict[str, Any]:
    return {"name": batch.name, "on": batch.created.date().isoformat()}
