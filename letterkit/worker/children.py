"""Work done in processes that can be ended: each has a limit of memory, each piece of work a limit of time.

They are forked from a process that does nothing else (the nursery), itself forked while this one had no threads yet:
so they begin in milliseconds with all that had been read by then. One that overstays, takes too much memory or is not
wanted any more is told to end, then killed; a new one takes its place.

    the service ──order──► child          one order at a time, the answer comes back the same way
         └──────fork──► nursery ──fork──► child
"""

import logging
import mmap
import os
import resource
import select
import shutil
import signal
import socket
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from time import monotonic, perf_counter, sleep
from types import FrameType
from typing import Any

from letterkit.core import meters
from letterkit.core.errors import LetterkitError, ToolFailed
from letterkit.core.memory import memory_bytes
from letterkit.core.meters import Figure
from letterkit.worker.processes import end_with

log = logging.getLogger(__name__)

Work = Callable[[Any], Any]

_LOOKS_EVERY_S = 0.1
_LEAVES_IN_S = 3.0
"""How long a child that was told to end may tidy up: LibreOffice has one second, then it is killed."""
_LEAST_BYTES = 256 << 20
_RESERVE_BYTES = 4 << 20
"""Given back when memory runs out: to say so takes some too."""
_MOST_GROWN_BYTES = 96 << 20
"""What a child may have made for itself when it takes the next order: a short letter leaves 1 MB, a book hundreds."""
_RESTS_S, _TIDIES_EVERY_S = 60.0, 15.0
"""After so long with nothing to do a child ends; a new one is there in milliseconds."""
_FIRST_TO_DIE = 500
"""Of what the system adds to the badness of a process when memory runs out: children before the service itself."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may take: ``seconds`` for a piece of work, ``memory_bytes`` in all, ``nice`` beside others.

    Somebody who has left is worked for ``patience_s`` longer: what is nearly done is remembered for the next time.
    """

    seconds: float
    memory_bytes: int
    nice: int = 0
    patience_s: float = 2.0


class Children:
    """At most ``most`` processes that do ``work``; threads may share it. ``open`` while this process has no threads.

    Of those that have nothing to do ``kept`` stay, for a minute.
    """

    def __init__(self, work: Work, limits: Limits, most: int, kept: int) -> None:
        self._work, self._limits, self._kept = work, limits, kept
        self._places = threading.Semaphore(most)
        self._idle: list[_Child] = []
        self._turn = threading.Lock()
        self._tidying: threading.Thread | None = None
        self._nursery: socket.socket | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def open(self) -> None:
        """Forks the nursery; what has been read by now is there in every child."""
        self._folder = tempfile.TemporaryDirectory(prefix="letterkit-children-", ignore_cleanup_errors=True)
        mine, its = socket.socketpair()
        if os.fork():
            its.close()
            self._nursery = mine
            return
        code = 1
        try:
            mine.close()
            _nurse(its, self._work, self._limits)
            code = 0
        finally:
            os._exit(code)  # what this process was in the middle of is its parent's

    def close(self) -> None:
        """Ends the nursery and all children: they see that nobody is there any more."""
        with self._turn:
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()
        if self._nursery is not None:
            self._nursery.close()
            self._nursery = None
        if self._folder is not None:
            self._folder.cleanup()

    def ask(self, order: object, is_wanted: Callable[[], bool] = lambda: True, wait_s: float = 30.0) -> Any:
        """What the work says to ``order``; raises what it raises when that is a LetterkitError.

        Raises ToolFailed ``check.busy`` when no child is free within ``wait_s``, ``check.left`` when it is not wanted
        any more, ``check.overstayed``, ``check.out-of-memory``, ``check.died``.
        """
        if not self._places.acquire(timeout=wait_s):
            raise ToolFailed("check.busy")
        try:
            child = self._free_child()
            try:
                answer = self._answer_of(child, order, is_wanted)
            except BaseException:
                child.end()
                raise
            self._lay_aside(child, answer.is_last)
            meters.retell(answer.figures)
        finally:
            self._places.release()
        if isinstance(answer.said, BaseException):
            raise answer.said
        return answer.said

    def _answer_of(self, child: "_Child", order: object, is_wanted: Callable[[], bool]) -> "_Answer":
        began = perf_counter()
        try:
            child.connection.send(order)
            while not child.connection.poll(_LOOKS_EVERY_S):
                spent_s = perf_counter() - began
                if spent_s > self._limits.seconds:
                    raise ToolFailed("check.overstayed", limit_s=round(self._limits.seconds))
                if spent_s > self._limits.patience_s and not is_wanted():
                    raise ToolFailed("check.left")
            answer: _Answer = child.connection.recv()
            return answer
        except (EOFError, OSError) as fault:
            raise ToolFailed("check.died") from fault

    def _lay_aside(self, child: "_Child", is_last: bool) -> None:
        with self._turn:
            if not is_last and len(self._idle) < self._kept:
                child.idle_since = monotonic()
                self._idle.append(child)
                if self._tidying is None:  # now, for nothing may be forked beside a thread
                    self._tidying = threading.Thread(target=self._tidy, daemon=True)
                    self._tidying.start()
                return
        child.end()

    def _tidy(self) -> None:
        """Ends what has had nothing to do for long."""
        while self._nursery is not None:
            sleep(_TIDIES_EVERY_S)
            self.end_idle(_RESTS_S)

    def end_idle(self, rests_s: float) -> None:
        """Ends those that have had nothing to do for ``rests_s``."""
        with self._turn:
            first_awake = monotonic() - rests_s
            over = [child for child in self._idle if child.idle_since <= first_awake]
            self._idle = [child for child in self._idle if child not in over]
        for child in over:
            child.end()

    def _free_child(self) -> "_Child":
        """The one that worked last, whose memory is the warmest; a new one when all have something to do."""
        with self._turn:
            while self._idle:
                child = self._idle.pop()
                if child.is_alive():
                    return child
                child.end()
            return self._bear()

    def _bear(self) -> "_Child":
        assert self._nursery is not None, "open it first"
        assert self._folder is not None
        mine, its = Pipe()
        aside = tempfile.mkdtemp(dir=self._folder.name)
        try:
            socket.send_fds(self._nursery, [os.fsencode(aside)], [its.fileno()])
            number = self._nursery.recv(_NUMBER)
            if not number:
                raise OSError("the nursery is gone")
            pid = int(number)
            return _Child(mine, pid, os.pidfd_open(pid), aside)
        except OSError as fault:
            log.error("no process can be begun for checks: the service is begun again")
            os.kill(os.getpid(), signal.SIGTERM)
            raise ToolFailed("check.died") from fault
        finally:
            its.close()


