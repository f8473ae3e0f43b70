"""The table of a quarter's appeals for ССТУ.РФ."""

import tempfile
from typing import cast

from flask import request, send_file
from werkzeug.wrappers import Response

from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.deadlines.quarter import Quarter, parse_quarter, quarter_of
from letterkit.office.journal.access import note_export
from letterkit.office.register.listing import Filters
from letterkit.office.register.questions import asked_questions
from letterkit.reports.sstu_sheet import sstu_sheet
from webui.access import actor, needs
from webui.appeals.blueprint import blueprint
from webui.engine import engine

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OFFERED = 8


def quarters_offered() -> list[Quarter]:
    """This quarter and those before it, the newest first."""
    found = [quarter_of(clock.today())]
    while len(found) < _OFFERED:
        found.append(found[-1].previous)
    return found


@blueprint.get("/sstu.xlsx")
@needs(Duty.REGISTRY)
def sstu() -> Response:
    """The appeals registered in a quarter, question by question."""
    written = request.args.get("quarter", "")
    quarter = parse_quarter(written) if written else quarter_of(clock.today())
    office, by = engine().office, actor()
    whole = tempfile.TemporaryFile()  # noqa: SIM115 (sent and closed by the answer)
    asked = Filters(since=quarter.first, until=quarter.last)
    count = sstu_sheet(asked_questions(office.database, by, asked), whole)
    note_export(office.database, by, "register.exported", "register", rows=count, kind="sstu", quarter=str(quarter))
    whole.seek(0)
    return cast(Response, send_file(whole, _XLSX, as_attachment=True, download_name=f"ССТУ {quarter}.xlsx"))
