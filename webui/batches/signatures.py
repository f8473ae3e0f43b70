"""Signatures of the letters of a batch: many at once, and what each letter has."""

from collections.abc import Sequence
from io import BytesIO

from flask import flash, make_response, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, ToolError
from letterkit.core.office import Duty
from letterkit.office.batches import signatures
from letterkit.office.batches.progress import read_batch
from letterkit.office.batches.signatures import RefusedSignature
from letterkit.reports.batch_words import LETTER_FORMS
from letterkit.reports.wording import plural, sentence
from webui.access import actor, needs
from webui.batches.blueprint import READERS, blueprint
from webui.batches.downloads import note_file
from webui.batches.replies import name_of_id
from webui.engine import engine
from webui.errors import capital, status_of


@blueprint.get("/<int:batch_id>/signatures", endpoint="signatures")
@needs(Duty.SIGNER, Duty.REGISTRY)
def show(batch_id: int) -> Response:
    """How many letters are signed, and the form for more."""
    return _page(batch_id)


@blueprint.post("/<int:batch_id>/signatures", endpoint="sign")
@needs(Duty.SIGNER, Duty.REGISTRY)
def attach(batch_id: int) -> Response:
    """Puts the signatures of the chosen files and archives beside their letters; tells which were not kept, and why."""
    files = [(each.filename, each.read()) for each in request.files.getlist("files") if each.filename]
    try:
        kept, refused = signatures.attach(engine().office, actor(), batch_id, files)
    except ToolError:
        raise
    except LetterkitError as fault:
        if fault.code == "batch.gone":
            raise
        return _page(batch_id, fault=fault)
    if refused:
        return _page(batch_id, kept=kept, refused=refused)
    flash(f"Подписи приложены и проверены: {plural(kept, LETTER_FORMS)}.", "success")
    return redirect(url_for("batches.signatures", batch_id=batch_id), 303)


@blueprint.get("/<int:batch_id>/rows/<int:number>/signed.zip")
@needs(*READERS)
def signed(batch_id: int, number: int) -> Response:
    """The archive for the citizen of the letter of a row."""
    name, data = signatures.export_signed(engine().office, actor(), batch_id, number)
    note_file(batch_id, "signed-zip", row=number)
    return send_file(BytesIO(data), "application/zip", as_attachment=True, download_name=name)


def _page(
    batch_id: int, *, kept: int = 0, refused: Sequence[RefusedSignature] = (), fault: LetterkitError | None = None
) -> Response:
    office, by = engine().office, actor()
    batch = read_batch(office, by, batch_id)
    html = render_template(
        "batches/signatures.html",
        batch=batch,
        reply_name=name_of_id(batch.reply),
        counted=signatures.count(office, by, batch_id),
        kept=kept,
        refused=[(each.name, capital(sentence(each.fault))) for each in refused],
        trouble=capital(sentence(fault)) if fault else "",
    )
    return make_response(html, status_of(fault) if fault else 422 if refused else 200)
