"""The two pages of figures: of appeals as 6.12 asks for them, and of the work on replies."""

from flask import render_template

from letterkit.office.figures import sent_days
from letterkit.office.figures.appeals import EARLIER, figures
from letterkit.office.figures.work import work
from letterkit.reports.metrics_appeals import appeals_document
from letterkit.reports.metrics_document import Document
from letterkit.reports.metrics_html import drawing, made_words, sparkline
from letterkit.reports.metrics_work import work_document
from webui.access import actor, needs
from webui.engine import engine
from webui.metrics.asked import choose_quarter, link
from webui.metrics.blueprint import READERS, blueprint


@blueprint.get("/", strict_slashes=False)
@needs(*READERS)
def appeals() -> str:
    """The six figures of a quarter."""
    with engine().database.reading() as session:
        quarter, known = choose_quarter(session)
        document = appeals_document(figures(session, actor().body, quarter))
    return _page(document, known, "appeals")


@blueprint.get("/work", endpoint="work")
@needs(*READERS)
def of_work() -> str:
    """How the work on replies goes."""
    database, body = engine().database, actor().body
    with database.reading() as session:
        quarter, known = choose_quarter(session)
    sent_days.complete(database, body, quarter.with_earlier(EARLIER))
    with database.reading() as session:
        document = work_document(work(session, body, quarter))
    return _page(document, known, "work")


def _page(document: Document, known: object, which: str) -> str:
    return render_template(
        "metrics/page.html",
        document=document,
        quarters=known,
        which=which,
        link=link(),
        chart=drawing,
        spark=sparkline,
        made=made_words(document),
    )
