"""An office with a batch in it, on either database."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.office import Actor, BatchState, RowState
from letterkit.flow.batches.plan import Plan
from letterkit.flow.cases.office import Office
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.database import Database

from ..cases.conftest import (  # noqa: F401
    CLEAN,
    Staff,
    catalogue,
    office,
    on_paper,
    printing,
    sample,
    staff,
    stopped_clock,
    typed,
    whole_checker,
)

SURNAMES = ("Иванова", "Петрова", "Сидорова", "Кузнецова", "Смирнова")


def row_card(of: dict[str, Any], number: int) -> dict[str, Any]:
    """The sample card as of another person, with a number of its own."""
    card = deepcopy(of)
    card["appeal"]["number"] = f"И-{number}"
    card["applicant"]["surname"] = SURNAMES[number % len(SURNAMES)]
    return card


@pytest.fixture
def checked(office: Office, staff: Staff, sample: dict[str, Any]) -> Callable[..., int]:  # noqa: F811
    """A batch of so many rows, read and looked at, that waits for somebody to let it begin."""

    def made(rows: int, plan: Plan | None = None, by: Actor | None = None, reply: str = CLEAN) -> int:
        with office.database.writing() as session:
            batch = Batch(
                name="таблица.xlsx",
                source="0" * 64,
                reply=reply,
                blank=office.profile.blank,
                plan=(plan or Plan(print=False)).as_json(),
                state=BatchState.CHECKED,
                rows=rows,
                by_id=(by or staff.executor).id,
                created=clock.now(),
            )
            session.add(batch)
            session.flush()
            session.add_all(
                BatchRow(
                    batch_id=batch.id,
                    number=number + 1,
                    key=f"{number:064x}",
                    state=RowState.WAITING,
                    card=row_card(sample, number),
                )
                for number in range(1, rows + 1)
            )
            return batch.id

    return made


@pytest.fixture
def rows(database: Database) -> Callable[[int], list[BatchRow]]:
    """The rows of a batch as they stand in the database."""

    def read(batch_id: int) -> list[BatchRow]:
        with database.reading() as session:
            return list(session.scalars(select(BatchRow).filter_by(batch_id=batch_id).order_by(BatchRow.number)))

    return read
