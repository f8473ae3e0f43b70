"""A worker: one process that takes messages of the queue and, when there are none, looks into the database itself."""

import logging
import threading
from contextlib import suppress

from huey.consumer import Consumer

from letterkit.core.errors import LetterkitError
from letterkit.flow.batches import chunks, hands
from letterkit.flow.batches.work import Worker
from letterkit.flow.cases.office import Office
from letterkit.settings import Settings
from letterkit.worker.queue import Queue

log = logging.getLogger(__name__)

_LOOKS_EVERY_S = 3.0


def serve(settings: Settings, office: Office, worker: Worker) -> None:
    """Works until the process is told to stop (SIGTERM, Ctrl-C): the rows in hand are finished first.

    Raises RequestError ``queue.bad-address``, ToolMissing ``queue.no-answer``.
    """
    queue = Queue(settings, lambda batch_id: _work(office, queue, worker, batch_id))
    stopping = threading.Event()
    watch = threading.Thread(target=_watch, args=(office, queue, stopping), daemon=True)
    watch.start()
    try:
        # One thread: what one Python can do at once is one letter; many workers are many processes.
        Consumer(queue.huey, workers=1, worker_type="thread", periodic=False, graceful_signal="TERM").run()
    finally:
        stopping.set()
        watch.join()
        with suppress(LetterkitError):
            hands.leave(office.database, chunks.my_name())


def _work(office: Office, queue: Queue, worker: Worker, batch_id: int) -> None:
    """One chunk, and a message for the next: batches of many people take turns."""
    if worker.step(batch_id):
        with suppress(LetterkitError):  # lost, it is found out by whoever looks next
            queue.wake(batch_id, chunks.rows_left(office.database, batch_id))


def _watch(office: Office, queue: Queue, stopping: threading.Event) -> None:
    """Says that this worker lives; wakes workers for rows of which the queue knows nothing."""
    while not stopping.wait(_LOOKS_EVERY_S):
        try:
            hands.say(office.database, chunks.my_name())
            if queue.waiting() == 0:
                for batch_id, free in chunks.abandoned(office.database).items():
                    queue.wake(batch_id, chunks.rows_left(office.database, batch_id), min(free, 8))
        except LetterkitError as fault:
            log.warning("the queue or the database does not answer: %s", fault.code)
