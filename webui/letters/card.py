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
from webui.letters.cardform import Field, card_of, values_of
from webui.letters.changes import changes
from webui.letters.replies import name_of
from webui.letters.sheet import asked_of, blanks, sheet
from webui.letters.typed import Wrong, note_gate, shown_fields, typed_values, wrong_in

_KEPT = ("number", "date")
_REPLY_KEPT = ("title", "body")


@blueprint.get("/<int:letter_id>/card")
@needs(*READERS)
def card(letter_id: int) -> tuple[str, int]:
    """The card as it is; somebody who may not write in the letter now cannot save it.

    Whoever may sees what a standard reply lacks before it is handed in.
    """
    letter = drafting.read_letter(engine().office, actor(), letter_id)
    values, wrong = values_of(letter.card), Wrong()
    if rights.may_write(actor(), letter):
        own = asked_of("", letter.reply, values)
        note_gate(wrong, letter.card, letter.reply, own, letter.appeal, whole=True)
    return _page(letter, values, "", letter.blank, wrong, 200)


@blueprint.post("/<int:letter_id>/card")
@needs(*WRITERS)
def change_card(letter_id: int) -> Response | tuple[str, int]:
    """Saves the card of the revision that was seen; a newer one is shown beside what was typed."""
    office, by, form = engine().office, actor(), request.form
    letter = drafting.read_letter(office, by, letter_id)
    values, reply_id, blank_id = typed_values(form), form.get("reply", ""), form.get("blank", "")
    revision = form.get("revision", default=0, type=int)
    if form.get("do") != "save":
        return _page(letter, values, reply_id, blank_id, Wrong(), 200, revision)
    own = asked_of(reply_id, letter.reply, values)
    wrong = wrong_in(values, own)
    if wrong:
        return _page(letter, values, reply_id, blank_id, wrong, 422, revision)
    made = _over(letter.card, card_of(values, own), own, is_new_text=bool(reply_id))
    try:
        note_gate(wrong, made, reply_id or letter.reply, own, letter.appeal)
        if wrong:
            return _page(letter, values, reply_id, blank_id, wrong, 422, revision)
        drafting.change_card(office, by, letter_id, revision, made, blank_id or None, reply_id or None)
    except (CardError, RequestError) as fault:
        if fault.code == "letter.gone":
            raise
        wrong.note(fault, shown_fields(own))
        # Whoever saves once more has seen what is newer.
        return _page(letter, values, reply_id, blank_id, wrong, status_of(fault), letter.revision)
    flash("Карточка сохранена, текст письма начат заново." if reply_id else "Карточка сохранена.")
    return redirect(url_for("letters.edit", letter_id=letter_id), 303)


def _over(
    before: Mapping[str, Any], made: dict[str, Any], own: Sequence[Field], *, is_new_text: bool
) -> dict[str, Any]:
    """``made`` with what the form does not ask for: what the words were made from, number and date of the letter.

    ``own`` are the fields of a reply text that the form does ask for.
    """
    kept = {name: before[name] for name in _KEPT if before.get(name)}
    reply = {name: value for name, value in made.get("reply", {}).items() if name != "title"}
    if not is_new_text:
        was = before.get("reply") or {}
        asked = {each.path.removeprefix(OWN) for each in own}
        fields = {name: value for name, value in (was.get("fields") or {}).items() if name not in asked}
        fields |= reply.pop("fields", {})
        reply |= {name: was[name] for name in _REPLY_KEPT if was.get(name)}
        reply |= {"fields": fields} if fields else {}
    made["reply"] = reply
    return {**made, **kept}


def _page(
    letter: Letter,
    values: dict[str, str],
    reply_id: str,
    blank_id: str,
    wrong: Wrong,
    status: int,
    revision: int | None = None,
) -> tuple[str, int]:
    by = actor()
    newer = changes(values_of(letter.card), values, own=False) if status == 409 else []
    page = render_template(
        "letters/card.html",
        it=letter,
        revision=letter.revision if revision is None else revision,
        can_write=rights.may_write(by, letter),
        newer=newer,
        is_newer=status == 409,
        blanks=blanks(letter.blank),
        blank_id=blank_id,
        reply_name=name_of(engine().office.catalogue.reply(letter.reply)),
        me_name=letter.executor.short_name,
        **sheet(values, reply_id, wrong, begun_with=letter.reply),
    )
    return page, status
