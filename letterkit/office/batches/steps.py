"""A person lets a batch begin, halts it, goes on, calls it off, tries its failed rows again."""

from contextlib import suppress
from datetime import date
from itertools import islice

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from letterkit.compose.copies import copy_of
from letterkit.core import clock
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.core.office import Actor, BatchState, ChunkState, Duty, RowState
from letterkit.office import batch_rights
from letterkit.office.batches.chunks import divide, end_if_all_ended
from letterkit.office.batches.numbers import Numbers
from letterkit.office.batches.plan import plan_of
from letterkit.office.batches.results import fault_json
from letterkit.office.batches.row_search import with_number
from letterkit.office.batches.telling import tell_waiting
from letterkit.office.batches.workbench import Bench
from letterkit.office.cases.numbering import hold, numbers_for
from letterkit.office.context import Office
from letterkit.office.rights import demand
from letterkit.store import audit
from letterkit.store.batch_tables import Batch, BatchChunk, BatchRow

_AT_ONCE = 500
_NAMED = 20


def confirm(office: Office, by: Actor, batch_id: int, *, again: bool = False) -> Batch:
    """Lets the letters be made: those of the rows without faults. ``again``: also of rows that seem answered already.

    Letters without a number get the next ones of the register when the plan says so. The reply text and the blank are
    kept as they are now: all letters are the same, whoever changes them meanwhile. Raises RequestError ``batch.gone``,
    ``batch.wrong-step``, ``batch.nothing-to-make``, ``batch.numbers-taken`` (with ``rows``), ``reply.unknown``,
    ``blank.unknown``, TemplateError, DeniedError.
    """
    demand(by, Duty.EXECUTOR, Duty.REGISTRY)
    with office.database.writing() as session:
        batch = batch_rights.in_state(batch_rights.lock_batch(session, by, batch_id), BatchState.CHECKED)
        if not again:
            session.execute(
                update(BatchRow)
                .where(BatchRow.batch_id == batch_id, BatchRow.state == RowState.WAITING, BatchRow.earlier.is_not(None))
                .values(state=RowState.CANCELLED, reason=fault_json(RequestError("batch.answered-before")))
            )
        _number(office, session, batch)
        if not divide(session, batch_id):
            raise RequestError("batch.nothing-to-make")
        batch.made_of = office.files.put(copy_of(office.catalogue, batch.reply, batch.blank))
        batch.state, batch.begun = BatchState.RUNNING, clock.now()
        audit.record(session, by, "batch.confirmed", _subject(batch), again=again, made_of=batch.made_of)
        return batch


def begin_at_once(bench: Bench, batch_id: int) -> None:
    """Confirms, in the name of its author, a batch that was to begin by itself and whose table has nothing against it.

    What stands against it leaves the batch CHECKED: its author sees why.
    """
    with bench.database.reading() as session:
        batch = session.get_one(Batch, batch_id)
        if batch.state != BatchState.CHECKED or not plan_of(batch.plan).at_once:
            return
        doubtful = or_(BatchRow.state == RowState.FAULTY, BatchRow.earlier.is_not(None))
        if session.scalars(select(BatchRow.id).where(BatchRow.batch_id == batch_id, doubtful).limit(1)).first():
            return
        author = batch.by.actor
    with suppress(LetterkitError):
        confirm(bench.office, author, batch_id)


def pause(office: Office, by: Actor, batch_id: int) -> Batch:
    """No more rows are taken; those being made are finished. Raises as ``confirm``."""
    return _change_state(office, by, batch_id, "batch.paused", BatchState.PAUSED, BatchState.RUNNING)


def resume(office: Office, by: Actor, batch_id: int) -> Batch:
    """Goes on where it was halted. Raises as ``confirm``."""
    return _change_state(office, by, batch_id, "batch.resumed", BatchState.RUNNING, BatchState.PAUSED)


