"""Which rows of a batch somebody looks at: by what came of them, by words, by a finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import request

from letterkit.core.office import RowState
from letterkit.core.report import Verdict
from letterkit.office.batches.approval_state import Standing
from letterkit.office.batches.progress import Progress
from letterkit.office.batches.rows import RowFilter
from letterkit.reports.batch_words import ROW_STATES, SENT, TO_SEND, VERDICT_WORDS
from webui.numbers import page_asked

_ALL = "all"
_BY_SENT = {"to_send": False, "sent": True}


@dataclass(frozen=True, slots=True)
class Sieve:
    """One choice of the line above the rows."""

    name: str
    words: str
    count: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class Sifting:
    """What the address asks for; ``only`` is the name of a verdict, of a state, or of a step on the way out."""

    only: str
    wanted: RowFilter
    page: int
    sieves: Sequence[Sieve]

    @property
    def is_narrow(self) -> bool:
        """Whether some rows are left out."""
        return self.wanted not in (RowFilter(), RowFilter(RowState.DONE))

    @property
    def arguments(self) -> dict[str, str | int]:
        """As the arguments of an address, without the page."""
        asked = {"only": self.only, "words": self.wanted.words, "finding": self.wanted.finding}
        return {name: value for name, value in asked.items() if value}


def sifting(now: Progress, stands: Standing | None, *, is_at_work: bool) -> Sifting:
    """What the request asks for, of a batch that is so far; while it is at work, the letters made when nothing is.

    ``stands`` is where its letters stand when all have ended.
    """
    args = request.args
    only = args.get("only", RowState.DONE.value if is_at_work else "")
    state = RowState(only) if only in set(RowState) else None
    verdict = Verdict(only) if only in set(Verdict) else None
    sent = _BY_SENT.get(only)
    wanted = RowFilter(state, verdict, args.get("words", "").strip(), args.get("finding", type=int), sent)
    is_all = not (state or verdict or sent is not None)
    return Sifting(
        "" if is_all and not is_at_work else only,
        wanted,
        page_asked(),
        [
            Sieve(_ALL, "все", sum(now.rows.values()), is_all),
            *_sieves(now, only, is_at_work),
            *_on_the_way(stands, only),
        ],
    )


def _on_the_way(stands: Standing | None, only: str) -> Iterator[Sieve]:
    if stands is not None:
        for name, words, count in (
            ("to_send", TO_SEND, stands.approved - stands.sent),
            ("sent", SENT, stands.sent),
        ):
            if count:
                yield Sieve(name, words, count, only == name)


def _sieves(now: Progress, only: str, is_at_work: bool) -> Iterator[Sieve]:
    if is_at_work:
        yield Sieve(RowState.DONE.value, "готовые", now.rows[RowState.DONE], only == RowState.DONE.value)
    for verdict in Verdict:
        if count := now.verdicts.get(verdict.value, 0):
            yield Sieve(verdict.value, VERDICT_WORDS[verdict.value], count, only == verdict.value)
    for state in (RowState.FAILED, RowState.WAITING, RowState.FAULTY, RowState.CANCELLED):
        if count := now.rows[state]:
            yield Sieve(state.value, ROW_STATES[state], count, only == state.value)
