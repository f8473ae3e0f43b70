"""What systemd does for a service in earnest: it is begun again when it ends. Nothing else is tidied up after it."""

import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from os import kill
from pathlib import Path

from bench.runs.processes_used import Process, of_folder
from bench.runs.register import Register, start_process

_PAUSE_S = 0.5
_LOOKS_EVERY_S = 0.05


class KeptProcess:
    """A command on ``register`` that is begun again whenever it ends, until ``end``."""

    def __init__(self, register: Register, command: list[str], log: Path) -> None:
        self.log = log
        self._register, self._command = register, command
        self._ending = threading.Event()
        self.process = start_process(register, command, log)
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        return self.process.pid

    def end(self) -> None:
        """Asks it to stop, and waits."""
        self._ending.set()
        self._thread.join()
        self.process.terminate()
        self.process.wait()

    def _keep(self) -> None:
        while not self._ending.wait(_LOOKS_EVERY_S):
            if self.process.poll() is not None:
                time.sleep(_PAUSE_S)
                self.process = start_process(self._register, self._command, self.log)


Victims = Callable[[Sequence[Process]], Sequence[int]]
"""Of the processes of a folder those that may be killed now."""


class Killer:
    """Kills at random moments, each kind of victims every ``every_s`` seconds on average while there are any.

    After ``most`` of a kind it is left alone: a slow machine may need longer to begin again than there is between two.
    """

    def __init__(
        self, folder: Path, kinds: Mapping[str, tuple[float, Victims]], rng: random.Random, most: int | None = None
    ) -> None:
        self.killed: Counter[str] = Counter(dict.fromkeys(kinds, 0))
        self._folder, self._kinds, self._rng, self._most = folder, kinds, rng, most
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._kill, daemon=True)

    def __enter__(self) -> "Killer":
        self._thread.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._over.set()
        self._thread.join()

    def _kill(self) -> None:
        now = time.monotonic()
        due = {kind: now + self._rng.uniform(0, every_s) for kind, (every_s, _) in self._kinds.items()}
        while not self._over.wait(_LOOKS_EVERY_S):
            late = [kind for kind, moment in due.items() if moment <= time.monotonic()]
            if not late:
                continue
            there = of_folder(self._folder)
            for kind in late:
                found = self._kinds[kind][1](there)
                if not found:  # as soon as there is one
                    continue
                with suppress(ProcessLookupError):
                    kill(self._rng.choice(found), signal.SIGKILL)
                    self.killed[kind] += 1
                due[kind] = self._next(kind)
                if self.killed[kind] == self._most:
                    del due[kind]

    def _next(self, kind: str) -> float:
        """When the next victim of a kind is killed."""
        return time.monotonic() + self._rng.expovariate(1 / self._kinds[kind][0])


def left_over(folder: Path, within_s: float) -> list[Process]:
    """The processes of ``folder`` that are still there when they have had ``within_s`` seconds to end."""
    until = time.monotonic() + within_s
    while (there := of_folder(folder)) and time.monotonic() < until:
        time.sleep(_LOOKS_EVERY_S)
    return there
