"""Who makes which rows: chunks are taken by workers for a time, and come back of themselves when a worker dies.

The database is the truth. A queue only wakes workers: a message lost, doubled or late changes nothing.
"""

import os
import secrets
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import BatchState, ChunkState, RowState
from letterkit.office.batches.telling import tell_end
from letterkit.store import audit
from letterkit.store.batch_tables import Batch, BatchChunk, BatchRow
from letterkit.store.database import Database

HELD_FOR = timedelta(seconds=30)
"""A worker that has not been heard of for so long is taken for dead."""
TOGETHER = (100, 200)
"""Rows of a chunk, at least and at most: a start of LibreOffice takes the time of 17 letters laid out in it."""
SHARES = 10
"""Between these limits a batch has so many chunks: several workers are to have something to do."""
FIRST = (1, 19)
"""The first chunks are small: somebody waits to see how a letter looks."""
ALONE_AFTER = 2
"""After so many workers have died over a chunk, its rows are made one by one, to find the one that kills."""
GIVEN_UP_AFTER = 5
_AT_WORK = (BatchState.READING, BatchState.RUNNING)
TABLE = 0
"""The number of the chunk that stands for the table itself, to be read into rows."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Rows that this worker may make: nobody else has them while ``token`` stands on their chunk.

    None for ``rows``: the table is to be read.
    """

    chunk_id: int
    batch_id: int
    token: str
    rows: tuple[BatchRow, ...] | None


