"""The only source of time, so that a test can stop it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)


def now() -> datetime:
    """The present moment, aware of its zone (the machine's own)."""
    return _stopped_at.get() or datetime.now().astimezone()


def today() -> date:
    """The calendar day of ``now``."""
    return now().date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Inside the block ``now`` is ``moment``; a naive moment is refused."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    token = _stopped_at.set(moment)
    try:
        yield
    finally:
        _stopped_at.reset(token)
