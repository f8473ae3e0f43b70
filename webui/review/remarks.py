"""Remarks of reviewers at places of a letter."""

from flask import request
from werkzeug.wrappers import Response

from letterkit.core.office import Duty
from letterkit.office.cases import review
from webui.access import needs
from webui.review.blueprint import blueprint
from webui.review.done import take_step


@blueprint.post("/letters/<int:letter_id>/remarks")
@needs(Duty.REVIEWER, Duty.SIGNER)
def remark(letter_id: int) -> Response:
    """A remark at some words, at a paragraph, or about the whole letter."""
    form = request.form
    words, excerpt, line = form.get("words", ""), form.get("excerpt", ""), form.get("line", type=int)
    place = f"p{line}" if line else "remarks"
    name = f"remark-{line}" if line else "remark"
    said = "Замечание записано: исполнитель увидит его у этого места."
    return take_step(letter_id, name, review.remark, said, words, excerpt, line, place=place)


@blueprint.post("/letters/<int:letter_id>/remarks/<int:remark_id>/resolve")
@needs(Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER)
def resolve(letter_id: int, remark_id: int) -> Response:
    """The remark has been dealt with; whoever says so in the editor goes on writing."""
    is_writing = request.args.get("back") == "editor"
    back, place = ("letters.edit", "appeal") if is_writing else ("letters.show", "remarks")
    return take_step(
        letter_id, "resolve", review.resolve, "Замечание отмечено решённым.", remark_id, place=place, back=back
    )
