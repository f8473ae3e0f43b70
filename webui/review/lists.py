"""The queue: letters that wait for the reviewer, the signer or the registry, soonest due first."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import jsonify, render_template, request
from werkzeug.wrappers import Response

from letterkit.core.office import Actor, Duty, LetterState
from letterkit.office.batches import approval_state
from letterkit.office.cases import presence, queue
from letterkit.office.cases.drafting import read_letter
from letterkit.office.cases.queue import LetterFilters, LetterList, LetterPage, Reviewer
from letterkit.store.batch_tables import Batch
from webui.access import actor, needs
from webui.engine import engine
from webui.filters import Bar, Choice, Filter, Shape, list_address
from webui.letters.blueprint import READERS
from webui.numbers import page_asked
from webui.review.blueprint import blueprint
from webui.review.many import MANY, WHOSE_DUTY

_STEPS = (
    ("на проверке", LetterState.REVIEW),
    ("согласованы", LetterState.AGREED),
    ("к отправке", LetterState.APPROVED),
)
_WHOSE = (
    (Reviewer.SELF, "мои"),
    (Reviewer.SELF_THIS_WEEK, "мои на этой неделе"),
    (Reviewer.NOBODY, "никем не взятые"),
)


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
    filters = [_steps(found.by_state, asked.state), _people(found, asked)]
    bar = Bar("queue", list_address("review.queue"), words, "Заголовок, номер, заявитель, исполнитель", filters)
    return render_template(
        "review/queue.html",
        found=found,
        rows=found.rows,
        bar=bar,
        by=by,
        many=[(action.value, words) for action, words in MANY.items() if by.has(*WHOSE_DUTY[action])],
        batches=[] if words or whose else _batches(by, asked.state),
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


def _steps(by_state: Mapping[LetterState, int], chosen: LetterState | None) -> Filter:
    """The steps that letters of the queue stand at."""
    known = [
        Choice(state.value, words, by_state[state]) for words, state in _STEPS if by_state[state] or state == chosen
    ]
    every = Choice("", "все", sum(by_state.values()))
    return Filter("step", "Состояние", chosen or "", [every, *known], Shape.PILLS)


def _people(found: LetterPage, asked: LetterFilters) -> Filter:
    of_step = sum(found.by_state.values()) if asked.state is None else found.by_state[asked.state]
    known = [Choice(each.value, words, found.by_reviewer[each]) for each, words in _WHOSE]
    every = Choice("", "чьи угодно", of_step)
    return Filter("whose", "Кто проверяет", asked.reviewer or "", [every, *known], Shape.PILLS)
