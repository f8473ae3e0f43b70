"""A finding of many letters is answered for from the page of their batch, or that is taken back."""

from flask import request
from werkzeug.wrappers import Response

from letterkit.core.office import Duty
from letterkit.office.batches import waivers
from letterkit.reports.batch_words import LETTER_FORMS
from letterkit.reports.wording import plural
from webui.access import actor, needs
from webui.batches.blueprint import blueprint
from webui.batches.steps import apply_change
from webui.engine import engine


@blueprint.post("/<int:batch_id>/findings/<int:finding>/waive")
@needs(Duty.REVIEWER, Duty.SIGNER)
def waive(batch_id: int, finding: int) -> Response:
    """Takes responsibility for a finding in every letter that has it."""

    def answer() -> str:
        made = waivers.waive(engine().office, actor(), batch_id, finding, request.form.get("reason", ""))
        letters = plural(made.count, LETTER_FORMS)
        return f"Замечание принято под Вашу ответственность до {made.until:%d.%m.%Y}: {letters}."

    return apply_change(batch_id, f"waive-{finding}", answer, place="groups")


@blueprint.post("/<int:batch_id>/waivers/<int:waiver_id>/withdraw")
@needs(Duty.REVIEWER, Duty.SIGNER)
def unwaive(batch_id: int, waiver_id: int) -> Response:
    """Lets the finding stand again."""
    said = "Замечание снова в силе."
    form = f"unwaive-{waiver_id}"
    return apply_change(
        batch_id, form, lambda: waivers.unwaive(engine().office, actor(), batch_id, waiver_id), said, "groups"
    )
