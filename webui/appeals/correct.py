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
from webui.letters.cardform import APPEAL, APPLICANT, card_of, values_of
from webui.letters.sheet import sheet
from webui.letters.typed import Wrong, shown_fields, typed_values, wrong_in

_GROUPS = (APPEAL, APPLICANT)
_REQUIRED = ("appeal.number", "appeal.registered")
_PATHS = frozenset(each.path for group in _GROUPS for each in group.all)


@blueprint.get("/<int:appeal_id>/correct")
@needs(*ENTERERS)
def correct(appeal_id: int) -> str:
    """The form with what the register knows."""
    known = corrections.correctable_appeal(engine().office, actor(), appeal_id)
    return _page(appeal_id, values_of(known.card), known.details, known.seen, Wrong())


@blueprint.post("/<int:appeal_id>/correct")
@needs(*ENTERERS)
def save_correction(appeal_id: int) -> Response | tuple[str, int]:
    """Saves it, or shows the form again with what is wrong."""
    known = corrections.correctable_appeal(engine().office, actor(), appeal_id)
    form = request.form
    values = {path: value for path, value in typed_values(form).items() if path in _PATHS}
    details = Details(
        reason=form.get("reason", ""),
        priority=bool(form.get("priority")),
        with_employee=form.get("with_employee", ""),
        representative=form.get("representative", ""),
    )
    seen, status = form.get("seen", ""), 422
    wrong = wrong_in(values)
    for path in _REQUIRED:
        if not values.get(path):
            wrong.note(CardError("card.missing", key=path), shown_fields())
    if not wrong:
        try:
            card = _with_unasked(card_of(values, only=_GROUPS), known.card)
            changed = corrections.correct(engine().office, actor(), appeal_id, seen, card, details)
        except (CardError, RequestError) as fault:
            wrong.note(fault, shown_fields())
            status = status_of(fault)
        else:
            flash("Сведения об обращении исправлены." if changed else "Исправлять было нечего: всё так и записано.")
            return redirect(url_for("appeals.show", appeal_id=appeal_id), 303)
    return _page(appeal_id, values, details, seen, wrong), status


def _with_unasked(card: dict[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """``card`` with what no field of the form asks for."""
    for section in SECTIONS:
        before = known.get(section) or {}
        kept = {name: value for name, value in before.items() if f"{section}.{name}" not in _PATHS}
        if kept:
            card[section] = {**kept, **card.get(section, {})}
    return card


def _page(appeal_id: int, values: dict[str, str], details: Details, seen: str, wrong: Wrong) -> str:
    return render_template(
        "appeals/correct.html",
        appeal_id=appeal_id,
        details=details,
        seen=seen,
        reasons=listing.reasons(engine().office, actor()),
        **sheet(values, "", wrong, required=_REQUIRED),
    )
