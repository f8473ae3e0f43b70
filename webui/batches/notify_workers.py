"""Workers are told that there is something to do; a queue that does not answer loses nothing: they look themselves."""

import logging
from contextlib import suppress

from letterkit.core.errors import LetterkitError
from letterkit.office.batches import chunks, heartbeats
from webui.engine import engine

log = logging.getLogger(__name__)


def wake(batch_id: int, rows: int) -> None:
    """Wakes a worker for a batch of ``rows``."""
    _wake(batch_id, rows, 1)


def wake_all(batch_id: int) -> None:
    """Wakes as many workers as there are: the rows of a batch may be made."""
    database = engine().database
    _wake(batch_id, chunks.rows_left(database, batch_id), max(1, heartbeats.count(database)))


def _wake(batch_id: int, rows: int, workers: int) -> None:
    with suppress(LetterkitError):
        engine().queue.wake(batch_id, rows, workers)
        return
    log.warning("the queue does not answer: workers will find batch %d themselves", batch_id)
