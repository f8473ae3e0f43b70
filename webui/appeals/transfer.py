"""The register in and out as a table: looked at first, taken in when a person says so; files to download."""

import hashlib
import tempfile
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import PurePath
from typing import cast, get_args

from flask import flash, redirect, render_template, request, send_file, url_for
from werkzeug.exceptions import NotFound, RequestEntityTooLarge
from werkzeug.wrappers import Response

from letterkit.core.errors import InputError, RequestError
from letterkit.core.office import Duty
from letterkit.office.cases.appeals import due_of
from letterkit.office.journal.access import note_export
from letterkit.office.register import exporting, importing
from letterkit.office.register.importing import DueOn, ImportResult
from letterkit.office.register.journal_filter import told_filter
from letterkit.office.register.table import RegisterTable, read_table
from letterkit.office.register.template import register_template
from letterkit.reports.batch_words import UPLOAD_TOO_LARGE
from letterkit.reports.register_words import taken_words
from letterkit.reports.sheet_words import fault_line, fault_words
from letterkit.reports.wording import sentence
from letterkit.tables import error_table
from webui.access import actor, needs, own_office
from webui.appeals.blueprint import READERS, blueprint
from webui.appeals.filters import filters_of
from webui.appeals.sstu import quarters_offered
from webui.engine import engine
from webui.errors import capital, status_of
from webui.large_forms import MAX_TABLE_MB
from webui.limits import rate_limit

MOST_ROWS = 20_000
"""A page takes no longer table: the browser would not wait; the command line does."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {"xlsx": _XLSX, "csv": "text/csv", "json": "application/json"}
_SHOWN = 40
_NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class TablePreview:
    """A table that somebody has brought: what taking it in would change; ``kept`` is its SHA-256 in the file store."""

    name: str
    kept: str
    taken: ImportResult
    is_refused: bool = False
    shown: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@blueprint.get("/transfer")
@needs(Duty.REGISTRY)
def transfer() -> str:
    """The form for a table, and the files to download."""
    return _page()


@blueprint.post("/transfer")
@needs(Duty.REGISTRY)
@rate_limit("check")
def look() -> tuple[str, int] | str:
    """Says what a table would change and what is wrong with it; nothing is changed."""
    try:
        data, name = _read_upload()
        table = read_table(data, name)
        taken = importing.look(engine().database, actor().body, table, _due())
        if taken.rows > MOST_ROWS:
            raise RequestError("register.too-large", limit=f"{MOST_ROWS:,}".replace(",", " "))
    except InputError as fault:
        return _page(error=capital(sentence(fault))), status_of(fault)
    kept = engine().office.files.put(data)
    lines = [fault_line(fault) for fault in taken.faults if not fault.is_warning]
    doubts = [fault_line(fault) for fault in taken.faults if fault.is_warning]
    return _page(TablePreview(name, kept, taken, table.is_refused, lines, doubts)), 200 if taken.is_clean else 422


@blueprint.post("/transfer/take")
@needs(Duty.REGISTRY)
@rate_limit("check")
def take() -> Response | tuple[str, int]:
    """Takes in the table that was looked at."""
    data, table = _reload_table()
    by = actor()
    good_rows = bool(request.form.get("good_rows"))
    taken = importing.take_in(engine().database, by, by.body, table, data, _due(), good_rows=good_rows)
    if not taken.is_done:
        return _page(error="В таблице есть ошибки: загрузите её ещё раз."), 422
    flash(taken_words(taken))
    return redirect(url_for("appeals.list"), 303)


@blueprint.post("/transfer/errors")
@needs(Duty.REGISTRY)
@rate_limit("check")
def errors() -> Response:
    """The table with what is wrong in it marked."""
    _, table = _reload_table()
    taken = importing.look(engine().database, actor().body, table, _due())
    marked = error_table(table, taken.faults, fault_words)
    return cast(Response, send_file(BytesIO(marked), _XLSX, as_attachment=True, download_name="Ошибки.xlsx"))


@blueprint.get("/template.xlsx")
@needs(Duty.REGISTRY)
def template() -> Response:
    """The table to fill in."""
    made = BytesIO(register_template(own_office().profile))
    return cast(Response, send_file(made, _XLSX, as_attachment=True, download_name="Реестр обращений – образец.xlsx"))


@blueprint.get("/export.<kind>")
@needs(*READERS)
def export(kind: str) -> Response:
    """The appeals that the person may see and that fit, as a file."""
    if kind not in get_args(exporting.Kind):
        raise NotFound
    whole = tempfile.TemporaryFile()  # noqa: SIM115 (sent and closed by the answer)
    asked = filters_of(request.args)
    database, by = engine().database, actor()
    count = exporting.write(database, by, by.body, asked, cast(exporting.Kind, kind), whole)
    note_export(database, by, "register.exported", "register", rows=count, kind=kind, filter=told_filter(asked))
    whole.seek(0)
    name = f"Реестр обращений.{kind}"
    return cast(Response, send_file(whole, _TYPES[kind], as_attachment=True, download_name=name))


def too_large(fault: RequestEntityTooLarge) -> tuple[str, int]:
    """The form again, with the limit."""
    return _page(error=UPLOAD_TOO_LARGE.format(limit=MAX_TABLE_MB)), 413


def _read_upload() -> tuple[bytes, str]:
    file = request.files.get("table")
    if file is None or not file.filename:
        raise RequestError("register.no-file")
    name = PurePath(file.filename.replace("\\", "/")).name[-_NAME_LIMIT:]
    data = file.read()
    if not data:
        raise RequestError("register.no-file")
    return data, name


def _reload_table() -> tuple[bytes, RegisterTable]:
    """The table that this person was shown what it would change; raises RequestError ``file.gone``."""
    kept, name = request.form.get("kept", ""), request.form.get("name", "")[-_NAME_LIMIT:]
    data = engine().office.files.get(kept)
    assert hashlib.sha256(data).hexdigest() == kept
    return data, read_table(data, name or "таблица.xlsx")


def _due() -> DueOn:
    office = own_office()
    return cache(lambda registered: due_of(office, registered))


def _page(looked: TablePreview | None = None, error: str = "") -> str:
    return render_template(
        "appeals/transfer.html",
        looked=looked,
        error=error,
        shown=_SHOWN,
        limit_table_mb=MAX_TABLE_MB,
        quarters=quarters_offered(),
        most_rows=MOST_ROWS,
        taken_words=taken_words,
    )
