"""Which rows of a batch somebody looks at: by what came of them, by words, by a finding."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from flask import request

from letterkit.core.office import RowState
from letterkit.core.report import Verdict
from letterkit.office.batches.approval_state import Standing
from letterkit.office.batches.findings import FindingGroup
from letterkit.office.batches.progress import Progress
from letterkit.office.batches.rows import RowFilter
from letterkit.reports.batch_words import ROW_STATES, SENT, TO_SEND, VERDICT_WORDS
from webui.filters import Bar, Choice, Filter, Shape, list_address

_ALL = "all"
_BY_SENT = {"to_send": False, "sent": True}


def sifting(
    batch_id: int, now: Progress, stands: Standing | None, groups: Iterable[FindingGroup], *, is_at_work: bool
) -> tuple[RowFilter, Bar]:
    """What the request asks for of a batch that is so far, and the bar that says so.

    While the batch is at work, the letters made are shown when nothing is asked for. ``stands`` is where its letters
    stand when all have ended, ``groups`` are the findings of these.
    """
    args = request.args
    usual = RowState.DONE.value if is_at_work else _ALL
    only = args.get("only") or usual
    state = RowState(only) if only in set(RowState) else None
    verdict = Verdict(only) if only in set(Verdict) else None
    sent = _BY_SENT.get(only)
    wanted = RowFilter(state, verdict, args.get("words", "").strip(), args.get("finding", type=int), sent)
    chosen = only if state or verdict or sent is not None else _ALL
    known = [Choice(_ALL, "все", sum(now.rows.values())), *_results(now, is_at_work), *_on_the_way(stands)]
    pills = [replace(each, value="") if each.value == usual else each for each in known]
    findings = [Choice(str(each.id), f"«{each.message}»") for each in groups]
    filters = [
        Filter("only", "Какие строки", "" if chosen == usual else chosen, pills, Shape.PILLS),
        Filter("finding", "С замечанием", str(wanted.finding or ""), findings, Shape.TOLD),
    ]
    href = list_address("batches.show", "rows", batch_id=batch_id)
    hint = "Получатель, номер письма или обращения"
    return wanted, Bar("batch", href, wanted.words, hint, filters)


def _on_the_way(stands: Standing | None) -> Iterator[Choice]:
    if stands is not None:
        for name, words, count in (
            ("to_send", TO_SEND, stands.approved - stands.sent),
            ("sent", SENT, stands.sent),
        ):
            if count:
                yield Choice(name, words, count)


def _results(now: Progress, is_at_work: bool) -> Iterator[Choice]:
    if is_at_work:
        yield Choice(RowState.DONE.value, "готовые", now.rows[RowState.DONE])
    for verdict in Verdict:
        if count := now.verdicts.get(verdict.value, 0):
            yield Choice(verdict.value, VERDICT_WORDS[verdict.value], count)
    for state in (RowState.FAILED, RowState.WAITING, RowState.FAULTY, RowState.CANCELLED):
        if count := now.rows[state]:
            yield Choice(state.value, ROW_STATES[state], count)
