"""Several processes kept alive side by side: one Python uses one core for its own work, however many threads it has.

They are forked from one that has read the rules and the language, so that they share that memory. One that dies is
begun again; none outlives the one that keeps them.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType

log = logging.getLogger(__name__)

_SHORTEST_LIFE_S = 2.0
"""One that died sooner is begun again after a pause, not in a circle."""
_LOOKS_EVERY_S = 0.5


class _Stopped(Exception):
    """Somebody has asked the service to end."""


def keep(jobs: Sequence[Callable[[], None]], died: Callable[[int], None] = lambda pid: None) -> None:
    """Keeps a process in each of ``jobs`` until the service is told to stop (SIGTERM, Ctrl-C).

    ``died`` is told the number of each process that has ended otherwise.
    """
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, _stop)
    begun: dict[int, tuple[Callable[[], None], float]] = {}
    try:
        for job in jobs:
            begun[_begin(job)] = job, time.monotonic()
        while True:
            pid, status = os.wait()
            if pid not in begun:
                continue
            job, since = begun.pop(pid)
            log.error("process %d ended with %d: another is begun", pid, status)
            died(pid)
            if time.monotonic() - since < _SHORTEST_LIFE_S:
                time.sleep(_SHORTEST_LIFE_S)
            begun[_begin(job)] = job, time.monotonic()
    except _Stopped:
        _end(begun)


def _begin(job: Callable[[], None]) -> int:
    """The number of a new process that does ``job``."""
    keeper = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, _stop)
        threading.Thread(target=_follow, args=(keeper,), daemon=True).start()
        job()
        code = 0
    except _Stopped:
        code = 0
    except Exception:
        log.exception("process %d", os.getpid())
    finally:
        os._exit(code)  # what the parent has to tidy up is not the child's


def _follow(keeper: int) -> None:
    """Stops this process when its keeper was killed: it would keep the address from the service that is begun again."""
    while os.getppid() == keeper:
        time.sleep(_LOOKS_EVERY_S)
    os.kill(os.getpid(), signal.SIGTERM)


def _end(begun: Sequence[int] | dict[int, tuple[Callable[[], None], float]]) -> None:
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, signal.SIG_IGN)  # asked twice, it ends once
    for pid in begun:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    for pid in begun:
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise _Stopped
