"""The appeals and the letters behind a number of the figures."""

from flask import render_template, request

from letterkit.office.figures.appeals_behind import SEERS, parse_behind
from letterkit.office.figures.appeals_behind import behind as found_behind
from letterkit.office.figures.letters_behind import (
    OF_FINDINGS,
    BehindLetters,
    FoundLetters,
    letters_behind,
    parse_letters,
)
from letterkit.reports.batch_words import BATCH_FORMS, LETTER_FORMS
from letterkit.reports.metrics_appeals import APPEAL_FORMS
from letterkit.reports.metrics_behind import behind_words, letters_words
from letterkit.reports.metrics_words import RESULTS, count_with_noun, count_words, quarter_words
from webui.access import actor, needs
from webui.due import due_of
from webui.engine import engine
from webui.metrics.asked import address, choose_quarter
from webui.metrics.blueprint import blueprint
from webui.numbers import page_asked


@blueprint.get("/appeals", endpoint="behind")
@needs(*SEERS)
def behind() -> str:
    """A page of them, oldest first."""
    with engine().database.reading() as session:
        quarter, _ = choose_quarter(session)
        number = parse_behind(quarter, request.args.get("what", ""), request.args.get("value", ""))
        found = found_behind(session, actor(), number, page_asked())
    return render_template(
        "metrics/behind.html",
        title=behind_words(number),
        quarter=quarter,
        told=f"{quarter_words(quarter)}: {count_with_noun(found.total, APPEAL_FORMS)}.",
        rows=[(appeal, due_of(appeal)) for appeal in found.rows],
        results=RESULTS,
        found=found,
        href=lambda page: address(number, page=page),
    )


@blueprint.get("/letters")
@needs(*SEERS)
def letters() -> str:
    """A page of letters, in the order in which they went."""
    with engine().database.reading() as session:
        quarter, _ = choose_quarter(session)
        number = parse_letters(quarter, request.args.get("what", ""), request.args.get("value", ""))
        found = letters_behind(session, actor(), number, page_asked())
    return render_template(
        "metrics/letters.html",
        title=letters_words(number),
        quarter=quarter,
        told=f"{quarter_words(quarter)}: {_letters_told(found, number)}.",
        found=found,
        has_findings=number.what in OF_FINDINGS,
        href=lambda page: address(number, page=page),
    )


def _letters_told(found: FoundLetters, number: BehindLetters) -> str:
    """«312 писем, из них 300 – в рассылках»; a batch does not tell in how many of its letters a finding is."""
    if number.what not in OF_FINDINGS:
        told = count_with_noun(found.total + found.in_batches, LETTER_FORMS)
        return f"{told}, из них {count_words(found.in_batches)} – в рассылках" if found.in_batches else told
    told = count_with_noun(found.total, LETTER_FORMS)
    return f"{told} и {count_with_noun(len(found.batches), BATCH_FORMS)}" if found.batches else told
