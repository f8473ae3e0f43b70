"""A letter of the table before any is made: composed, printed and checked for the eye, kept nowhere."""

import base64
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response as AnyResponse

from letterkit.checking.checker import MAX_PICTURES, CheckedLetter, Picture
from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.errors import LetterkitError
from letterkit.office.batches.plan import plan_of
from letterkit.office.batches.results import RowLetter
from letterkit.office.batches.row_entry import card_of
from letterkit.office.batches.rows import RowSeen, waiting_row
from letterkit.pages import preview as drawing
from letterkit.reports.as_html import letter_view
from letterkit.reports.wording import sentence
from webui.access import actor, needs, own_office
from webui.batches.blueprint import READERS, blueprint
from webui.batches.show import page
from webui.engine import engine
from webui.errors import capital
from webui.limits import rate_limit
from webui.numbers import whole_or_none


@blueprint.post("/<int:batch_id>/preview")
@needs(*READERS)
@rate_limit("preview")
def preview(batch_id: int) -> AnyResponse | str:
    """The letter of a row: the part of the page for a script, the page itself without one."""
    seen = waiting_row(engine().office, actor(), batch_id, whole_or_none(request.values.get("row")) or 0)
    number_later = seen.row.letter_number is None and plan_of(seen.batch.plan).number
    around = {"row": seen.row, "before": seen.before, "after": seen.after, "number_later": number_later}
    shown = {**around, **_preview_letter(seen)}
    if "HX-Request" in request.headers:
        return render_template("batches/_preview.html", preview=shown, batch=seen.batch)
    return page(batch_id, preview=shown)


def _preview_letter(seen: RowSeen) -> dict[str, Any]:
    try:
        bench = engine().bench
        maker = bench.maker_of(bench.copy_for(seen.batch), True, bench.checker_of(seen.batch.body))
        [made] = maker.make([_card(seen)])
    except LetterkitError as fault:
        made = fault
    if not isinstance(made, RowLetter):
        return {"letter": None, "error": capital(sentence(made))}
    pictures = _pictures(made.pdf) if made.pdf else ()
    checked = CheckedLetter(made.report, own_office().checker.clause_titles, pictures)
    return {"letter": letter_view(checked, "f", _inside), "error": ""}


def _card(seen: RowSeen) -> CaseCard:
    """With the date that the letter will have; the number is given when the letters are let begin."""
    if seen.row.dated is None:
        seen.row.dated = plan_of(seen.batch.plan).dated or clock.today()
    return card_of(seen.row)


def _pictures(pdf: bytes) -> tuple[Picture, ...]:
    sizes = drawing.sizes_mm(pdf)[:MAX_PICTURES]
    return tuple(
        Picture(number, width, height, drawing.png(pdf, number)) for number, (width, height) in enumerate(sizes, 1)
    )


def _inside(picture: Picture) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture.png).decode('ascii')}"
