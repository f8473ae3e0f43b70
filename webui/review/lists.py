"""The queue: letters that wait for the reviewer, the signer or the registry, soonest due first."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import jsonify, render_template, request
from werkzeug.wrappers import Response

from letterkit.core.office import Actor, Duty, LetterState
from letterkit.office.cases import presence, queue
from letterkit.office.cases.drafting import read_letter
from letterkit.office.cases.queue import Waiting
from webui.access import actor, needs
from webui.engine import engine
from webui.letters.blueprint import READERS
from webui.review.blueprint import blueprint
from webui.sought import is_about

_STEPS = (
    ("На проверке", LetterState.REVIEW),
    ("Согласованы", LetterState.AGREED),
    ("К отправке", LetterState.APPROVED),
)
_WHOSE = (("", "Все"), ("mine", "Мои"), ("free", "Никем не взятые"))


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A filter on the page: its name, words, how many letters it leaves, and whether it is the one chosen."""

    name: str
    words: str
    count: int
    is_on: bool


@blueprint.get("/review", endpoint="queue")
@needs(Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
def waiting() -> str:
    """The queue, narrowed by step, by who reviews and by words."""
    by = actor()
    rows = queue.queue(engine().office, by)
    step, whose, words = (request.args.get(name, "").strip() for name in ("step", "whose", "words"))
    of_step = [row for row in rows if not step or row.letter.state == step]
    found = [row for row in of_step if is_about(row.letter, words)]
    return render_template(
        "review/queue.html",
        rows=[row for row in found if _is_whose(row, whose, by)],
        total=len(rows),
        words=words,
        step=step,
        whose=whose,
        steps=_steps(rows, step),
        people=[
            FilterChoice(name, told, sum(_is_whose(row, name, by) for row in found), name == whose)
            for name, told in _WHOSE
        ],
        by=by,
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


def _steps(rows: Sequence[Waiting], chosen: str) -> Sequence[FilterChoice]:
    """The steps that letters of the queue stand at; none to choose from when all stand at one."""
    counted = [(words, state, sum(row.letter.state == state for row in rows)) for words, state in _STEPS]
    known = [FilterChoice(state, words, count, state == chosen) for words, state, count in counted if count]
    return [FilterChoice("", "Все шаги", len(rows), not chosen), *known] if len(known) > 1 else []


def _is_whose(row: Waiting, whose: str, by: Actor) -> bool:
    if whose == "mine":
        return row.letter.reviewer_id == by.id
    return row.letter.reviewer_id is None if whose == "free" else True
