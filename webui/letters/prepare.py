"""The executor's desk before the first word: the appeal on one side, on the other how the question is settled."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.compose.catalogue import ReplyText
from letterkit.core.errors import CardError, LetterkitError, RequestError
from letterkit.core.office import AppealState, Duty, LetterState
from letterkit.office import rights
from letterkit.office.cases import appeals, drafting, reply_choice
from letterkit.office.register.entry import SECTIONS
from letterkit.reports.office_words import OUTCOMES, OUTCOMES_IN_SHORT
from letterkit.reports.wording import sentence
from letterkit.store.tables import Appeal, Letter
from webui.access import actor, needs
from webui.due import due_of
from webui.engine import engine
from webui.errors import capital, status_of
from webui.letters.beside import beside
from webui.letters.blueprint import WRITERS, blueprint
from webui.letters.replies import name_of
from webui.numbers import whole_or_none

_ANSWERED = frozenset({"appeal.answered", "appeal.answering"})


@blueprint.get("/prepare/<int:appeal_id>")
@needs(Duty.EXECUTOR)
def prepare(appeal_id: int) -> Response | tuple[str, int]:
    """The desk of an appeal that has no reply yet; the editor of the one that is being written."""
    appeal = appeals.read_appeal(engine().office, actor(), appeal_id)
    begun = _own_draft(appeal)
    if begun is not None and not request.args.get("again"):
        return redirect(url_for("letters.edit", letter_id=begun.id), 303)
    return _page(appeal)


@blueprint.post("/prepare/<int:appeal_id>")
@needs(Duty.EXECUTOR)
def begin_reply(appeal_id: int) -> Response | tuple[str, int]:
    """Begins the letter with the text that was chosen: all else is known from the register."""
    office, by = engine().office, actor()
    appeal = appeals.read_appeal(office, by, appeal_id)
    card = {name: appeal.card[name] for name in SECTIONS if name in appeal.card}
    try:
        letter = drafting.begin(
            office, by, card, request.form.get("reply", ""), appeal_id=appeal_id, again=bool(request.form.get("again"))
        )
    except (CardError, RequestError) as fault:
        if fault.code == "appeal.gone":
            raise
        return _page(appeal, fault)
    return redirect(url_for("letters.edit", letter_id=letter.id, _anchor="begun"), 303)


@blueprint.post("/<int:letter_id>/reply")
@needs(*WRITERS)
def change_reply(letter_id: int) -> Response:
    """Begins the words of a letter anew with another text; the editor offers those that stood there."""
    revision = whole_or_none(request.form.get("revision", "")) or 0
    try:
        reply_choice.change(engine().office, actor(), letter_id, revision, request.form.get("reply", ""))
    except LetterkitError as fault:
        if fault.code == "letter.gone":
            raise
        flash(capital(sentence(fault)), "error")
        return redirect(url_for("letters.edit", letter_id=letter_id), 303)
    before = drafting.versions(engine().office, actor(), letter_id)[1].number
    return redirect(url_for("letters.edit", letter_id=letter_id, before=before, _anchor="begun"), 303)


def texts_to_begin_with() -> dict[str, Any]:
    """For templates: ``outcomes`` with their words and texts, the one used most first; ``others`` lead elsewhere.

    A text is its id, its name and what it is for.
    """
    choice = reply_choice.choice(engine().office, actor())
    outcomes = [
        {
            "outcome": each.outcome.value,
            "words": capital(OUTCOMES[each.outcome]),
            "short": OUTCOMES_IN_SHORT[each.outcome],
            "replies": [_line(reply) for reply in each.replies],
        }
        for each in choice.outcomes
        if each.replies
    ]
    return {"outcomes": outcomes, "others": [_line(reply) for reply in choice.others]}


def _line(reply: ReplyText) -> tuple[str, str, str]:
    return reply.id, name_of(reply), reply.head.purpose or ""


def _page(appeal: Appeal, fault: CardError | RequestError | None = None) -> tuple[str, int]:
    page = render_template(
        "letters/prepare.html",
        it=appeal,
        due=due_of(appeal),
        beside=beside(appeal),
        trouble=capital(sentence(fault)) if fault else "",
        is_answered=appeal.state == AppealState.DONE or bool(appeal.letters) or bool(fault and fault.code in _ANSWERED),
        opens=lambda letter: "letters.edit" if rights.may_write(actor(), letter) else "letters.show",
        **texts_to_begin_with(),
    )
    return page, status_of(fault) if fault else 200


def _own_draft(appeal: Appeal) -> Letter | None:
    """The one reply that is being written to the appeal and that the person may write in, where nobody answered yet."""
    if any(letter.state == LetterState.SENT for letter in appeal.letters):
        return None
    drafts = [letter for letter in appeal.letters if rights.may_write(actor(), letter)]
    return drafts[0] if len(drafts) == 1 == len(appeal.letters) else None