def divide(session: Session, batch_id: int) -> int:
    """Puts the waiting rows of a batch that have no chunk into chunks; how many there are."""
    ids = session.scalars(
        select(BatchRow.id)
        .where(BatchRow.batch_id == batch_id, BatchRow.state == RowState.WAITING, BatchRow.chunk_id.is_(None))
        .order_by(BatchRow.number)
    ).all()
    number = session.scalar(select(func.max(BatchChunk.number)).where(BatchChunk.batch_id == batch_id)) or 0
    sizes = iter(FIRST if number == 0 else ())
    fewest, most = TOGETHER
    usual = min(most, max(fewest, -(-len(ids) // SHARES)))
    count = start = 0
    while start < len(ids):
        some = ids[start : start + next(sizes, usual)]
        number, count, start = number + 1, count + 1, start + len(some)
        _chunk(session, batch_id, number, some)
    return count


def claim(database: Database, batch_id: int) -> Claim | None:
    """The next rows of a batch that nobody has, now this worker's for ``HELD_FOR``; None when there are none."""
    with database.writing() as session:
        now = clock.now()
        batch = session.get(Batch, batch_id)
        if batch is None or batch.state not in _AT_WORK:
            return None
        chunk = session.scalars(
            select(BatchChunk)
            .where(BatchChunk.batch_id == batch_id, _is_free(now))
            .order_by(BatchChunk.number)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if chunk is None:
            return None
        if chunk.number != TABLE and chunk.attempts >= ALONE_AFTER:
            chunk = _divide_chunk(session, chunk)
        chunk.attempts += 1
        rows = session.scalars(
            select(BatchRow).filter_by(chunk_id=chunk.id, state=RowState.WAITING).order_by(BatchRow.number)
        ).all()
        if chunk.attempts > GIVEN_UP_AFTER:  # only the table and a chunk of one row get so far
            _give_up(session, batch, chunk, rows)
            session.flush()
            end_if_all_ended(session, batch_id)
            return Claim(chunk.id, batch_id, "", ())
        chunk.state, chunk.token, chunk.worker = ChunkState.TAKEN, secrets.token_hex(16), my_name()
        chunk.until = now + HELD_FOR
        return Claim(chunk.id, batch_id, chunk.token, None if chunk.number == TABLE else tuple(rows))


def hold(database: Database, claim: Claim) -> bool:
    """Says that the worker is alive; False when its rows are not its own any more."""
    with database.writing() as session:
        held = session.execute(update(BatchChunk).where(_is_held(claim)).values(until=clock.now() + HELD_FOR))
        return bool(held.rowcount)  # type: ignore[attr-defined]


def release(database: Database, claim: Claim) -> None:
    """Gives the rows back unmade, without counting it as a death: the worker has been asked to stop."""
    with database.writing() as session:
        session.execute(
            update(BatchChunk)
            .where(_is_held(claim))
            .values(state=ChunkState.WAITING, token=None, until=None, attempts=BatchChunk.attempts - 1)
        )


def bury(database: Database, worker: str | None = None) -> None:
    """What ``worker``, known to be dead, had in its hands is free at once; None: whatever any of them had."""
    with database.writing() as session:
        taken = update(BatchChunk).where(BatchChunk.state == ChunkState.TAKEN)
        if worker is not None:
            taken = taken.where(BatchChunk.worker == worker)
        session.execute(taken.values(until=clock.now() - HELD_FOR))


def held_chunk(session: Session, claim: Claim) -> BatchChunk | None:
    """The chunk of ``claim``, locked, if it is still this worker's."""
    return session.scalars(select(BatchChunk).where(_is_held(claim)).with_for_update()).first()


def end_if_all_ended(session: Session, batch_id: int) -> bool:
    """A running batch none of whose rows waits is done."""
    session.execute(select(Batch.id).where(Batch.id == batch_id).with_for_update())
    batch = session.get_one(Batch, batch_id, populate_existing=True)
    if batch.state != BatchState.RUNNING:
        return False
    unfinished = select(BatchChunk.id).where(BatchChunk.batch_id == batch_id, BatchChunk.state != ChunkState.ENDED)
    if session.scalars(unfinished.limit(1)).first() is not None:
        return False
    batch.state, batch.ended = BatchState.DONE, clock.now()
    counts = session.execute(select(BatchRow.state, func.count()).filter_by(batch_id=batch_id).group_by(BatchRow.state))
    audit.record(session, None, "batch.done", f"batch:{batch_id}", rows=dict(counts.all()))
    tell_end(session, batch)
    return True


def count_free_chunks(database: Database) -> dict[int, int]:
    """How many chunks of each batch wait for a worker, those of dead workers among them."""
    with database.reading() as session:
        query = (
            select(Batch.id, func.count())
            .join(BatchChunk, BatchChunk.batch_id == Batch.id)
            .where(Batch.state.in_(_AT_WORK), _is_free(clock.now()))
            .group_by(Batch.id)
            .order_by(Batch.id)
        )
        return dict(session.execute(query).all())


def rows_left(database: Database, batch_id: int) -> int:
    """How many rows of a batch wait to be made."""
    with database.reading() as session:
        query = select(func.count()).select_from(BatchRow).filter_by(batch_id=batch_id, state=RowState.WAITING)
        return session.scalar(query) or 0


def my_name(pid: int | None = None) -> str:
    """This process, or another of this machine, among the workers of all machines."""
    return f"{socket.gethostname()[:100]}:{pid or os.getpid()}"


def _is_free(now: datetime) -> ColumnElement[bool]:
    dead = and_(BatchChunk.state == ChunkState.TAKEN, BatchChunk.until < now)
    return or_(BatchChunk.state == ChunkState.WAITING, dead)


def _is_held(claim: Claim) -> ColumnElement[bool]:
    return and_(BatchChunk.id == claim.chunk_id, BatchChunk.token == claim.token, BatchChunk.state == ChunkState.TAKEN)


def _divide_chunk(session: Session, chunk: BatchChunk) -> BatchChunk:
    """A chunk over which workers have died, as chunks of one row each; the first of them."""
    rows = session.scalars(select(BatchRow.id).filter_by(chunk_id=chunk.id).order_by(BatchRow.number)).all()
    if len(rows) == 1:
        return chunk
    number = session.scalar(select(func.max(BatchChunk.number)).filter_by(batch_id=chunk.batch_id)) or 0
    for offset, row in enumerate(rows, 1):
        _chunk(session, chunk.batch_id, number + offset, [row])
    chunk.state, chunk.token, chunk.until = ChunkState.ENDED, None, None
    return session.scalars(select(BatchChunk).filter_by(batch_id=chunk.batch_id, number=number + 1)).one()


def _chunk(session: Session, batch_id: int, number: int, rows: Sequence[int]) -> BatchChunk:
    chunk = BatchChunk(batch_id=batch_id, number=number)
    session.add(chunk)
    session.flush()
    session.execute(update(BatchRow).where(BatchRow.id.in_(rows)).values(chunk_id=chunk.id))
    return chunk


def _give_up(session: Session, batch: Batch, chunk: BatchChunk, rows: Sequence[BatchRow]) -> None:
    chunk.state, chunk.token, chunk.until, chunk.ended = ChunkState.ENDED, None, None, clock.now()
    if chunk.number == TABLE:
        batch.state, batch.fault = BatchState.REFUSED, {"faults": [{"code": "batch.table-kills", "details": {}}]}
        tell_end(session, batch)
    for row in rows:
        row.state, row.reason = RowState.FAILED, {"code": "batch.row-kills", "details": {"times": GIVEN_UP_AFTER}}
