"""What is told of a batch: its maker that it has ended, signers what waits for them, the registry what may go out."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from letterkit.core.office import Actor, BatchState, Duty, RowState
from letterkit.office.batches.approval_state import count_ready
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.notices.telling import holders_of, tell
from letterkit.store.batch_tables import Batch, BatchApproval, BatchRow


def tell_end(session: Session, batch: Batch) -> None:
    """Tells that the batch is done or refused, as its state is now."""
    if batch.state == BatchState.REFUSED:
        facts = {"is_refused": True, **_facts(batch)}
        tell(session, None, batch.by_id, NoticeKind.BATCH_ENDED, _subject(batch), facts)
        return
    made = select(func.count()).select_from(BatchRow).filter_by(batch_id=batch.id, state=RowState.DONE)
    facts = {"letters": session.scalar(made) or 0, **_facts(batch)}
    tell(session, None, batch.by_id, NoticeKind.BATCH_ENDED, _subject(batch), facts)
    tell_waiting(session, None, batch)


def tell_waiting(session: Session, by: Actor | None, batch: Batch, before: int = 0) -> None:
    """Signers learn that letters wait for their approval, unless some did ``before`` what ``by`` has done.

    Whoever has made the batch cannot approve it, and is not told.
    """
    ready = count_ready(session, batch.id)
    if before or not ready:
        return
    for person_id in holders_of(session, batch.body, Duty.SIGNER):
        if person_id != batch.by_id:
            facts = {"letters": ready, **_facts(batch)}
            tell(session, by, person_id, NoticeKind.BATCH_WAITS, _subject(batch), facts)


def tell_approval(session: Session, by: Actor, batch: Batch, approval: BatchApproval) -> None:
    """The registry learns, once, that letters were approved and may go out."""
    facts = {"by": by.name, "letters": approval.count, **_facts(batch)}
    for person_id in holders_of(session, batch.body, Duty.REGISTRY):
        once = f"approval:{approval.id}"
        tell(session, by, person_id, NoticeKind.BATCH_TO_SEND, _subject(batch), facts, once)


def _subject(batch: Batch) -> str:
    return f"batch:{batch.id}"


def _facts(batch: Batch) -> dict[str, Any]:
    return {"name": batch.name, "on": batch.created.date().isoformat()}
