"""Files for the post of letters, whichever page they are asked for from, and the table that comes back from it."""

from collections.abc import Sequence
from io import BytesIO

from flask import request, send_file
from werkzeug.wrappers import Response

from letterkit.core.errors import RequestError
from letterkit.core.post import PostItem
from letterkit.reports.envelopes import Envelope, envelopes
from letterkit.reports.post_list import post_list
from letterkit.tables.barcodes import BarcodeTable, read_barcodes
from webui.access import own_office

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENVELOPES = {Envelope.DL: "DL, 110×220 мм", Envelope.C5: "C5, 162×229 мм", Envelope.C4: "C4, 229×324 мм"}
"""What sizes of envelopes are called."""
SHOWN = 40
"""So many faults of a table are told on the page."""


def envelopes_file(items: Sequence[PostItem]) -> Response:
    """The envelopes of ``items``, of the size that was asked for."""
    asked = request.args.get("size", "")
    size = Envelope(asked) if asked in set(Envelope) else Envelope.DL
    data = envelopes(items, own_office().profile.body, size)
    return send_file(BytesIO(data), "application/pdf", as_attachment=True, download_name="Конверты.pdf")


def list_file(items: Sequence[PostItem]) -> Response:
    """The list of ``items`` for the post."""
    data = post_list(items, own_office().profile.body)
    return send_file(BytesIO(data), _XLSX, as_attachment=True, download_name="Список ф. 103.xlsx")


def uploaded_barcodes() -> BarcodeTable:
    """The numbers in the table that came with the form; raises RequestError ``register.no-file``, TableError."""
    given = request.files.get("table")
    data = given.read() if given is not None and given.filename else b""
    if given is None or not data:
        raise RequestError("register.no-file")
    return read_barcodes(data, (given.filename or "")[-120:])
