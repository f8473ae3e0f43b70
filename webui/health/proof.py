"""A part of the service shown to work by doing a little of its work, beside the requests that ask."""

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from dataclasses import dataclass
from datetime import datetime, timedelta

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, ToolMissing

log = logging.getLogger(__name__)

PATIENCE_S, FIRST_S = 0.5, 20.0
_NEVER = LetterkitError("health.not-yet")


@dataclass(frozen=True, slots=True)
class ProofResult:
    """``fault`` is why the part does not work, None when it does; ``at`` is when it was asked to."""

    fault: LetterkitError | None
    at: datetime | None


class Proof:
    """``prove`` raises LetterkitError when the part does not work; it is asked no more often than ``every``.

    It runs in a thread of its own, one at a time. One that has not ended in ``limit``, or raises anything else, is told
    as ``otherwise``, a wording code.
    """

    def __init__(self, prove: Callable[[], object], every: timedelta, limit: timedelta, otherwise: str) -> None:
        self._prove = prove
        self._every = every
        self._limit = limit
        self._otherwise = otherwise
        self._turn = threading.Lock()
        self._begun: datetime | None = None
        self._running: Future[ProofResult] | None = None
        self._last = ProofResult(_NEVER, None)

    @property
    def is_new(self) -> bool:
        """Whether nothing has been found out yet."""
        return self.last_result().at is None

    def begin(self) -> Future[ProofResult] | None:
        """Begins the next proof when it is time; the one that runs, None when there is none."""
        with self._turn:
            is_due = self._begun is None or clock.now() - self._begun >= self._every
            if self._running is None and is_due:
                self._begun, self._running = clock.now(), Future()
                threading.Thread(target=self._run, args=(self._running, self._begun), daemon=True).start()
            return self._running

    def last_result(self) -> ProofResult:
        """What was found out last; a proof that does not end says that the part does not work now."""
        with self._turn:
            if self._running is not None and self._begun is not None and clock.now() - self._begun >= self._limit:
                return ProofResult(ToolMissing(self._otherwise), self._begun)
            return self._last

    def _run(self, outcome: "Future[ProofResult]", begun: datetime) -> None:
        fault: LetterkitError | None = None
        try:
            self._prove()
        except LetterkitError as told:
            fault = told
        except Exception:
            log.exception(self._otherwise)
            fault = ToolMissing(self._otherwise)
        with self._turn:
            self._last, self._running = ProofResult(fault, begun), None
        outcome.set_result(self._last)


class Proofs:
    """The proofs of a process, by the name of the part; no more than two requests at a time wait for them."""

    def __init__(self, proofs: Mapping[str, Proof]) -> None:
        self._proofs = proofs
        self._waiting = threading.Semaphore(2)

    def prove(self, *names: str, first_s: float | None = None) -> dict[str, ProofResult]:
        """What is known of the parts ``names``, of all when none is named, after whatever is due has been begun.

        Whoever asks first waits until something is known, ``first_s`` at most; later the last proof stands until the
        next one is ready.
        """
        proofs = {name: self._proofs[name] for name in names or self._proofs}
        begun = [(proof.is_new, proof.begin()) for proof in proofs.values()]
        if self._waiting.acquire(blocking=False):
            try:
                for is_new, within_s in ((False, PATIENCE_S), (True, FIRST_S if first_s is None else first_s)):
                    wait([each for new, each in begun if each is not None and new is is_new], timeout=within_s)
            finally:
                self._waiting.release()
        return {name: proof.last_result() for name, proof in proofs.items()}
