"""Drafts taken away and brought back."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError
from letterkit.core.office import Duty
from letterkit.office.cases import drafts
from letterkit.reports.wording import sentence
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital
from webui.letters.blueprint import blueprint


@blueprint.post("/<int:letter_id>/remove")
@needs(Duty.EXECUTOR)
def remove(letter_id: int) -> Response:
    """Takes the draft away; the list offers to bring it back."""
    try:
        drafts.remove(engine().office, actor(), letter_id)
    except LetterkitError as fault:
        return _tell_refusal(letter_id, fault)
    return redirect(url_for("letters.list", removed=letter_id), 303)


@blueprint.post("/<int:letter_id>/bring-back")
@needs(Duty.EXECUTOR)
def bring_back(letter_id: int) -> Response:
    """Makes it a draft again and opens it."""
    try:
        drafts.bring_back(engine().office, actor(), letter_id)
    except LetterkitError as fault:
        return _tell_refusal(letter_id, fault)
    flash("Черновик снова на месте.", "success")
    return redirect(url_for("letters.edit", letter_id=letter_id), 303)


def _tell_refusal(letter_id: int, fault: LetterkitError) -> Response:
    if fault.code == "letter.gone":
        raise fault
    flash(capital(sentence(fault)), "error")
    return redirect(url_for("letters.show", letter_id=letter_id), 303)
