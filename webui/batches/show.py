"""The page of a batch, as its state wants it: read, refused, looked at, made, approved."""

from collections.abc import Sequence
from typing import Any

from flask import Response, jsonify, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.office import Actor, BatchState, Duty, RowState
from letterkit.office.batches import approval, approval_state, known_tables, printing, sending, waivers
from letterkit.office.batches.approval_state import Standing
from letterkit.office.batches.channels import TOGETHER
from letterkit.office.batches.plan import plan_of
from letterkit.office.batches.progress import Progress, progress, read_batch
from letterkit.office.batches.rows import marked_rows, rows
from letterkit.office.mail import listing
from letterkit.office.mail.addresses import has_outbox
from letterkit.office.signatures.keeping import KEEPERS
from letterkit.reports.batch_words import (
    APPROVAL_BARS,
    BATCH_STATES,
    WAYS,
    earlier_words,
    fault_told,
    pace_words,
    progress_words,
    reason_words,
)
from letterkit.reports.mail_words import MAILING_STATES
from letterkit.reports.sheet_words import fault_words
from letterkit.reports.wording import sentence
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.paging import Page
from webui.access import actor, needs
from webui.batches.blueprint import MAKERS, READERS, blueprint
from webui.batches.faults import FaultWords, marks_help, told_of
from webui.batches.filters import sifting
from webui.batches.found import groups_of
from webui.batches.idle import idle_words
from webui.batches.mail_words import message_to_go
from webui.batches.replies import name_of_id
from webui.engine import engine
from webui.errors import capital, status_of
from webui.filters import list_address
from webui.letters.sheet import blanks
from webui.numbers import page_asked

_AT_WORK = (BatchState.RUNNING, BatchState.PAUSED)
_ENDED = (BatchState.DONE, BatchState.CANCELLED)


@blueprint.get("/<int:batch_id>")
@needs(*READERS)
def show(batch_id: int) -> AnyResponse:
    """The batch as it stands."""
    return page(batch_id)


@blueprint.get("/<int:batch_id>/progress", endpoint="progress")
@needs(*READERS)
def now(batch_id: int) -> Response:
    """How far it is, for the script of the page."""
    office = engine().office
    return jsonify(progress_object(progress(office, actor(), batch_id)))


def page(
    batch_id: int, form: str = "", fault: LetterkitError | None = None, preview: dict[str, Any] | None = None
) -> AnyResponse:
    """The page of the batch; after a refused ``form`` with the reason beside it and what was typed kept in it."""
    by = actor()
    batch = read_batch(engine().office, by, batch_id)
    state = BatchState(batch.state)
    context = _head(batch, by)
    if state is BatchState.REFUSED:
        context |= {"faults": _general(batch), "has_marks": marks_help(batch)}
    elif state is BatchState.READING:
        context["idle"] = idle_words(is_waiting=True)
    elif state is BatchState.CHECKED:
        context |= _checks_context(batch, by) | {"preview": preview, "idle": idle_words()}
    else:
        context |= _letters_context(batch, by, state)
    failed = {"form": form, "sentence": capital(sentence(fault)), "typed": request.form.to_dict()} if fault else None
    html = render_template("batches/show.html", **context, failed=failed)
    return make_response(html, status_of(fault) if fault else 200)


def progress_object(now: Progress) -> dict[str, Any]:
    """``now`` for the script: figures and the words that stand beside them."""
    return {
        "state": now.state.value,
        "state_words": BATCH_STATES[now.state],
        "ended": now.ended,
        "total": now.total,
        "words": progress_words(now),
        "pace": pace_words(now),
        "workers": now.workers,
        "idle": idle_words(is_waiting=_is_waiting(now)) if now.state not in _ENDED else "",
        "failed": now.rows[RowState.FAILED],
    }


def _is_waiting(now: Progress) -> bool:
    """Whether letters should be coming and none has of late."""
    return now.state is BatchState.READING or (now.state is BatchState.RUNNING and now.a_second is None)


def _head(batch: Batch, by: Actor) -> dict[str, Any]:
    plan = plan_of(batch.plan)
    return {
        "batch": batch,
        "plan": plan,
        "reply_name": name_of_id(batch.reply),
        "blank_name": dict(blanks()).get(batch.blank, batch.blank),
        "by": by,
        "can_run": by.has(*MAKERS),
        "reason_words": reason_words,
        "part_href": lambda anchor: list_address("batches.show", anchor, batch_id=batch.id),
    }


