"""A new batch: a reply text, a table, and how its letters are to be made."""

from io import BytesIO

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, RequestError, ToolError
from letterkit.core.office import Actor
from letterkit.office.batches import intake
from letterkit.office.batches.progress import read_batch
from letterkit.reports.batch_words import UPLOAD_TOO_LARGE
from letterkit.reports.wording import sentence
from letterkit.store.batch_tables import Batch
from letterkit.tables import template_table
from letterkit.tables.case_table import MAX_ROWS
from webui.access import actor, needs, own_office
from webui.batches.blueprint import MAKERS, blueprint
from webui.batches.idle import idle_words
from webui.batches.notify_workers import wake
from webui.batches.replies import choices, name_of_id
from webui.batches.upload import UploadFields, asked_before, asked_in, table_of
from webui.engine import engine
from webui.errors import capital, status_of
from webui.large_forms import MAX_TABLE_MB
from webui.letters.sheet import blanks
from webui.limits import rate_limit
from webui.resume import wants_json

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/new")
@needs(*MAKERS)
def new() -> tuple[str, int]:
    """The form: empty, with a reply text already chosen, or as that of the batch whose table has been mended."""
    if (before := request.args.get("after", type=int)) is not None:
        return _page(asked_before(read_batch(engine().office, actor(), before)))
    return _page(UploadFields(reply=request.args.get("reply", "")))


@blueprint.post("/new")
@needs(*MAKERS)
@rate_limit("check")
def begin() -> Response | tuple[str, int]:
    """Takes the table in, to be read by a worker."""
    asked = asked_in(request.form)
    try:
        if not asked.reply:
            raise RequestError("batch.no-reply")
        batch = take_in(actor(), asked, *table_of(request))
    except ToolError:
        raise
    except LetterkitError as fault:
        return _page(asked, fault)
    return redirect(url_for("batches.show", batch_id=batch.id), 303)


@blueprint.get("/template/<reply_id>.xlsx")
@needs(*MAKERS)
def template(reply_id: str) -> Response:
    """The table to fill in for a reply text."""
    office = own_office()
    reply = office.catalogue.reply(reply_id)
    name = f"Таблица – {name_of_id(reply_id)}.xlsx"
    return send_file(BytesIO(template_table(reply, office.profile)), _XLSX, as_attachment=True, download_name=name)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(fault: RequestEntityTooLarge) -> Response | tuple[str, int] | tuple[dict[str, str], int]:
    """The form again: what was chosen could not be read, for it came with the file."""
    told = UPLOAD_TOO_LARGE.format(limit=MAX_TABLE_MB)
    return ({"error": told}, 413) if wants_json() else (_render_form(UploadFields(), told, "table"), 413)


def take_in(by: Actor, asked: UploadFields, data: bytes, name: str) -> Batch:
    """The new batch, of which workers have been told; raises as ``intake.begin``, RequestError ``batch.no-file``."""
    if not data:
        raise RequestError("batch.no-file")
    batch = intake.begin(engine().office, by, data, name, asked.reply, asked.blank or None, asked.plan)
    wake(batch.id, 1)
    return batch


_PLACES = {
    "batch.no-file": "table",
    "batch.no-reply": "reply",
    "reply.unknown": "reply",
    "blank.unknown": "blank",
    "batch.bad-date": "dated",
}


def _page(asked: UploadFields, fault: LetterkitError | None = None) -> tuple[str, int]:
    if fault is None:
        return _render_form(asked), 200
    return _render_form(asked, capital(sentence(fault)), _PLACES.get(fault.code, "")), status_of(fault)


def _render_form(asked: UploadFields, error: str = "", place: str = "") -> str:
    return render_template(
        "batches/new.html",
        asked=asked,
        choices=choices(),
        blanks=blanks(),
        error=error,
        place=place,
        limit_table_mb=MAX_TABLE_MB,
        most_rows=MAX_ROWS,
        idle=idle_words(),
    )
