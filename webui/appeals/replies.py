"""The register of replies (4.2): a page and a spreadsheet, each reply with the appeal that it answers (4.1)."""

import tempfile
from typing import cast

from flask import render_template, request, send_file
from werkzeug.wrappers import Response

from letterkit.office.journal.access import CountedRows, note_export
from letterkit.office.register import replies as register
from letterkit.office.register.journal_filter import told_filter
from letterkit.office.register.replies import ReplyQuery
from letterkit.reports.replies_sheet import replies_sheet
from webui.access import actor, needs
from webui.appeals.blueprint import READERS, blueprint
from webui.appeals.filters import day_or_none
from webui.engine import engine
from webui.filters import Bar, Choice, Filter, Shape, list_address
from webui.numbers import page_asked

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SENT = {"yes": True, "no": False}


@blueprint.get("/replies")
@needs(*READERS)
def replies() -> str:
    """The replies that the person may see, the newest first."""
    typed = {name: request.args.get(name, "").strip() for name in ("words", "since", "until", "sent")}
    sent = [Choice("", "все"), Choice("yes", "отправленные"), Choice("no", "ещё не отправленные")]
    filters = [
        Filter("sent", "Отправлены ли", typed["sent"], sent, Shape.PILLS),
        Filter("since", "От какого дня", typed["since"], shape=Shape.DAY),
        Filter("until", "По какой день", typed["until"], shape=Shape.DAY),
    ]
    return render_template(
        "appeals/replies.html",
        found=register.replies(engine().office, actor(), _read_filter(), page_asked()),
        bar=Bar("replies", list_address("appeals.replies"), typed["words"], "Номер, кому, номер обращения", filters),
        sheet_href=list_address("appeals.replies_file")(),
    )


@blueprint.get("/replies.xlsx")
@needs(*READERS)
def replies_file() -> Response:
    """The same as a spreadsheet."""
    whole = tempfile.TemporaryFile()  # noqa: SIM115 (sent and closed by the answer)
    office, by, asked = engine().office, actor(), _read_filter()
    rows = CountedRows(register.every_reply(office, by, asked))
    replies_sheet(rows, whole)
    used = told_filter(asked)
    note_export(office.database, by, "replies.exported", "replies", rows=rows.count, kind="xlsx", filter=used)
    whole.seek(0)
    return cast(Response, send_file(whole, _XLSX, as_attachment=True, download_name="Реестр ответов.xlsx"))


def _read_filter() -> ReplyQuery:
    args = request.args
    return ReplyQuery(
        args.get("words", "").strip()[:200].replace("\0", ""),
        day_or_none(args.get("since", "")),
        day_or_none(args.get("until", "")),
        _SENT.get(args.get("sent", "")),
    )