def cancel(office: Office, by: Actor, batch_id: int) -> Batch:
    """Rows not made yet never will be; letters that are there stay. Raises as ``confirm``."""
    demand(by, Duty.EXECUTOR, Duty.REGISTRY)
    with office.database.writing() as session:
        batch = batch_rights.in_state(
            batch_rights.lock_batch(session, by, batch_id), BatchState.CHECKED, BatchState.RUNNING, BatchState.PAUSED
        )
        # What a worker has in its hands comes to nothing: its rows are not its own any more.
        session.execute(
            update(BatchChunk)
            .where(BatchChunk.batch_id == batch_id, BatchChunk.state != ChunkState.ENDED)
            .values(state=ChunkState.ENDED, token=None, until=None)
        )
        session.execute(
            update(BatchRow)
            .where(BatchRow.batch_id == batch_id, BatchRow.state == RowState.WAITING)
            .values(state=RowState.CANCELLED)
        )
        batch.state, batch.ended = BatchState.CANCELLED, clock.now()
        audit.record(session, by, "batch.cancelled", _subject(batch))
        tell_waiting(session, by, batch)
        return batch


def retry(office: Office, by: Actor, batch_id: int) -> int:
    """Lets the failed rows be made once more, and nothing else; how many there are. Raises as ``confirm``."""
    demand(by, Duty.EXECUTOR, Duty.REGISTRY)
    with office.database.writing() as session:
        batch = batch_rights.in_state(
            batch_rights.lock_batch(session, by, batch_id), BatchState.DONE, BatchState.RUNNING, BatchState.PAUSED
        )
        failed = session.execute(
            update(BatchRow)
            .where(BatchRow.batch_id == batch_id, BatchRow.state == RowState.FAILED)
            .values(state=RowState.WAITING, chunk_id=None, reason=None)
        )
        count: int = failed.rowcount  # type: ignore[attr-defined]
        if not count:
            raise RequestError("batch.nothing-failed")
        divide(session, batch_id)
        if batch.state == BatchState.DONE:
            batch.state, batch.ended = BatchState.RUNNING, None
        audit.record(session, by, "batch.retried", _subject(batch), rows=count)
        return count


def _change_state(office: Office, by: Actor, batch_id: int, action: str, to: BatchState, *before: BatchState) -> Batch:
    demand(by, Duty.EXECUTOR, Duty.REGISTRY)
    with office.database.writing() as session:
        batch = batch_rights.in_state(batch_rights.lock_batch(session, by, batch_id), *before)
        batch.state = to
        audit.record(session, by, action, _subject(batch))
        session.flush()
        end_if_all_ended(session, batch_id)  # its last rows may have ended while it was halted
        return batch


def _number(office: Office, session: Session, batch: Batch) -> None:
    """Dates and, when the plan says so, numbers of the letters that have none of their own."""
    plan = plan_of(batch.plan)
    dated = plan.dated or clock.today()
    waiting = (BatchRow.batch_id == batch.id, BatchRow.state == RowState.WAITING)
    session.execute(update(BatchRow).where(*waiting, BatchRow.dated.is_(None)).values(dated=dated))
    _demand_free(session, batch, dated)
    if not plan.number:
        return
    without = session.execute(
        select(BatchRow.id, BatchRow.words).where(*waiting, BatchRow.letter_number.is_(None)).order_by(BatchRow.number)
    ).all()
    if without:
        numbers = numbers_for(office, session, batch.body, dated, len(without))
        numbered = (
            {"id": row, "letter_number": number, "words": with_number(words, number)}
            for (row, words), number in zip(without, numbers, strict=True)
        )
        while some := list(islice(numbered, _AT_ONCE)):
            session.execute(update(BatchRow), some)


def _demand_free(session: Session, batch: Batch, dated: date) -> None:
    """Nobody has taken the numbers of the table since it was read; RequestError ``batch.numbers-taken``."""
    columns = (BatchRow.number, BatchRow.state, BatchRow.letter_number, BatchRow.dated, BatchRow.key)
    numbered = select(*columns).where(BatchRow.batch_id == batch.id, BatchRow.letter_number.is_not(None))
    rows = session.execute(numbered.order_by(BatchRow.number)).mappings().all()
    hold(session, batch.body, {(row["dated"] or dated).year for row in rows} | {dated.year})
    if wrong := Numbers(batch.id, dated).faults(session, rows):  # type: ignore[arg-type]
        raise RequestError("batch.numbers-taken", rows=", ".join(map(str, sorted(wrong)[:_NAMED])))


def _subject(batch: Batch) -> str:
    return f"batch:{batch.id}"
