"""A worker blames no row for what its surroundings cannot do."""

from collections.abc import Callable

import pytest

from letterkit.core.errors import RequestError
from letterkit.core.office import RowState
from letterkit.flow.batches import chunks, control, results, work
from letterkit.flow.batches.bench import Bench
from letterkit.flow.batches.work import Worker
from letterkit.flow.cases.office import Office
from letterkit.store.batch_tables import BatchRow

from ..cases.conftest import Staff


def test_a_full_disk_gives_the_rows_back_and_counts_as_nobodys_death(
    office: Office,
    staff: Staff,
    checked: Callable[..., int],
    rows: Callable[[int], list[BatchRow]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batch_id = checked(3)
    control.confirm(office, staff.executor, batch_id)
    worker = Worker(Bench(office.database, office.files, office.catalogue, office.checker))
    finish = results.finish

    def full(*given: object) -> bool:
        raise RequestError("file.not-writable", file="var", why="No space left on device")

    monkeypatch.setattr(work, "finish", full)
    for _ in range(chunks.GIVEN_UP_AFTER + 2):
        with pytest.raises(RequestError):
            worker.step(batch_id)
    assert {row.state for row in rows(batch_id)} == {RowState.WAITING}
    monkeypatch.setattr(work, "finish", finish)
    assert worker.step(batch_id)
    assert {row.state for row in rows(batch_id)} == {RowState.DONE}
