"""The appeals and the letters behind a number of the figures."""

from flask import render_template, request

from letterkit.flow.metrics.behind import SEERS, parse_behind
from letterkit.flow.metrics.behind import behind as found_behind
from letterkit.flow.metrics.behind_letters import letters_behind, parse_letters
from letterkit.reports.batch_words import LETTER_FORMS
from letterkit.reports.metrics_appeals import APPEAL_FORMS
from letterkit.reports.metrics_behind import OF_LETTERS, behind_words
from letterkit.reports.metrics_words import RESULTS, counted, quarter_words
from webui.access import actor, needs
from webui.appeals.due import due_of
from webui.engine import engine
from webui.metrics.asked import address, chosen, page_asked
from webui.metrics.blueprint import blueprint


@blueprint.get("/appeals", endpoint="behind")
@needs(*SEERS)
def behind() -> str:
    """A page of them, oldest first."""
    with engine().database.reading() as session:
        quarter, _ = chosen(session)
        number = parse_behind(quarter, request.args.get("what", ""), request.args.get("value", ""))
        found = found_behind(session, actor(), number, page_asked())
    return render_template(
        "metrics/behind.html",
        title=behind_words(number),
        quarter=quarter,
        told=f"{quarter_words(quarter)}: {counted(found.count, APPEAL_FORMS)}.",
        rows=[(appeal, due_of(appeal)) for appeal in found.appeals],
        results=RESULTS,
        found=found,
        at_page=lambda page: address(number, page=page if page > 1 else None),
    )


@blueprint.get("/letters")
@needs(*SEERS)
def letters() -> str:
    """A page of letters, in the order in which they went."""
    with engine().database.reading() as session:
        quarter, _ = chosen(session)
        number = parse_letters(quarter, request.args.get("what", ""))
        found = letters_behind(session, actor(), number, page_asked())
    return render_template(
        "metrics/letters.html",
        title=OF_LETTERS[number.what],
        quarter=quarter,
        told=f"{quarter_words(quarter)}: {counted(found.count, LETTER_FORMS)}.",
        found=found,
        at_page=lambda page: address(number, page=page if page > 1 else None),
    )
