"""How far a batch is, how quick, and how long still."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from letterkit.core import clock
from letterkit.core.office import Actor, BatchState, ChunkState, RowState
from letterkit.flow.batches import rights
from letterkit.flow.cases.office import Office
from letterkit.store.batch_tables import Batch, BatchChunk, BatchRow

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
        batch = rights.seen(session, by, batch_id)
        of_batch = BatchRow.batch_id == batch_id
        made = (of_batch, BatchRow.state == RowState.DONE)
        by_state = select(BatchRow.state, func.count()).where(of_batch).group_by(BatchRow.state)
        by_verdict = select(BatchRow.verdict, func.count()).where(*made).group_by(BatchRow.verdict)
        states, verdicts = (dict(session.execute(query).all()) for query in (by_state, by_verdict))
        approved = session.scalar(select(func.count()).where(*made, BatchRow.approval_id.is_not(None))) or 0
        now = clock.now()
        begun = max(now - _LATELY, batch.begun or now)
        lately = session.execute(
            select(func.count(BatchRow.id), func.max(BatchChunk.ended))
            .join(BatchChunk, BatchRow.chunk_id == BatchChunk.id)
            .where(of_batch, BatchChunk.ended >= begun)
        ).one()
        taken = select(func.count()).where(
            BatchChunk.batch_id == batch_id, BatchChunk.state == ChunkState.TAKEN, BatchChunk.until >= now
        )
        workers = session.scalar(taken) or 0
    rate = _rate(lately[0], now - begun) if batch.state == BatchState.RUNNING else None
    waiting = states.get(RowState.WAITING, 0)
    return Progress(
        state=BatchState(batch.state),
        rows={state: states.get(state, 0) for state in RowState},
        verdicts={str(verdict): count for verdict, count in verdicts.items() if verdict is not None},
        approved=approved,
        workers=workers,
        a_second=rate,
        left=timedelta(seconds=waiting / rate) if rate else None,
    )


def _rate(rows: int, within: timedelta) -> float | None:
    seconds = within.total_seconds()
    return rows / seconds if rows and seconds >= 1 else None


def opened(office: Office, by: Actor, batch_id: int) -> Batch:
    """The batch as it stands; raises RequestError ``batch.gone``."""
    with office.database.reading() as session:
        return rights.seen(session, by, batch_id)


def listed(office: Office, by: Actor, most: int = 200) -> list[Batch]:
    """The batches that ``by`` may see, the newest first."""
    with office.database.reading() as session:
        query = select(Batch).where(rights.visible(by)).order_by(Batch.id.desc()).limit(most)
        return list(session.scalars(query))
