"""Rows are made by one worker each, whatever dies on the way, and every row ends once."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError, ToolFailed
from letterkit.core.office import BatchState, RowState
from letterkit.office.batches import chunks, steps
from letterkit.office.batches.chunks import GIVEN_UP_AFTER, HELD_FOR, Claim
from letterkit.office.batches.results import finish
from letterkit.office.context import Office
from letterkit.store.batch_tables import Batch, BatchChunk, BatchRow

from ..cases.conftest import NOW, Staff

pytestmark = pytest.mark.both_databases

Checked = Callable[..., int]
Rows = Callable[[int], list[BatchRow]]


@pytest.fixture
def running(office: Office, staff: Staff, checked: Checked) -> Callable[[int], int]:
    def begun(count: int) -> int:
        batch_id = checked(count)
        steps.confirm(office, staff.executor, batch_id)
        return batch_id

    return begun


def claimed(office: Office, batch_id: int) -> Claim:
    claim = chunks.claim(office.database, batch_id)
    assert claim is not None
    assert claim.rows is not None
    return claim


def ended(office: Office, claim: Claim) -> bool:
    """The rows of ``claim`` end as failed: what a letter is does not matter here."""
    fault = ToolFailed("libreoffice.died", status=1, said="")
    return finish(office.database, office.files, claim, {row.id: fault for row in claim.rows or ()})


def state(office: Office, batch_id: int) -> BatchState:
    with office.database.reading() as session:
        return BatchState(session.get_one(Batch, batch_id).state)


def died(office: Office, batch_id: int, times: int) -> None:
    """So many workers take the next rows one after another, and are heard of no more."""
    for _ in range(times):
        claimed(office, batch_id)
        clock_on(HELD_FOR + timedelta(seconds=1))


_passed = timedelta()
_FIRST = chunks.FIRST


def clock_on(by: timedelta) -> None:
    global _passed
    _passed += by


@pytest.fixture(autouse=True)
def several_rows_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is true of any chunk is asked of the first, which needs more than one row for that."""
    monkeypatch.setattr(chunks, "FIRST", (4, 16))


@pytest.fixture(autouse=True)
def moving_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    global _passed
    _passed = timedelta()
    monkeypatch.setattr(clock, "now", lambda: NOW + _passed)


def test_every_row_is_in_one_chunk_and_the_first_letter_is_made_alone(
    office: Office, running: Callable[[int], int], rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "FIRST", _FIRST)
    batch_id = running(230)
    sizes = list(Counter(row.chunk_id for row in rows(batch_id)).values())
    assert sizes == [1, 19, 100, 100, 10]


def test_the_chunks_of_a_large_batch_are_larger_and_yet_enough_for_several_workers(
    office: Office, running: Callable[[int], int], rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "TOGETHER", (10, 16))
    wanted = {40: [4, 16, 10, 10], 120: [4, 16, *[12] * 8, 4], 180: [4, 16, *[16] * 10]}
    for count, expected in wanted.items():
        sizes = list(Counter(row.chunk_id for row in rows(running(count))).values())
        assert sizes == expected


def test_two_workers_never_have_the_same_rows(office: Office, running: Callable[[int], int]) -> None:
    batch_id = running(30)
    first, second = claimed(office, batch_id), claimed(office, batch_id)
    assert {row.number for row in first.rows or ()}.isdisjoint(row.number for row in second.rows or ())


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_worker_takes_other_rows_while_somebody_is_taking_the_first(
    office: Office, running: Callable[[int], int]
) -> None:
    batch_id = running(30)
    numbers = select(BatchChunk).filter_by(batch_id=batch_id).order_by(BatchChunk.number)
    with Session(office.database.engine) as session:
        first = session.scalars(numbers.limit(1).with_for_update()).one()
        assert claimed(office, batch_id).chunk_id != first.id


def test_a_batch_is_done_when_its_last_rows_have_ended(
    office: Office, running: Callable[[int], int], rows: Rows
) -> None:
    batch_id = running(10)
    while (claim := chunks.claim(office.database, batch_id)) is not None:
        assert state(office, batch_id) is BatchState.RUNNING
        assert ended(office, claim)
    assert state(office, batch_id) is BatchState.DONE
    assert {row.state for row in rows(batch_id)} == {RowState.FAILED}


def test_the_rows_of_a_worker_that_died_are_made_by_another(office: Office, running: Callable[[int], int]) -> None:
    batch_id = running(4)
    lost = claimed(office, batch_id)
    assert chunks.claim(office.database, batch_id) is None
    clock_on(HELD_FOR + timedelta(seconds=1))
    again = claimed(office, batch_id)
    assert [row.id for row in again.rows or ()] == [row.id for row in lost.rows or ()]


