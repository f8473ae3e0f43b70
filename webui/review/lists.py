"""The queue: letters that wait for the reviewer, the signer or the registry, soonest due first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import jsonify, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.office import Actor, Duty, LetterState
from letterkit.office.batches import approval_state
from letterkit.office.cases import presence, queue
from letterkit.office.cases.drafting import read_letter
from letterkit.office.cases.queue import LetterFilters, LetterList, LetterPage, Reviewer
from letterkit.store.batch_tables import Batch
from webui.access import actor, needs
from webui.engine import engine
from webui.letters.blueprint import READERS
from webui.numbers import page_asked
from webui.review.blueprint import blueprint
from webui.review.many import MANY, WHOSE_DUTY

_STEPS = (
    ("На проверке", LetterState.REVIEW),
    ("Согласованы", LetterState.AGREED),
    ("К отправке", LetterState.APPROVED),
)
_WHOSE = (
    (Reviewer.SELF, "Мои"),
    (Reviewer.SELF_THIS_WEEK, "Мои на этой неделе"),
    (Reviewer.NOBODY, "Никем не взятые"),
)


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A filter on the page: its name, words, how many letters it leaves, and whether it is the one chosen."""

    name: str
    words: str
    count: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class WaitingBatch:
    """A batch ``count`` letters of which wait for what ``words`` say, at ``anchor`` of its page."""

    batch: Batch
    count: int
    words: str
    anchor: str


@blueprint.get("/review", endpoint="queue")
@needs(Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
def waiting() -> str:
    """The queue, narrowed by step, by who reviews and by words."""
    by = actor()
    step, whose, words = (request.args.get(name, "").strip() for name in ("step", "whose", "words"))
    asked = LetterFilters(
        LetterList.WAITING,
        words,
        LetterState(step) if step in set(LetterState) else None,
        Reviewer(whose) if whose in set(Reviewer) else None,
    )
    found = queue.page(engine().office, by, asked, page_asked())
    every = sum(found.by_state.values())
    kept = {"step": asked.state, "whose": asked.reviewer, "words": words or None}
    return render_template(
        "review/queue.html",
        found=found,
        rows=found.rows,
        has_any=bool(every or words),
        words=words,
        step=asked.state,
        whose=asked.reviewer,
        steps=_steps(found.by_state, asked.state),
        people=_people(found, asked),
        by=by,
        many=[(action.value, words) for action, words in MANY.items() if by.has(*WHOSE_DUTY[action])],
        batches=[] if words or whose else _batches(by, asked.state),
        href=lambda **more: url_for("review.queue", **{**kept, **more}),
    )


@blueprint.get("/letters/<int:letter_id>/now")
@needs(*READERS)
def now(letter_id: int) -> Response:
    """Where the letter stands and who else has it open: an open page asks from time to time."""
    office, by = engine().office, actor()
    seen = presence.present(office, by, letter_id)
    letter = read_letter(office, by, letter_id)
    stamp = f"{letter.state}.{seen.revision}.{letter.reviewer_id or 0}"
    return jsonify(stamp=stamp, others=list(seen.others), changed_by=seen.changed_by)


def _batches(by: Actor, step: LetterState | None) -> list[WaitingBatch]:
    """Batches with letters to approve or to send, where these are the letters looked at."""
    office, found = engine().office, []
    for duty, of_step, some, words, anchor in (
        (Duty.SIGNER, LetterState.AGREED, approval_state.to_approve, "утвердить", "approval"),
        (Duty.REGISTRY, LetterState.APPROVED, approval_state.to_send, "отправить", "sending"),
    ):
        if by.has(duty) and step in (None, of_step):
            found += [WaitingBatch(batch, count, words, anchor) for batch, count in some(office, by).items()]
    return found


def _steps(by_state: Mapping[LetterState, int], chosen: LetterState | None) -> Sequence[FilterChoice]:
    """The steps that letters of the queue stand at; none to choose from when all stand at one."""
    known = [
        FilterChoice(state, words, by_state[state], state == chosen)
        for words, state in _STEPS
        if by_state[state] or state == chosen
    ]
    return [FilterChoice("", "Все", sum(by_state.values()), chosen is None), *known] if len(known) > 1 else []


def _people(found: LetterPage, asked: LetterFilters) -> list[FilterChoice]:
    of_step = sum(found.by_state.values()) if asked.state is None else found.by_state[asked.state]
    everybody = FilterChoice("", "Все", of_step, asked.reviewer is None)
    known = [FilterChoice(each, words, found.by_reviewer[each], each == asked.reviewer) for each, words in _WHOSE]
    return [everybody, *known]