_NUMBER = 32
"""Bytes that hold the number of a process."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the work has said, or the error it ended with; after the last one the child is not used again.

    ``figures`` are what it has told of itself.
    """

    said: Any
    is_last: bool = False
    figures: Sequence[Figure] = ()


class _Child:
    """The other end of a child, with what ends it."""

    def __init__(self, connection: "Connection[Any, Any]", pid: int, handle: int, aside: str) -> None:
        self.connection, self.pid = connection, pid
        self._handle, self._aside = handle, aside
        self.idle_since = 0.0

    def is_alive(self) -> bool:
        return not self._has_ended(0)

    def end(self) -> None:
        """Tells it to end; a thread sees to it that it does, and takes its files away."""
        self._send(signal.SIGTERM)
        threading.Thread(target=self._see_off, daemon=True).start()

    def _see_off(self) -> None:
        if not self._has_ended(_LEAVES_IN_S):
            self._send(signal.SIGKILL)
            self._has_ended(_LEAVES_IN_S)
        self.connection.close()
        os.close(self._handle)
        shutil.rmtree(self._aside, ignore_errors=True)

    def _has_ended(self, wait_s: float) -> bool:
        """A handle of a process can be read once the process has ended."""
        return bool(select.select([self._handle], [], [], wait_s)[0])

    def _send(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, number)


def _nurse(orders: socket.socket, work: Work, limits: Limits) -> None:
    """Forks a child for each pipe that comes, until nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which closes the other end
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for children: the system takes them away
    nursery = os.getpid()
    while True:
        aside, handles, _, _ = socket.recv_fds(orders, 4096, 1)
        if not handles:
            return
        pid = os.fork()
        if not pid:
            orders.close()
            _live(Connection(handles[0]), os.fsdecode(aside), nursery, work, limits)
        os.close(handles[0])
        orders.send(str(pid).encode())


def _live(connection: "Connection[Any, Any]", aside: str, nursery: int, work: Work, limits: Limits) -> None:
    """The life of a child: one order after another, until it is told to end or nobody is at the other end."""
    code = 1
    try:
        tempfile.tempdir = aside
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # LibreOffice is waited for
        signal.signal(signal.SIGTERM, _stop)
        threading.Thread(target=end_with, args=(nursery,), daemon=True).start()
        with suppress(OSError):
            os.nice(limits.nice)
            Path("/proc/self/oom_score_adj").write_text(str(_FIRST_TO_DIE))
        most_bytes = _limit_memory(limits.memory_bytes)
        while True:
            connection.send(_answer_order(work, connection.recv(), most_bytes))
    except (_ChildStopped, EOFError, BrokenPipeError):
        code = 0
    except BaseException:
        log.exception("a process for checks ended")
    finally:
        os._exit(code)


def _answer_order(work: Work, order: object, most_bytes: int) -> _Answer:
    """The answer to ``order``; the last one where the child has grown so much that a new one is better."""
    reserve = mmap.mmap(-1, _RESERVE_BYTES, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    try:
        with meters.gathering() as figures:
            try:
                said = work(order)
            except LetterkitError as fault:
                said = fault
    except MemoryError:
        reserve.close()
        return _Answer(ToolFailed("check.out-of-memory"), is_last=True)
    except Exception:
        log.exception("a check failed")
        return _Answer(ToolFailed("check.died"), is_last=True)
    return _Answer(said, memory_bytes()["VmData"] > most_bytes, figures)


def _limit_memory(all_bytes: int) -> int:
    """Has this process take no more than ``all_bytes``, of which it has some already; with how much it is the last."""
    used = memory_bytes()
    more = max(_LEAST_BYTES, all_bytes - used["RssAnon"])
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (used["VmData"] + more, hard))
    return used["VmData"] + min(more // 2, _MOST_GROWN_BYTES)


class _ChildStopped(SystemExit):
    """Somebody has told this child to end: what it has begun is tidied up on the way out."""


def _stop(signum: int, frame: FrameType | None) -> None:
    raise _ChildStopped
