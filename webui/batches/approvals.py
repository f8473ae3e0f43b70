"""A signer answers for the letters of a batch, or takes that back."""

from io import BytesIO

from flask import request, send_file
from werkzeug.wrappers import Response

from letterkit.core.office import Duty
from letterkit.office.batches import approval, approval_state
from letterkit.reports.batch_words import LETTER_FORMS
from letterkit.reports.wording import plural
from webui.access import actor, needs
from webui.batches.blueprint import READERS, blueprint
from webui.batches.downloads import note_file
from webui.batches.steps import apply_change
from webui.engine import engine


@blueprint.post("/<int:batch_id>/approve")
@needs(Duty.SIGNER)
def approve(batch_id: int) -> Response:
    """Approves every letter that may be; the very files that the page has told of, or none."""
    office, by = engine().office, actor()

    def answer() -> str:
        made = approval.approve(office, by, batch_id, seen=request.form.get("seen", ""))
        return f"Утверждено: {plural(made.count, LETTER_FORMS)}. Их файлы теперь не изменить незаметно."

    return apply_change(batch_id, "approve", answer, place="approval")


@blueprint.post("/<int:batch_id>/approvals/<int:approval_id>/revoke")
@needs(Duty.SIGNER)
def revoke(batch_id: int, approval_id: int) -> Response:
    """Takes an approval back, with a reason."""
    office, by, reason = engine().office, actor(), request.form.get("reason", "")
    said = "Утверждение отозвано, причина записана в журнал."
    form = f"revoke-{approval_id}"
    return apply_change(
        batch_id, form, lambda: approval.revoke(office, by, batch_id, approval_id, reason), said, place="approval"
    )


@blueprint.get("/<int:batch_id>/approvals/<int:approval_id>.json")
@needs(*READERS)
def approved_list(batch_id: int, approval_id: int) -> Response:
    """The list of hashes that was answered for."""
    data = approval_state.approved_list(engine().office, actor(), batch_id, approval_id)
    note_file(batch_id, "approved")
    name = f"утверждено-{batch_id}-{approval_id}.json"
    return send_file(BytesIO(data), "application/json", as_attachment=True, download_name=name)
