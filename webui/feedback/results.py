"""What came back in a quarter: by all channels, the marks, the comments by reason; as a spreadsheet too."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from letterkit.store.paging import PAGE, Page, place
from letterkit.store.register_tables import Opinion
from webui.access import actor, needs
from webui.engine import engine
from webui.feedback.blueprint import blueprint
from webui.feedback.public import open_links
from webui.numbers import page_asked

_SHOWN = 5
"""So many comments of each reason stand on the page of all of them."""
_NO_REASON = "Причина снята"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class CommentGroup:
    """Comments filed under one reason; ``found`` is the page of them that is shown."""

    reason: str
    title: str
    found: Page[Opinion]


@blueprint.get("/", endpoint="list", strict_slashes=False)
@needs(*READERS)
def show() -> str:
    """The figures and comments of a quarter, beside those of the quarter before; of one reason all its comments."""
    office, by = engine().office, actor()
    quarter = asked_quarter(request.args.get("quarter", ""))
    found = results(office, by, quarter)
    titles = opinions.reasons_of(office).titles
    filed = _by_reason(opinions.commented_opinions(office, by, quarter), titles)
    chosen = asked if (asked := request.args.get("reason")) in filed else None
    here = {"quarter": str(quarter), "reason": chosen, "page": page_asked() if chosen is not None else None}
    return render_template(
        "feedback/results.html",
        now=found,
        before=results(office, by, quarter.previous),
        quarter=quarter,
        beside=quarter.beside,
        of_the_order=OF_THE_ORDER,
        beyond=[source for source in Source if source not in OF_THE_ORDER],
        titles=titles,
        groups=[
            CommentGroup(reason, titles.get(reason, _NO_REASON), _page_of(some, is_whole=reason == chosen))
            for reason, some in filed.items()
            if chosen in (None, reason)
        ],
        is_chosen=chosen is not None,
        moving=request.args.get("move", type=int),
        href=lambda **more: url_for("feedback.list", **{**here, **more}),
        can_file=by.has(*KEEPERS),
        links=open_links(by.body),
    )


def _by_reason(comments: Sequence[Opinion], titles: Iterable[str]) -> Mapping[str, Sequence[Opinion]]:
    """The comments by their reasons in the order of ``titles``; last, by no reason, those whose reason is no more."""
    filed: dict[str, list[Opinion]] = {reason: [] for reason in (*titles, "")}
    for each in comments:
        filed[each.reason if each.reason in filed else ""].append(each)
    return {reason: some for reason, some in filed.items() if some}


def _page_of(comments: Sequence[Opinion], *, is_whole: bool) -> Page[Opinion]:
    size = PAGE if is_whole else _SHOWN
    at = place(len(comments), page_asked() if is_whole else 1, size)
    return Page(comments[at.offset : at.offset + size], len(comments), at.number, at.pages)


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
