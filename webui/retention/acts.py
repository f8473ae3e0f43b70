"""One act of removal: what is in it, its approval by another person, its papers."""

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError
from letterkit.office.journal.access import note_export
from letterkit.office.retention import acts
from letterkit.office.retention.acts import ActState
from letterkit.office.retention.duties import APPROVERS, READERS
from letterkit.reports.removal_act import THING_FORMS, removal_act, term_words
from letterkit.reports.retention_words import STATE_WORDS
from letterkit.reports.wording import sentence
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital
from webui.filters import list_address
from webui.numbers import page_asked
from webui.retention.blueprint import blueprint

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/acts/<int:act_id>", endpoint="act")
@needs(*READERS)
def show(act_id: int) -> str:
    """The act with all that is in it."""
    by, seen = actor(), acts.act_seen(engine().office, actor(), act_id, page_asked())
    waits = seen.act.state == ActState.PROPOSED
    return render_template(
        "retention/act.html",
        seen=seen,
        act=seen.act,
        count=sum(line.count for line in seen.lines),
        needs_protocol=any(line.term.expert for line in seen.lines),
        may_approve=waits and by.has(*APPROVERS) and seen.act.by_id != by.id,
        is_own=waits and seen.act.by_id == by.id,
        states=STATE_WORDS,
        terms={line.kind: line.term for line in seen.lines},
        forms=THING_FORMS,
        term_words=term_words,
        href=list_address("retention.act", act_id=act_id),
    )


@blueprint.post("/acts/<int:act_id>/approve")
@needs(*APPROVERS)
def approve(act_id: int) -> Response:
    """Answers for the act: from now on it is being removed."""
    protocol = request.form.get("protocol", "")
    try:
        act = acts.approve(engine().office, actor(), act_id, protocol, removal_act)
        flash(f"Акт № {act.number} утверждён. Документы уничтожит служба в ближайшие минуты.", "success")
    except LetterkitError as fault:
        flash(capital(sentence(fault)), "error")
    return redirect(url_for("retention.act", act_id=act_id), 303)


@blueprint.post("/acts/<int:act_id>/refuse")
@needs(*READERS)
def refuse(act_id: int) -> Response:
    """Sends the act back, or takes one's own back: what is in it is due as before."""
    try:
        acts.refuse(engine().office, actor(), act_id, request.form.get("why", ""))
        flash("Акт отклонён, документы остались на хранении.", "success")
    except LetterkitError as fault:
        flash(capital(sentence(fault)), "error")
    return redirect(url_for("retention.act", act_id=act_id), 303)


@blueprint.get("/acts/<int:act_id>/act.docx")
@needs(*READERS)
def paper(act_id: int) -> Response:
    """The paper of the act."""
    act, data = acts.read_paper(engine().office, actor(), act_id)
    _note(act_id, "docx")
    return send_file(BytesIO(data), _DOCX, as_attachment=True, download_name=f"akt-{act.number}.docx")


@blueprint.get("/acts/<int:act_id>/list.csv")
@needs(*READERS)
def listed(act_id: int) -> Response:
    """All that is in the act, a line each."""
    act, data = acts.read_paper(engine().office, actor(), act_id, listed=True)
    _note(act_id, "csv")
    return send_file(BytesIO(data), "text/csv", as_attachment=True, download_name=f"perechen-{act.number}.csv")


def _note(act_id: int, kind: str) -> None:
    note_export(engine().database, actor(), "retention.exported", f"act:{act_id}", kind=kind)
