"""What is taken away from a batch: its letters, the register of them, one PDF for the printer, the table with marks."""

import tempfile
from io import BytesIO
from typing import IO

from flask import request, send_file
from werkzeug.wrappers import Response

from letterkit.flow.batches import errors, findings, output
from letterkit.flow.batches.progress import opened
from letterkit.reports.batch_register import register
from letterkit.reports.sheet_words import fault_words
from webui.access import actor, needs
from webui.batches.blueprint import READERS, blueprint
from webui.engine import engine

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IN_MEMORY = 8 * 1024 * 1024


@blueprint.get("/<int:batch_id>/letters.zip")
@needs(*READERS)
def letters(batch_id: int) -> Response:
    """All letters, or the approved ones alone, with their register."""
    approved = "approved" in request.args
    office, by = engine().office, actor()
    # Not in memory: a thousand letters take a hundred megabytes. Closed by the server when the last byte has gone.
    whole: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
    try:
        output.write_zip(office, by, batch_id, whole, _register(batch_id, approved=approved), approved=approved)
    except BaseException:
        whole.close()
        raise
    whole.seek(0)
    name = f"рассылка-{batch_id}{'-утверждено' if approved else ''}.zip"
    return send_file(whole, "application/zip", as_attachment=True, download_name=name)


@blueprint.get("/<int:batch_id>/register.xlsx")
@needs(*READERS)
def table(batch_id: int) -> Response:
    """The register of all rows."""
    return _xlsx(_register(batch_id), f"реестр-{batch_id}.xlsx")


@blueprint.get("/<int:batch_id>/print.pdf")
@needs(*READERS)
def printed(batch_id: int) -> Response:
    """All letters, or the approved ones alone, one after another by address."""
    two_sided, approved = "two_sided" in request.args, "approved" in request.args
    pdf = output.printed(engine().office, actor(), batch_id, two_sided=two_sided, approved=approved)
    name = f"печать-{batch_id}.pdf"
    return send_file(BytesIO(pdf), "application/pdf", as_attachment=True, download_name=name)


@blueprint.get("/<int:batch_id>/marked.xlsx")
@needs(*READERS)
def marked(batch_id: int) -> Response:
    """The table as it was given, what is wrong marked in it."""
    office, by = engine().office, actor()
    name = opened(office, by, batch_id).name.rpartition(".")[0] or "таблица"
    return _xlsx(errors.marked_table(office, by, batch_id, fault_words), f"{name} (отметки).xlsx")


def _register(batch_id: int, *, approved: bool = False) -> bytes:
    office, by = engine().office, actor()
    rows = output.each_row(office, by, batch_id, approved=approved)
    return register(rows, findings.messages(office, by, batch_id))


def _xlsx(data: bytes, name: str) -> Response:
    return send_file(BytesIO(data), _XLSX, as_attachment=True, download_name=name)
