"""What parts of letterkit tell of their work in figures, for whoever counts them; no name, no number of a thing.

Nobody listens unless a service or a worker has said who does (letterkit.worker.counters). Where work is done for
another process, figures are gathered and go back with its answer: there they are counted.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` of ``what``; ``labels`` are of a few values each, in the order in which they were told."""

    what: str
    value: float
    labels: tuple[str, ...]


_listener: Callable[[Figure], None] | None = None
_gathered: list[Figure] | None = None


def tell(what: str, *labels: str, value: float = 1.0) -> None:
    """Says that there was one more of ``what``, or that it took ``value``."""
    retell([Figure(what, value, labels)])


def retell(figures: Iterable[Figure]) -> None:
    """Says what another process has gathered."""
    for figure in figures:
        if _gathered is not None:
            _gathered.append(figure)
        elif _listener is not None:
            _listener(figure)


def listen(listener: Callable[[Figure], None] | None) -> None:
    """From now on ``listener`` is told in this process and in those that it forks."""
    global _listener
    _listener = listener


@contextmanager
def gathering() -> Iterator[list[Figure]]:
    """What is told inside the block, by any thread of this process, in place of who listens."""
    global _gathered
    found: list[Figure] = []
    _gathered = found
    try:
        yield found
    finally:
        _gathered = None
