"""Who may see and run a batch; what may not be seen, as all of another body, does not exist for who asks."""

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, BatchState, Duty
from letterkit.office.holds import demand_there
from letterkit.store.batch_tables import Batch
from letterkit.store.tables import Person

_SEES_ALL = (Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)


def visible(by: Actor) -> ColumnElement[bool]:
    """Executors see their own batches and those of their department, the others of an office all of them."""
    if by.has(*_SEES_ALL):
        return Batch.body == by.body
    if not by.has(Duty.EXECUTOR):
        return false()
    own = Batch.by_id == by.id
    whose = or_(own, Batch.by.has(Person.unit == by.unit)) if by.unit else own
    return and_(Batch.body == by.body, whose)


def readable_batch(session: Session, by: Actor, batch_id: int) -> Batch:
    """The batch, if ``by`` may see it; raises RequestError ``batch.gone``, ``case.removed``."""
    batch = session.scalars(select(Batch).where(Batch.id == batch_id, visible(by))).first()
    if batch is None:
        raise RequestError("batch.gone")
    demand_there(batch)
    return batch


def lock_batch(session: Session, by: Actor, batch_id: int) -> Batch:
    """As ``readable_batch``, locked until the transaction ends."""
    session.execute(select(Batch.id).where(Batch.id == batch_id).with_for_update())
    batch = readable_batch(session, by, batch_id)
    session.refresh(batch)
    return batch


def in_state(batch: Batch, *states: BatchState) -> Batch:
    """``batch``, in one of ``states``; raises RequestError ``batch.wrong-step``."""
    if batch.state not in states:
        raise RequestError("batch.wrong-step", state=batch.state)
    return batch
