"""Several processes kept alive side by side: one Python uses one core for its own work, however many threads it has.

They are forked from one that has read the rules and the language, so that they share that memory. One that dies is
begun again, and its temporary files go; none outlives the one that keeps them.
"""

import logging
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

log = logging.getLogger(__name__)

_SHORTEST_LIFE_S = 2.0
"""One that died sooner is begun again after a pause, not in a circle."""
_LOOKS_EVERY_S = 0.5


@dataclass(frozen=True, slots=True)
class _RunningJob:
    """A process that does ``job`` since that moment, with its temporary files in ``aside``."""

    job: Callable[[], None]
    since: float
    aside: str


class _ServiceStopped(SystemExit):
    """Somebody has asked the service to end: waitress goes on after any other exception in the middle of a request."""


def keep(jobs: Sequence[Callable[[], None]], died: Callable[[int], None] = lambda pid: None) -> None:
    """Keeps a process in each of ``jobs`` until the service is told to stop (SIGTERM, Ctrl-C).

    ``died`` is told the number of each process that has ended otherwise.
    """
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, _stop)
    begun: dict[int, _RunningJob] = {}
    with tempfile.TemporaryDirectory(prefix="letterkit-processes-") as folder:
        try:
            for job in jobs:
                _begin(job, begun, folder)
            while True:
                pid, status = os.wait()
                if pid not in begun:
                    continue
                dead = begun.pop(pid)
                level = logging.ERROR if status else logging.INFO  # one that has grown too much ends by itself
                log.log(level, "process %d ended with %d: another is begun", pid, status)
                shutil.rmtree(dead.aside, ignore_errors=True)
                died(pid)
                if time.monotonic() - dead.since < _SHORTEST_LIFE_S:
                    time.sleep(_SHORTEST_LIFE_S)
                _begin(dead.job, begun, folder)
        except _ServiceStopped:
            _end(begun)


def _begin(job: Callable[[], None], begun: dict[int, _RunningJob], folder: str) -> None:
    """Adds to those ``begun`` a new process that does ``job``, with a place of its own in ``folder``."""
    keeper, aside = os.getpid(), tempfile.mkdtemp(dir=folder)
    pid = os.fork()
    if pid:
        begun[pid] = _RunningJob(job, time.monotonic(), aside)
        return
    code = 1
    try:
        tempfile.tempdir = aside
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, _stop)
        threading.Thread(target=end_with, args=(keeper,), daemon=True).start()
        job()
        code = 0
    except _ServiceStopped:
        code = 0
    except Exception:
        log.exception("process %d", os.getpid())
    finally:
        if os.getppid() != keeper:  # nobody else is left to tidy up
            _forget(aside, folder)
        os._exit(code)  # what the parent has to tidy up is not the child's


def end_with(keeper: int) -> None:
    """Stops this process when its ``keeper`` is gone: it would keep the address from the service that is begun again.

    To be the work of a thread of its own, in a process that ``keeper`` has forked.
    """
    while os.getppid() == keeper:
        time.sleep(_LOOKS_EVERY_S)
    os.kill(os.getpid(), signal.SIGTERM)


def _forget(aside: str, folder: str) -> None:
    shutil.rmtree(aside, ignore_errors=True)
    with suppress(OSError):  # others are still at work there
        os.rmdir(folder)


def _end(begun: Iterable[int]) -> None:
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, signal.SIG_IGN)  # asked twice, it ends once
    for pid in begun:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    for pid in begun:
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise _ServiceStopped
