"""Several processes behind one address: one Python uses one core for its own work, however many threads it has.

They are forked from one that has read the rules and the language, so that they share that memory, and each accepts
from the same socket. One that dies is begun again.
"""

import logging
import os
import signal
import time
from collections.abc import Callable
from types import FrameType

log = logging.getLogger(__name__)

_SHORTEST_LIFE_S = 2.0
"""One that died sooner is begun again after a pause, not in a circle."""


class _Stopped(Exception):
    """Somebody has asked the service to end."""


def keep(count: int, serve: Callable[[], None]) -> None:
    """Keeps ``count`` processes in ``serve`` until the service is told to stop (SIGTERM, Ctrl-C)."""
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, _stop)
    begun: dict[int, float] = {}
    try:
        while True:
            while len(begun) < count:
                begun[_begin(serve)] = time.monotonic()
            pid, status = os.wait()
            lived_s = time.monotonic() - begun.pop(pid, 0.0)
            log.error("process %d ended with %d: another is begun", pid, status)
            if lived_s < _SHORTEST_LIFE_S:
                time.sleep(_SHORTEST_LIFE_S)
    except _Stopped:
        _end(begun)


def _begin(serve: Callable[[], None]) -> int:
    """The number of a new process that serves."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, _stop)
        serve()
        code = 0
    except _Stopped:
        code = 0
    finally:
        os._exit(code)  # what the parent has to tidy up is not the child's


def _end(begun: dict[int, float]) -> None:
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, signal.SIG_IGN)  # asked twice, it ends once
    for pid in begun:
        os.kill(pid, signal.SIGTERM)
    for pid in begun:
        os.waitpid(pid, 0)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise _Stopped