def _general(batch: Batch) -> Sequence[FaultWords]:
    return [_as_told(stored) for stored in (batch.fault or {}).get("faults", ())]


def _as_told(stored: dict[str, Any]) -> FaultWords:
    from letterkit.office.batches.marked_table import fault_from

    return FaultWords(None, stored.get("letter", ""), stored.get("header", ""), fault_words(fault_from(stored)), False)


def _checks_context(batch: Batch, by: Actor) -> dict[str, Any]:
    office = engine().office
    now = progress(office, by, batch.id)
    faulty, warned, answered = (
        marked_rows(office, by, batch.id, "faulty", page_asked("faulty")),
        marked_rows(office, by, batch.id, "warned", page_asked("warned")),
        marked_rows(office, by, batch.id, "answered", page_asked("answered")),
    )
    return {
        "now": now,
        "good": now.rows[RowState.WAITING],
        "warnings_of_table": [fault_told(stored) for stored in (batch.fault or {}).get("faults", ())],
        "faulty": faulty,
        "faults": _faults(faulty),
        "warned": warned,
        "warnings": _faults(warned),
        "answered": answered,
        "earlier_words": earlier_words,
        "same": known_tables.same_before(office, by, batch.id),
        "first_row": None,
    }


def _faults(found: Page[BatchRow]) -> list[FaultWords]:
    return [told for row in found.rows for told in told_of(row)]


def _letters_context(batch: Batch, by: Actor, state: BatchState) -> dict[str, Any]:
    office = engine().office
    now = progress(office, by, batch.id)
    stands = approval_state.standing(office, by, batch.id) if state in _ENDED else None
    waived = waivers.waivers_of(office, by, batch.id) if stands else {}
    groups = groups_of(batch, by, waived) if stands else ()
    wanted, bar = sifting(batch.id, now, stands, groups, is_at_work=state in _AT_WORK)
    context: dict[str, Any] = {
        "now": now,
        "progress": progress_object(now),
        "bar": bar,
        "waivers": waived,
        "groups": groups,
        "found": rows(office, by, batch.id, wanted, page_asked()),
        "first_fault": _first_fault,
        "is_at_work": state in _AT_WORK,
        "is_ended": state in _ENDED,
    }
    return context | (_results(batch, by, stands) | _outgoing(batch, by) if stands else {})


def _results(batch: Batch, by: Actor, stands: Standing) -> dict[str, Any]:
    office = engine().office
    may_approve = stands.ready and by.has(Duty.SIGNER) and batch.by_id != by.id
    return {
        "seen": approval.ready_digest(office, by, batch.id) if may_approve else "",
        "may_waive": by.has(Duty.REVIEWER, Duty.SIGNER) and batch.by_id != by.id,
        "stands": stands,
        "bars": [(words, count) for name, words in APPROVAL_BARS.items() if (count := getattr(stands, name))],
        "approvals": approval_state.approvals(office, by, batch.id),
        "letters_in_a_file": printing.PART,
        "is_signer": by.has(Duty.SIGNER),
        "is_author": batch.by_id == by.id,
    }


def _outgoing(batch: Batch, by: Actor) -> dict[str, Any]:
    """What waits to be sent, by way, and what has gone."""
    office, can_send = engine().office, by.has(Duty.REGISTRY)
    return {
        "to_send": sending.to_send(office, by, batch.id),
        "blocked": sending.count_blocked(office, by, batch.id),
        "together": TOGETHER,
        "ways": WAYS,
        "sendings": sending.sendings(office, by, batch.id),
        "can_send": can_send,
        "has_mail": has_outbox(engine().settings, batch.body),
        "message": message_to_go(batch) if can_send else None,
        "per_minute": engine().settings.mail_per_minute,
        "mail_counts": listing.counts_of_batch(office.database, batch.id),
        "mail_states": MAILING_STATES,
        "can_sign": by.has(*KEEPERS),
        "today": clock.today().isoformat(),
    }


def _first_fault(row: BatchRow) -> str:
    return next((told.words for told in told_of(row)), "")
