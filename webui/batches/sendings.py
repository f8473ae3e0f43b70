"""Approved letters go out: by their ways all at once, chosen rows, or one from its own page; lists of what went."""

import json
import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO

from flask import flash, redirect, request, send_file, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, RequestError, ToolError
from letterkit.core.office import Duty, RowWay
from letterkit.office.batches import passport, sending
from letterkit.office.cases import dispatch
from letterkit.office.journal.access import CountedRows
from letterkit.reports.batch_words import LETTER_FORMS
from letterkit.reports.dispatch_list import dispatch_list
from letterkit.reports.wording import plural
from letterkit.store.batch_tables import BatchRow
from letterkit.tables.case_table import MAX_ROWS
from webui.access import actor, needs
from webui.batches.blueprint import READERS, blueprint
from webui.batches.downloads import note_file
from webui.batches.row import page as row_page
from webui.batches.steps import apply_change
from webui.engine import engine

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROWS = re.compile(r"\s*(\d{1,7})\s*(?:[-–—]\s*(\d{1,7})\s*)?")
_LONGEST_SHOWN = 40


@blueprint.post("/<int:batch_id>/send")
@needs(Duty.REGISTRY)
def send(batch_id: int) -> Response:
    """Records that letters have gone out by one way: as many as the page has told of, or those of chosen rows."""
    form = request.form
    way = form.get("channel", "")

    def go() -> str:
        office, by, channel = engine().office, actor(), dispatch.read_channel(way)
        chosen = row_numbers(form.get("rows", ""))
        day, track = _day(form.get("sent_on", "")), form.get("track", "")
        told = form.get("count", -1, type=int)
        made = sending.send(office, by, batch_id, channel, chosen, told=told, sent_on=day, track=track)
        return f"Отмечено отправленными: {plural(made.count, LETTER_FORMS)}. Обращения обновлены."

    return apply_change(batch_id, f"send-{way}", go, place="sending")


@blueprint.post("/<int:batch_id>/rows/<int:number>/send")
@needs(Duty.REGISTRY)
def send_row(batch_id: int, number: int) -> Response:
    """Records that the letter of one row has gone out."""
    form = request.form
    to, track, handed_to = (form.get(name, "") for name in ("to", "track", "handed_to"))
    try:
        office, channel = engine().office, dispatch.read_channel(form.get("channel", ""))
        sending.send(office, actor(), batch_id, channel, [number], to=to, track=track, handed_to=handed_to)
    except ToolError:
        raise
    except LetterkitError as fault:
        if fault.code == "batch.gone":
            raise
        return row_page(batch_id, number, fault)
    flash("Отмечено: письмо отправлено, обращение обновлено.", "success")
    return redirect(url_for("batches.row", batch_id=batch_id, number=number), 303)


@blueprint.get("/<int:batch_id>/sendings/<int:sending_id>.json")
@needs(*READERS)
def sent_list(batch_id: int, sending_id: int) -> Response:
    """The list of hashes that went out."""
    data = sending.sent_list(engine().office, actor(), batch_id, sending_id)
    note_file(batch_id, "sent")
    name = f"отправлено-{batch_id}-{sending_id}.json"
    return send_file(BytesIO(data), "application/json", as_attachment=True, download_name=name)


@blueprint.get("/<int:batch_id>/sendings/<int:sending_id>.xlsx")
@needs(*READERS)
def sent_table(batch_id: int, sending_id: int) -> Response:
    """The list of dispatches for the post office, of what has gone."""
    rows = sending.rows_sent(engine().office, actor(), batch_id, sending_id)
    return _table(batch_id, "dispatched", rows, f"отправления-{batch_id}-{sending_id}.xlsx")


@blueprint.get("/<int:batch_id>/to-send/<way>.xlsx")
@needs(*READERS)
def table_to_send(batch_id: int, way: str) -> Response:
    """The same of what waits to go by one way."""
    if way not in set(RowWay):
        raise NotFound
    rows = sending.rows_to_send(engine().office, actor(), batch_id, RowWay(way))
    return _table(batch_id, "to-send", rows, f"к-отправке-{batch_id}-{way}.xlsx")


@blueprint.get("/<int:batch_id>/rows/<int:number>/passport.json", endpoint="passport")
@needs(*READERS)
def row_passport(batch_id: int, number: int) -> Response:
    """The passport of the letter of a row."""
    made = passport.passport(engine().office, actor(), batch_id, number)
    note_file(batch_id, "passport", row=number)
    data = json.dumps(made, ensure_ascii=False, indent=2).encode() + b"\n"
    name = f"passport-{batch_id}-{number}.json"
    return send_file(BytesIO(data), "application/json", as_attachment=True, download_name=name)


def row_numbers(typed: str) -> list[int] | None:
    """«2–40, 57» as numbers of rows, None for nothing; raises RequestError ``batch.bad-rows``."""
    found: set[int] = set()
    for part in filter(None, map(str.strip, re.split(r"[,;\n]", typed))):
        named = _ROWS.fullmatch(part)
        first = int(named[1]) if named else 0
        last = int(named[2] or first) if named else 0
        if not 0 < first <= last <= first + MAX_ROWS:
            raise RequestError("batch.bad-rows", value=part[:_LONGEST_SHOWN])
        found |= set(range(first, last + 1))
    return sorted(found) or None


def _table(batch_id: int, kind: str, rows: Iterable[BatchRow], name: str) -> Response:
    counted = CountedRows(rows)
    data = dispatch_list(counted)
    note_file(batch_id, kind, rows=counted.count)
    return send_file(BytesIO(data), _XLSX, as_attachment=True, download_name=name)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise RequestError("batch.bad-date", value=typed) from None
