"""One decision about several letters of the queue: each is looked at by itself, what stands in the way is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, RequestError
from letterkit.core.office import Duty
from letterkit.office.cases import approval, review
from letterkit.office.cases.folder import folder
from letterkit.office.cases.options import Action, options
from letterkit.office.context import Office
from letterkit.reports.batch_words import LETTER_FORMS
from letterkit.reports.blockers import ACTIONS, stand_words
from letterkit.reports.wording import plural, sentence
from letterkit.store.tables import Letter
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital
from webui.review.blueprint import blueprint
from webui.review.done import offer_signing

MANY: Mapping[Action, str] = {action: ACTIONS[action] for action in (Action.TAKE, Action.AGREE, Action.APPROVE)}
"""What can be decided about several at once; a reason to return a letter is about one."""
WHOSE_DUTY: Mapping[Action, tuple[Duty, ...]] = {
    Action.TAKE: (Duty.REVIEWER, Duty.SIGNER),
    Action.AGREE: (Duty.REVIEWER,),
    Action.APPROVE: (Duty.SIGNER,),
}
_DONE = {Action.TAKE: "Взято на проверку", Action.AGREE: "Согласовано", Action.APPROVE: "Утверждено"}
_MOST = 50


@dataclass(frozen=True, slots=True)
class ChosenLetter:
    """A letter that was chosen; ``docx`` is the file that is decided about, ``why_not`` what stands in the way."""

    letter: Letter
    docx: str
    why_not: str


@blueprint.post("/review/many")
@needs(Duty.REVIEWER, Duty.SIGNER)
def many() -> Response | str:
    """Shows the letters with what stands against each; confirmed, decides about those that were shown."""
    action = _action()
    ids = request.form.getlist("letter", type=int)[:_MOST]
    if not ids:
        flash("Отметьте письма в очереди, о которых решаете.", "error")
        return redirect(url_for("review.queue"), 303)
    if request.form.get("confirmed"):
        return _decide(action, ids)
    chosen = [each for letter_id in ids if (each := _look_at(action, letter_id)) is not None]
    return render_template(
        "review/many.html",
        action=action.value,
        words=MANY[action],
        ready=[each for each in chosen if not each.why_not],
        barred=[each for each in chosen if each.why_not],
    )


def _look_at(action: Action, letter_id: int) -> ChosenLetter | None:
    office, by = engine().office, actor()
    try:
        seen = folder(office, by, letter_id)
    except RequestError:
        return None
    option = options(by, seen).get(action)
    docx = seen.shown.docx if seen.shown and seen.shown.docx else ""
    if option is None:
        return ChosenLetter(seen.letter, docx, "на этом шаге этого сделать нельзя")
    return ChosenLetter(seen.letter, docx, "; ".join(map(stand_words, option.stands)))


def _decide(action: Action, ids: list[int]) -> Response:
    office, by = engine().office, actor()
    step: Callable[[Office, Any, int], object] = {
        Action.TAKE: review.take,
        Action.AGREE: lambda office, by, letter_id: approval.agree(office, by, letter_id, _docx(letter_id)),
        Action.APPROVE: lambda office, by, letter_id: approval.approve(office, by, letter_id, _docx(letter_id)),
    }[action]
    done, refused = 0, []
    for letter_id in ids:
        try:
            step(office, by, letter_id)
        except LetterkitError as fault:
            refused.append(capital(sentence(fault)))
        else:
            done += 1
    if done:
        flash(f"{_DONE[action]}: {plural(done, LETTER_FORMS)}.", "success")
        if action is Action.APPROVE:
            offer_signing()
    for words in sorted(set(refused)):
        flash(f"Не вышло ({plural(refused.count(words), LETTER_FORMS)}). {words}", "error")
    return redirect(url_for("review.queue"), 303)


def _docx(letter_id: int) -> str:
    """The file of the letter as the page of confirmation has shown it."""
    return request.form.get(f"docx-{letter_id}", "")


def _action() -> Action:
    """Raises RequestError ``letter.wrong-step`` for what is not decided about several."""
    asked = request.form.get("do", "")
    if asked not in set(MANY) or not actor().has(*WHOSE_DUTY[Action(asked)]):
        raise RequestError("letter.wrong-step")
    return Action(asked)
