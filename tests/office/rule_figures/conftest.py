"""An office, on either database, whose letters and batches have findings; rows made up where only figures matter."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from letterkit.core.office import BatchState
from letterkit.store.batch_tables import Batch, BatchChunk
from letterkit.store.database import Database
from letterkit.store.rule_tables import RuleCount
from letterkit.store.tables import Letter

from ..batches.conftest import checked, ended  # noqa: F401
from ..cases.conftest import (  # noqa: F401
    NOW,
    Day,
    Staff,
    catalogue,
    day,
    office,
    on_paper,
    printing,
    sample,
    staff,
    stopped_clock,
    typed,
    whole_checker,
)

Counted = Callable[..., dict[str, Any]]
Put = Callable[..., int]


@pytest.fixture
def counted(database: Database) -> Counted:
    """What is counted of a rule in a letter, or in all chunks of a batch: found, taken, rewritten, waived, standing."""

    def read(code: str, **of: int) -> dict[str, Any]:
        with database.reading() as session:
            rows = session.scalars(select(RuleCount).filter_by(code=code, **of)).all()
        names = ("letters", "found", "taken", "rewritten", "waived", "standing", "pending")
        sums = {name: sum(getattr(row, name) for row in rows) for name in names}
        return {name: count for name, count in sums.items() if count}

    return read


@pytest.fixture
def put(database: Database, staff: Staff) -> Put:  # noqa: F811
    """Puts a count of a rule into the register, of a new letter or of a batch that is named; the id of the row."""

    def made(code: str, day: date, *, batch: str | None = None, **counts: Any) -> int:  # noqa: F811
        with database.writing() as session:
            row = RuleCount(code=code, day=day, **{"clause": "1.5", "level": "warning", "found": 1, **counts})
            if batch is None:
                letter = Letter(
                    executor_id=staff.executor.id,
                    changed_by_id=staff.executor.id,
                    reply="by_date",
                    blank="corner",
                    card={},
                    title=f"О деле {code}",
                    created=NOW,
                    changed=NOW,
                    submitted=NOW,
                )
                session.add(letter)
                session.flush()
                row.letter_id = letter.id
            else:
                known = session.scalar(select(Batch).filter_by(name=batch)) or Batch(
                    name=batch,
                    source="0" * 64,
                    reply="by_date",
                    blank="corner",
                    plan={},
                    state=BatchState.DONE,
                    by_id=staff.executor.id,
                    created=NOW,
                )
                session.add(known)
                session.flush()
                chunks = len(session.scalars(select(BatchChunk.id).filter_by(batch_id=known.id)).all())
                chunk = BatchChunk(batch_id=known.id, number=chunks + 1)
                session.add(chunk)
                session.flush()
                row.batch_id, row.chunk_id = known.id, chunk.id
            session.add(row)
            session.flush()
            return row.id

    return made
