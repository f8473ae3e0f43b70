"""A message reaches one worker, whatever the queue is kept in."""

from pathlib import Path

import pytest

from letterkit.core.errors import LetterkitError
from letterkit.settings import Settings
from letterkit.worker.queue import Queue

pytestmark = pytest.mark.both_databases


def taken(queue: Queue) -> bool:
    """Whether a worker found a message, and did what it says."""
    task = queue.huey.dequeue()
    if task is None:
        return False
    queue.huey.execute(task)
    return True


def test_a_worker_is_woken_by_a_message_of_another_process(queue_url: str, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, queue_url=queue_url)
    done: list[int] = []
    Queue(settings).wake(7, rows=10)
    worker = Queue(settings, done.append)
    assert worker.waiting() == 1
    assert taken(worker)
    assert not taken(worker)
    assert done == [7]
    assert worker.waiting() == 0


def test_each_message_is_taken_once(queue_url: str, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, queue_url=queue_url)
    done: list[int] = []
    Queue(settings).wake(7, rows=10, workers=3)
    one, other = Queue(settings, done.append), Queue(settings, done.append)
    assert [taken(one), taken(other), taken(one), taken(other)] == [True, True, True, False]
    assert done == [7, 7, 7]


def test_a_small_batch_goes_before_a_great_one(queue_url: str, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, queue_url=queue_url)
    done: list[int] = []
    queue = Queue(settings, done.append)
    queue.wake(1, rows=100_000, workers=2)
    queue.wake(2, rows=40)
    while taken(queue):
        pass
    assert done == [2, 1, 1]


def test_a_step_that_fails_does_not_stop_the_worker(queue_url: str, tmp_path: Path) -> None:
    done: list[int] = []

    def step(batch_id: int) -> None:
        done.append(batch_id)
        if batch_id == 1:
            raise OSError("disk")

    queue = Queue(Settings(data=tmp_path, queue_url=queue_url), step)
    queue.wake(1, rows=1)
    queue.wake(2, rows=1)
    assert taken(queue)
    assert taken(queue)
    assert done == [1, 2]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("mysql://somewhere/queue", "queue.bad-address"),
        ("redis://127.0.0.1:port/0", "queue.bad-address"),
        ("redis://127.0.0.1:1/0", "queue.no-answer"),
        ("postgresql://nobody@127.0.0.1:1/queue", "queue.no-answer"),
    ],
)
def test_an_address_that_is_wrong_or_does_not_answer_is_told(url: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(LetterkitError) as caught:
        Queue(Settings(data=tmp_path, queue_url=url)).waiting()
    assert caught.value.code == code
