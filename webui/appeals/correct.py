"""What is known of an appeal put right on a page: the form of a new one, filled with what is known."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import CardError, RequestError
from letterkit.office.cases import corrections
from letterkit.office.register import listing
from letterkit.office.register.details import Details
from letterkit.office.register.entry import SECTIONS
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, blueprint
from webui.engine import engine
from webui.errors import status_of
from webui.letters.cardform import FIELDS, CardForm, appeal_form
from webui.letters.sheet import card_sheet


@blueprint.get("/<int:appeal_id>/correct")
@needs(*ENTERERS)
def correct(appeal_id: int) -> str:
    """The form with what the register knows."""
    known = corrections.correctable_appeal(engine().office, actor(), appeal_id)
    return _page(appeal_id, appeal_form(card=known.card), known.details, known.seen)


@blueprint.post("/<int:appeal_id>/correct")
@needs(*ENTERERS)
def save_correction(appeal_id: int) -> Response | tuple[str, int]:
    """Saves it, or shows the form again with what is wrong."""
    known = corrections.correctable_appeal(engine().office, actor(), appeal_id)
    form, given = appeal_form(request.form), request.form
    details = Details(
        reason=given.get("reason", ""),
        priority=bool(given.get("priority")),
        with_employee=given.get("with_employee", ""),
        representative=given.get("representative", ""),
    )
    seen, status = given.get("seen", ""), 422
    if form.validate():
        try:
            card = _with_unasked(form.card(), known.card)
            changed = corrections.correct(engine().office, actor(), appeal_id, seen, card, details)
        except (CardError, RequestError) as fault:
            form.note(fault)
            status = status_of(fault)
        else:
            flash("Сведения об обращении исправлены." if changed else "Исправлять было нечего: всё так и записано.")
            return redirect(url_for("appeals.show", appeal_id=appeal_id), 303)
    return _page(appeal_id, form, details, seen), status


def _with_unasked(card: dict[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """``card`` with what no field of the form asks for."""
    for section in SECTIONS:
        before = known.get(section) or {}
        kept = {name: value for name, value in before.items() if f"{section}.{name}" not in FIELDS}
        if kept:
            card[section] = {**kept, **card.get(section, {})}
    return card


def _page(appeal_id: int, form: CardForm, details: Details, seen: str) -> str:
    return render_template(
        "appeals/correct.html",
        appeal_id=appeal_id,
        details=details,
        seen=seen,
        reasons=listing.reasons(engine().office, actor()),
        **card_sheet(form),
    )
