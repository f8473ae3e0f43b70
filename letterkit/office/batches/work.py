"""What a worker does: takes rows, makes their letters, says what became of them, and is heard of meanwhile."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from letterkit.checking.checker import Checker
from letterkit.core.case import CaseCard
from letterkit.core.disk import room
from letterkit.core.errors import LetterkitError, ToolMissing
from letterkit.office.batches import chunks, intake, steps
from letterkit.office.batches.chunks import Claim
from letterkit.office.batches.letter_maker import Maker
from letterkit.office.batches.plan import plan_of
from letterkit.office.batches.results import Outcome, finish
from letterkit.office.batches.row_entry import card_of
from letterkit.office.batches.workbench import Bench
from letterkit.store.batch_tables import Batch

MAKERS_KEPT = 4
"""Batches take turns; each maker holds the shapes of its letters, some megabytes."""
_HEARD_EVERY_S = chunks.HELD_FOR.total_seconds() / 5


class Worker:
    """Makes the letters of any batch; what it needs for one is kept for the next chunk of the same."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._makers: dict[tuple[bytes, bool, Checker], Maker] = {}

    def step(self, batch_id: int) -> bool:
        """Does the next thing that there is to do for a batch; False when there is nothing.

        Raises LetterkitError where the disk, the database or the store of files fails: no row is to blame, all of them
        wait as before for whoever comes next.
        """
        claim = chunks.claim(self._bench.database, batch_id)
        if claim is None:
            return False
        with _heartbeat(self._bench, claim):
            try:
                with room():
                    self._do(claim)
            except LetterkitError:
                with suppress(LetterkitError):
                    chunks.release(self._bench.database, claim)
                raise
        return True

    def _do(self, claim: Claim) -> None:
        if claim.rows is None:
            intake.read(self._bench, claim)
            steps.begin_at_once(self._bench, claim.batch_id)
        else:
            made, made_of = self._make(claim)
            finish(self._bench.database, self._bench.files, claim, made, made_of)

    def _make(self, claim: Claim) -> tuple[dict[int, Outcome], dict[str, Any] | None]:
        """What becomes of each row, and what its letter was made of."""
        maker = self._maker(claim.batch_id)
        if isinstance(maker, LetterkitError):
            return {row.id: maker for row in claim.rows or ()}, None
        made: dict[int, Outcome] = {}
        cards: dict[int, CaseCard] = {}
        for row in claim.rows or ():
            try:
                cards[row.id] = card_of(row)
            except LetterkitError as fault:
                made[row.id] = fault
        outcomes = maker.make(list(cards.values()))
        return made | dict(zip(cards, outcomes, strict=True)), maker.made_of(outcomes)

    def _maker(self, batch_id: int) -> Maker | LetterkitError:
        """The maker for a batch: the one at hand if it has the same words on the same blank, to the byte.

        A body whose profile has changed has another checker, and its batches go on by it.
        """
        with self._bench.database.reading() as session:
            batch = session.get_one(Batch, batch_id)
        try:
            copy = self._bench.copy_for(batch)
            checker = self._bench.checker_of(batch.body)
            asked = hashlib.sha256(copy).digest(), plan_of(batch.plan).print, checker
            maker = self._makers.pop(asked, None) or self._bench.maker_of(copy, asked[1], checker)
        except ToolMissing:  # the store of files or its disk: no row is to blame
            raise
        except LetterkitError as fault:
            return fault
        self._makers[asked] = maker  # the last used, the last to go
        while len(self._makers) > MAKERS_KEPT:
            del self._makers[next(iter(self._makers))]
        return maker


@contextmanager
def _heartbeat(bench: Bench, claim: Claim) -> Iterator[None]:
    """Says every few seconds that this worker lives."""
    done = threading.Event()

    def say() -> None:
        while not done.wait(_HEARD_EVERY_S):
            try:
                if not chunks.hold(bench.database, claim):
                    return
            except LetterkitError:  # the database is away for a moment: there is time for another try
                continue

    thread = threading.Thread(target=say, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