def test_a_worker_thought_dead_cannot_end_rows_that_another_has(
    office: Office, running: Callable[[int], int], rows: Rows
) -> None:
    batch_id = running(4)
    slow = claimed(office, batch_id)
    clock_on(HELD_FOR + timedelta(seconds=1))
    other = claimed(office, batch_id)
    assert not ended(office, slow)
    assert {row.state for row in rows(batch_id)} == {RowState.WAITING}
    assert ended(office, other)
    assert {row.state for row in rows(batch_id)} == {RowState.FAILED}


def test_a_worker_that_says_it_lives_keeps_its_rows(office: Office, running: Callable[[int], int]) -> None:
    batch_id = running(4)
    claim = claimed(office, batch_id)
    clock_on(HELD_FOR - timedelta(seconds=1))
    assert chunks.hold(office.database, claim)
    clock_on(HELD_FOR - timedelta(seconds=1))
    assert chunks.claim(office.database, batch_id) is None
    assert ended(office, claim)
    assert not chunks.hold(office.database, claim)


def test_the_one_row_that_kills_workers_fails_and_the_others_are_made(
    office: Office, running: Callable[[int], int], rows: Rows
) -> None:
    batch_id = running(4)
    died(office, batch_id, chunks.ALONE_AFTER)
    killer = claimed(office, batch_id)
    assert len(killer.rows or ()) == 1
    clock_on(HELD_FOR + timedelta(seconds=1))
    died(office, batch_id, GIVEN_UP_AFTER - 1)
    while (claim := chunks.claim(office.database, batch_id)) is not None:
        if claim.rows:
            ended(office, claim)
    reasons = [row.reason["code"] for row in rows(batch_id) if row.reason]
    assert reasons == ["batch.row-kills", *["libreoffice.died"] * 3]
    assert state(office, batch_id) is BatchState.DONE


def test_rows_given_back_are_not_counted_as_a_death(office: Office, running: Callable[[int], int]) -> None:
    batch_id = running(4)
    for _ in range(5):
        chunks.release(office.database, claimed(office, batch_id))
    assert len(claimed(office, batch_id).rows or ()) == 4


def test_a_halted_batch_gives_out_no_rows_and_goes_on_with_the_same(
    office: Office, staff: Staff, running: Callable[[int], int]
) -> None:
    batch_id = running(30)
    in_hand = claimed(office, batch_id)
    steps.pause(office, staff.executor, batch_id)
    assert chunks.claim(office.database, batch_id) is None
    assert ended(office, in_hand)
    steps.resume(office, staff.executor, batch_id)
    assert min(row.number for row in claimed(office, batch_id).rows or ()) == 6


def test_what_ended_while_the_batch_was_halted_ends_it_when_it_goes_on(
    office: Office, staff: Staff, running: Callable[[int], int]
) -> None:
    batch_id = running(3)
    claim = claimed(office, batch_id)
    steps.pause(office, staff.executor, batch_id)
    assert ended(office, claim)
    assert state(office, batch_id) is BatchState.PAUSED
    steps.resume(office, staff.executor, batch_id)
    assert state(office, batch_id) is BatchState.DONE


def test_rows_called_off_in_a_workers_hands_come_to_nothing(
    office: Office, staff: Staff, running: Callable[[int], int], rows: Rows
) -> None:
    batch_id = running(4)
    claim = claimed(office, batch_id)
    steps.cancel(office, staff.executor, batch_id)
    assert not ended(office, claim)
    assert {row.state for row in rows(batch_id)} == {RowState.CANCELLED}


def test_only_failed_rows_are_tried_again(
    office: Office, staff: Staff, running: Callable[[int], int], rows: Rows
) -> None:
    batch_id = running(6)
    first, second = claimed(office, batch_id), claimed(office, batch_id)
    assert ended(office, first)
    with office.database.writing() as session:
        for row in session.scalars(select(BatchRow).filter_by(chunk_id=second.chunk_id)):
            row.state = RowState.DONE
        session.get_one(BatchChunk, second.chunk_id).state = "ended"
        session.get_one(Batch, batch_id).state = BatchState.DONE
    assert steps.retry(office, staff.executor, batch_id) == 4
    again = claimed(office, batch_id)
    assert [row.number for row in again.rows or ()] == [row.number for row in first.rows or ()]
    assert chunks.claim(office.database, batch_id) is None


def test_a_step_that_does_not_fit_is_refused(office: Office, staff: Staff, checked: Checked) -> None:
    batch_id = checked(1)
    for step in (steps.pause, steps.resume, steps.retry):
        with pytest.raises(RequestError) as caught:
            step(office, staff.executor, batch_id)
        assert caught.value.code == "batch.wrong-step"
