"""The figures of a quarter to take away: a spreadsheet with charts, a PDF to print."""

from importlib.resources import files as package
from io import BytesIO

from flask import send_file
from werkzeug.wrappers import Response

from letterkit.office.figures import sent_days
from letterkit.office.figures.appeals import EARLIER, figures
from letterkit.office.figures.work import work
from letterkit.reports.metrics_appeals import appeals_document
from letterkit.reports.metrics_document import Document
from letterkit.reports.metrics_pdf import metrics_pdf
from letterkit.reports.metrics_work import work_document
from letterkit.reports.metrics_xlsx import metrics_xlsx
from webui.access import actor, needs
from webui.engine import engine
from webui.metrics.asked import choose_quarter
from webui.metrics.blueprint import READERS, blueprint

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST = 15
_YEAR_S = 365 * 24 * 3600


@blueprint.get("/figures.xlsx")
@needs(*READERS)
def xlsx() -> Response:
    """All figures, every reason and group in full."""
    documents = _documents(None)
    return _send_metrics(metrics_xlsx(documents), _XLSX, documents, "xlsx")


@blueprint.get("/figures.pdf")
@needs(*READERS)
def pdf() -> Response:
    """All figures as they are printed."""
    documents = _documents(_MOST)
    return _send_metrics(metrics_pdf(documents), "application/pdf", documents, "pdf")


@blueprint.get("/figures.css")
@needs(*READERS)
def style() -> Response:
    """How the sections look, here and in the file that stands alone: written once, with the sections."""
    data = (package("letterkit.reports") / "metrics.css").read_bytes()
    return send_file(BytesIO(data), "text/css", max_age=_YEAR_S)  # its address names its version


def _documents(most: int | None) -> list[Document]:
    database, body = engine().database, actor().body
    with database.reading() as session:
        quarter, _ = choose_quarter(session)
    sent_days.complete(database, body, quarter.with_earlier(EARLIER))
    with database.reading() as session:
        return [appeals_document(figures(session, body, quarter), most), work_document(work(session, body, quarter))]


def _send_metrics(data: bytes, kind: str, documents: list[Document], suffix: str) -> Response:
    name = f"показатели-{documents[0].quarter}.{suffix}"
    return send_file(BytesIO(data), kind, as_attachment=True, download_name=name)
