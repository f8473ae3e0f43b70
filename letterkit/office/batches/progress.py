"""How far a batch is, how quick, and how long still."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from letterkit.core import clock
from letterkit.core.office import Actor, BatchState, ChunkState, RowState
from letterkit.office import batch_rights
from letterkit.office.context import Office
from letterkit.store import paging
from letterkit.store.batch_tables import Batch, BatchChunk, BatchRow
from letterkit.store.paging import Page

_LATELY = timedelta(seconds=60)
"""The rate is that of the last minute: of an hour ago nobody waits."""


@dataclass(frozen=True, slots=True)
class Progress:
    """``rows`` counts rows by state, ``verdicts`` the letters made by verdict; ``approved`` letters are answered for.

    ``a_second`` and ``left`` are None while nothing can be said; ``workers`` are those with rows in their hands.
    """

    state: BatchState
    rows: Mapping[RowState, int]
    verdicts: Mapping[str, int]
    approved: int
    workers: int
    a_second: float | None
    left: timedelta | None

    @property
    def total(self) -> int:
        """Rows that are to become letters."""
        return sum(count for state, count in self.rows.items() if state is not RowState.FAULTY)

    @property
    def ended(self) -> int:
        return self.total - self.rows[RowState.WAITING]

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.ended / self.total if self.total else 0.0


def progress(office: Office, by: Actor, batch_id: int) -> Progress:
    """The progress of a batch; raises RequestError ``batch.gone``."""
    with office.database.reading() as session:
        batch = batch_rights.readable_batch(session, by, batch_id)
        of_batch = BatchRow.batch_id == batch_id
        states: Counter[str] = Counter()
        verdicts: Counter[str] = Counter()
        approved = 0
        # In the order of an index, which alone is read.
        kinds = (BatchRow.state, BatchRow.verdict, BatchRow.approval_id)
        for state, verdict, approval, count in session.execute(
            select(*kinds, func.count()).where(of_batch).group_by(*kinds)
        ):
            states[state] += count
            if state == RowState.DONE and verdict is not None:
                verdicts[verdict] += count
                approved += count if approval is not None else 0
        now = clock.now()
        begun = max(now - _LATELY, batch.begun or now)
        chunks = select(BatchChunk.id).where(BatchChunk.batch_id == batch_id, BatchChunk.ended >= begun)
        lately = session.scalar(select(func.count()).where(BatchRow.chunk_id.in_(chunks))) or 0
        taken = select(func.count()).where(
            BatchChunk.batch_id == batch_id, BatchChunk.state == ChunkState.TAKEN, BatchChunk.until >= now
        )
        workers = session.scalar(taken) or 0
    rate = _rate(lately, now - begun) if batch.state == BatchState.RUNNING else None
    waiting = states[RowState.WAITING]
    return Progress(
        state=BatchState(batch.state),
        rows={state: states[state] for state in RowState},
        verdicts=dict(verdicts),
        approved=approved,
        workers=workers,
        a_second=rate,
        left=timedelta(seconds=waiting / rate) if rate else None,
    )


def _rate(rows: int, within: timedelta) -> float | None:
    seconds = within.total_seconds()
    return rows / seconds if rows and seconds >= 1 else None


def read_batch(office: Office, by: Actor, batch_id: int) -> Batch:
    """The batch as it stands; raises RequestError ``batch.gone``."""
    with office.database.reading() as session:
        return batch_rights.readable_batch(session, by, batch_id)


def list_batches(office: Office, by: Actor, number: int = 1) -> Page[Batch]:
    """Page ``number`` of the batches that ``by`` may see, the newest first."""
    with office.database.reading() as session:
        return paging.page(session, select(Batch).where(batch_rights.visible(by)).order_by(Batch.id.desc()), number)
