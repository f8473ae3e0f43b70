"""The queue: it wakes workers, no more. What there is to do stands in the database (letterkit.office.batches.chunks).

Huey hands a message out at most once, and one whose worker dies is lost; a worker that finds the queue empty looks into
the database itself, so nothing is.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Error as SqliteError
from typing import Any

from huey import PostgresHuey, PriorityRedisHuey, SqliteHuey
from huey.api import Huey
from psycopg import Error as PostgresqlError
from redis.exceptions import RedisError

from letterkit.core.errors import LetterkitError, RequestError, ToolMissing
from letterkit.settings import Settings

_WAIT_S = 15
_SMALL = 1_000
"""A batch of so many rows goes before greater ones: its author waits."""


class Queue:
    """Messages «there is something to do for batch N», in a SQLite file, PostgreSQL or Redis (LETTERKIT_QUEUE_URL).

    ``step`` is called with N in the process whose consumer takes the message. Making one and every method may raise
    RequestError ``queue.bad-address`` and ToolMissing ``queue.no-answer``.
    """

    def __init__(self, settings: Settings, step: Callable[[int], None] | None = None) -> None:
        with _translate_faults():
            self.huey = _open_queue(settings.queue_url, settings.data_dir)

        def work(batch_id: int) -> None:
            if step is not None:
                step(batch_id)

        self._work = self.huey.task(name="letterkit.work")(work)

    def wake(self, batch_id: int, rows: int, workers: int = 1) -> None:
        """Tells ``workers`` workers that batch ``batch_id``, of so many rows, has something to do."""
        with _translate_faults():
            for _ in range(workers):
                self.huey.enqueue(self._work.s(batch_id, priority=int(rows <= _SMALL)))

    def waiting(self) -> int:
        """How many messages no worker has taken yet."""
        with _translate_faults():
            return int(self.huey.pending_count())

    def answers(self) -> bool:
        """Whether the queue can be asked."""
        try:
            self.waiting()
        except LetterkitError:
            return False
        return True


def demand_queue_address(settings: Settings) -> None:
    """Raises RequestError ``queue.bad-address`` for a LETTERKIT_QUEUE_URL of no queue that there is."""
    if not re.match(r"sqlite$|(sqlite:///|postgres(ql)?://|rediss?://).", settings.queue_url):
        raise RequestError("queue.bad-address")


@contextmanager
def _translate_faults() -> Iterator[None]:
    try:
        yield
    except (SqliteError, PostgresqlError, RedisError, OSError) as fault:
        raise ToolMissing("queue.no-answer", why=str(fault).splitlines()[0] if str(fault) else "") from fault


def _open_queue(url: str, data: Path) -> Huey:
    common: dict[str, Any] = {"name": "letterkit", "results": False}
    if url == "sqlite" or url.startswith("sqlite:///"):
        file = data / ("queue.db" if url == "sqlite" else url.removeprefix("sqlite:///"))
        file.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey(filename=str(file), timeout=_WAIT_S, **common)
    if re.match(r"postgres(ql)?://", url):
        return PostgresHuey(dsn=re.sub(r"^postgres://", "postgresql://", url), **common)
    if re.match(r"rediss?://", url):
        try:
            return PriorityRedisHuey(url=url, **common)
        except ValueError:  # a port that is no number
            raise RequestError("queue.bad-address") from None
    raise RequestError("queue.bad-address")
