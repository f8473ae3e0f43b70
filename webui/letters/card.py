"""The card of a letter that has been begun: changed under its words, or with the words begun anew."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.card_values import OWN
from letterkit.core.errors import CardError, RequestError
from letterkit.office import rights
from letterkit.office.cases import drafting
from letterkit.store.tables import Letter
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import status_of
from webui.letters.blueprint import READERS, WRITERS, blueprint
from webui.letters.cardform import CardForm
from webui.letters.changes import changes
from webui.letters.gate import note_gate
from webui.letters.replies import name_of
from webui.letters.sheet import ask, blanks, sheet

_KEPT = ("number", "date")
_REPLY_KEPT = ("title", "body")


@blueprint.get("/<int:letter_id>/card")
@needs(*READERS)
def card(letter_id: int) -> tuple[str, int]:
    """The card as it is; somebody who may not write in the letter now cannot save it.

    Whoever may sees what a standard reply lacks before it is handed in.
    """
    letter = drafting.read_letter(engine().office, actor(), letter_id)
    form = CardForm(card=letter.card)
    if rights.may_write(actor(), letter):
        ask(form, letter.reply)
        note_gate(form, letter.card, letter.reply, letter.appeal, whole=True)
    return _page(letter, form, letter.blank, 200)


@blueprint.post("/<int:letter_id>/card")
@needs(*WRITERS)
def change_card(letter_id: int) -> Response | tuple[str, int]:
    """Saves the card of the revision that was seen; a newer one is shown beside what was typed."""
    office, by = engine().office, actor()
    letter = drafting.read_letter(office, by, letter_id)
    form, blank_id = CardForm(request.form), request.form.get("blank", "")
    reply_id, revision = form["reply"].data, request.form.get("revision", default=0, type=int)
    if request.form.get("do") != "save":
        return _page(letter, form, blank_id, 200, revision)
    ask(form, letter.reply)
    if not form.validate():
        return _page(letter, form, blank_id, 422, revision)
    made = _over(letter.card, form.card(), form.own, is_new_text=bool(reply_id))
    try:
        note_gate(form, made, reply_id or letter.reply, letter.appeal)
        if form.errors:
            return _page(letter, form, blank_id, 422, revision)
        drafting.change_card(office, by, letter_id, revision, made, blank_id or None, reply_id or None)
    except (CardError, RequestError) as fault:
        if fault.code == "letter.gone":
            raise
        form.note(fault)
        # Whoever saves once more has seen what is newer.
        return _page(letter, form, blank_id, status_of(fault), letter.revision)
    flash("Карточка сохранена, текст письма начат заново." if reply_id else "Карточка сохранена.")
    return redirect(url_for("letters.edit", letter_id=letter_id), 303)


def _over(before: Mapping[str, Any], made: dict[str, Any], own: Sequence[str], *, is_new_text: bool) -> dict[str, Any]:
    """``made`` with what the form does not ask for: what the words were made from, number and date of the letter.

    ``own`` are the paths of what the form asks for a reply text.
    """
    kept = {name: before[name] for name in _KEPT if before.get(name)}
    reply = {name: value for name, value in made.get("reply", {}).items() if name != "title"}
    if not is_new_text:
        was = before.get("reply") or {}
        asked = {path.removeprefix(OWN) for path in own}
        fields = {name: value for name, value in (was.get("fields") or {}).items() if name not in asked}
        fields |= reply.pop("fields", {})
        reply |= {name: was[name] for name in _REPLY_KEPT if was.get(name)}
        reply |= {"fields": fields} if fields else {}
    made["reply"] = reply
    return {**made, **kept}


def _page(letter: Letter, form: CardForm, blank_id: str, status: int, revision: int | None = None) -> tuple[str, int]:
    newer = changes(CardForm(card=letter.card), form, own=False) if status == 409 else []
    page = render_template(
        "letters/card.html",
        it=letter,
        revision=letter.revision if revision is None else revision,
        can_write=rights.may_write(actor(), letter),
        newer=newer,
        is_newer=status == 409,
        blanks=blanks(letter.blank),
        blank_id=blank_id,
        reply_name=name_of(engine().office.catalogue.reply(letter.reply)),
        me_name=letter.executor.short_name,
        **sheet(form, begun_with=letter.reply),
    )
    return page, status
