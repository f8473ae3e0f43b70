"""What came back in a quarter: by all channels, the marks, the comments by reason; as a spreadsheet too."""

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from letterkit.core.feedback import OF_THE_ORDER, Source
from letterkit.deadlines.quarter import asked_quarter
from letterkit.office.feedback import opinions
from letterkit.office.feedback.opinions import KEEPERS, READERS
from letterkit.office.feedback.results import results
from letterkit.office.journal.access import note_export
from letterkit.reports.opinions_book import opinions_book
from webui.access import actor, needs
from webui.engine import engine
from webui.feedback.blueprint import blueprint
from webui.feedback.public import open_links

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/", endpoint="list", strict_slashes=False)
@needs(*READERS)
def show() -> str:
    """The figures and comments of a quarter, beside those of the quarter before."""
    office, by = engine().office, actor()
    quarter = asked_quarter(request.args.get("quarter", ""))
    found = results(office, by, quarter)
    titles = opinions.reasons_of(office).titles
    comments = opinions.commented_opinions(office, by, quarter)
    return render_template(
        "feedback/results.html",
        now=found,
        before=results(office, by, quarter.previous),
        quarter=quarter,
        beside=quarter.beside,
        of_the_order=OF_THE_ORDER,
        beyond=[source for source in Source if source not in OF_THE_ORDER],
        titles=titles,
        groups=[(each, some) for each in titles if (some := [one for one in comments if one.reason == each])],
        others=[one for one in comments if one.reason not in titles],
        can_file=by.has(*KEEPERS),
        links=open_links(by.body),
    )


@blueprint.post("/<int:opinion_id>/move")
@needs(*KEEPERS)
def move(opinion_id: int) -> Response:
    """Files a comment under another reason."""
    moved = opinions.move(engine().office, actor(), opinion_id, request.form.get("reason", ""))
    title = opinions.reasons_of(engine().office).titles[moved.reason or ""]
    flash(f"Комментарий перенесён: «{title}».")
    quarter = request.form.get("quarter", "")
    return redirect(url_for("feedback.list", quarter=quarter or None, _anchor=f"reason-{moved.reason}"), 303)


@blueprint.get("/opinions.xlsx")
@needs(*READERS)
def book() -> Response:
    """The figures and comments as a spreadsheet."""
    office, by = engine().office, actor()
    quarter = asked_quarter(request.args.get("quarter", ""))
    into = BytesIO()
    titles = opinions.reasons_of(office).titles
    comments = opinions.commented_opinions(office, by, quarter)
    opinions_book(results(office, by, quarter), comments, titles, into)
    into.seek(0)
    told = {"rows": len(comments), "kind": "xlsx", "quarter": str(quarter)}
    note_export(office.database, by, "opinions.exported", "opinions", **told)
    return send_file(into, _XLSX, as_attachment=True, download_name=f"обратная-связь-{quarter}.xlsx")
