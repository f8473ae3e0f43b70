"""Where letters are checked that come by the web: within a budget, strangers apart from those who work here.

Each check is made in a process that can be ended (letterkit.worker.children) once the room has been opened; before, and
in tests, in this one. A check that nobody waits for any more is ended.
"""

import fcntl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import g, has_request_context, request

from letterkit.checking.check_orders import Order
from letterkit.core.budget import Budget
from letterkit.core.errors import ToolFailed
from letterkit.reports.intake_reading import READING_BYTES, READING_S
from letterkit.worker.children import Children, Limits

Answer = Callable[[Order, Budget | None], Any]

SECONDS, MEMORY_BYTES = 20.0, 1 << 30
_FOR_RULES_S = 14.0
"""After so many seconds nothing new is asked: what is left is for places, pictures and the answer."""
STAFF = Budget(300_000, _FOR_RULES_S, office_s=12)
STRANGERS = Budget(100_000, _FOR_RULES_S, office_s=8)
STRANGERS_AT_ONCE = 2
"""Checks of strangers in the whole service."""
_AT_ONCE = 2
_WAIT_S = 10.0
_LOOKS_EVERY_S = 0.1
_ADDRESSES = 64
"""Files by which strangers are told apart: two whose addresses share one take turns."""


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who asks, as far as a check is concerned."""

    address: str
    is_known: bool
    has_left: Callable[[], bool]


class CheckRoom:
    """Has orders answered by ``answer``; ``folder`` is where processes of one service see each other's strangers."""

    def __init__(self, answer: Answer, folder: Path) -> None:
        self._answer = answer
        self.turns = Turns(folder, STRANGERS_AT_ONCE)
        self._staff: Children | None = None
        self._strangers: Children | None = None
        self._readers: Children | None = None

    def open(self) -> None:
        """From now on checks are made in processes of their own; to be called while this one has no threads."""
        limits = Limits(SECONDS, MEMORY_BYTES)
        staff = Children(lambda order: self._answer(order, STAFF), limits, _AT_ONCE, kept=_AT_ONCE)
        limits = Limits(SECONDS, MEMORY_BYTES, nice=10)
        strangers = Children(lambda order: self._answer(order, STRANGERS), limits, STRANGERS_AT_ONCE, kept=1)
        limits = Limits(READING_S, READING_BYTES, nice=5)
        readers = Children(lambda order: self._answer(order, None), limits, _AT_ONCE, kept=1)
        for children in (staff, strangers, readers):
            children.open()
        self._staff, self._strangers, self._readers = staff, strangers, readers

    def close(self) -> None:
        """Ends those processes."""
        for children in (self._staff, self._strangers, self._readers):
            if children is not None:
                children.close()
        self._staff = self._strangers = self._readers = None

    def ask(self, order: Order) -> Any:
        """The answer to ``order``; raises what its work raises and, as ``Children.ask``, ToolFailed ``check.*``.

        Who asks is known from the request; without one it is the service itself, which waits as long as it takes.
        """
        asker = _asker()
        if asker is None:
            return self._answer(order, None)
        with ExitStack() as stack:
            children, budget = self._staff, STAFF
            if not asker.is_known:
                children, budget = self._strangers, STRANGERS
                stack.enter_context(self.turns.take(asker.address, asker.has_left))
            if children is None:
                return self._answer(order, budget)
            return children.ask(order, lambda: not asker.has_left())

    def ask_reader(self, order: Order) -> Any:
        """As ``ask``, of what takes longer than a check: files of an appeal are read, beside the checks of letters."""
        asker = _asker()
        if asker is None or self._readers is None:
            return self._answer(order, None)
        return self._readers.ask(order, lambda: not asker.has_left())


class Turns:
    """``most`` strangers at once, each with one check; files of ``folder`` are locked, so that processes share them."""

    def __init__(self, folder: Path, most: int, wait_s: float = _WAIT_S) -> None:
        self.wait_s = wait_s
        self._folder = folder
        self._most = most
        # Who waits keeps a thread of the service from others: no more wait in this process than are served.
        self._waiting = threading.Semaphore(most)

    @contextmanager
    def take(self, address: str, has_left: Callable[[], bool]) -> Iterator[None]:
        """Inside the block it is the turn of ``address``; raises ToolFailed ``check.busy``, ``check.left``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        mark = int.from_bytes(sha256(address.encode()).digest()[:4]) % _ADDRESSES
        with ExitStack() as stack:
            if not self._lock(stack, mark):
                if not self._waiting.acquire(blocking=False):
                    raise ToolFailed("check.busy")
                try:
                    self._wait(stack, mark, has_left)
                finally:
                    self._waiting.release()
            yield

    def _wait(self, stack: ExitStack, mark: int, has_left: Callable[[], bool]) -> None:
        until = time.monotonic() + self.wait_s
        while not self._lock(stack, mark):
            if has_left():
                raise ToolFailed("check.left")
            if time.monotonic() > until:
                raise ToolFailed("check.busy")
            time.sleep(_LOOKS_EVERY_S)

    def _lock(self, stack: ExitStack, mark: int) -> bool:
        """Whether one of the places and the address are free; they are held until ``stack`` ends."""
        with ExitStack() as held:
            if not self._hold(held, f"address-{mark}"):
                return False
            if not any(self._hold(held, f"place-{number}") for number in range(self._most)):
                return False
            stack.enter_context(held.pop_all())
            return True

    def _hold(self, held: ExitStack, name: str) -> bool:
        file = (self._folder / name).open("wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        held.callback(file.close)  # which lets go of the lock, as the end of the process does
        return True


def _asker() -> _Asker | None:
    if not has_request_context():
        return None
    left = request.environ.get("waitress.client_disconnected", lambda: False)
    is_known = g.get("account") is not None or g.get("is_from_own_machine", False)
    return _Asker(request.remote_addr or "", is_known, left)
