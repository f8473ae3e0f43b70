"""The register of appeals: found by words, narrowed by what they are, soonest due first, a page at a time."""

from collections.abc import Callable

from flask import render_template, request, url_for

from letterkit.core.errors import RequestError
from letterkit.core.office import AppealState, Duty
from letterkit.office.batches.answered_appeals import rows_answering
from letterkit.office.cases.answers import answers_to
from letterkit.office.register import listing
from letterkit.office.register.classifier import classifier
from letterkit.office.register.indexing import card_texts
from letterkit.office.register.listing import Filters
from letterkit.office.register.snippet import SnippetPiece, highlight, snippet
from letterkit.reports.wording import sentence
from letterkit.store.tables import Appeal
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, READERS, blueprint
from webui.appeals.filters import filters_of, typed_in
from webui.due import due_of
from webui.engine import engine
from webui.errors import capital
from webui.numbers import page_asked

_SEEN = ("state", "words")
"""Filters that have a place of their own on the page."""


@blueprint.get("/", endpoint="list", strict_slashes=False)
@needs(*READERS)
def list_() -> str:
    """The appeals that concern the person."""
    office, by = engine().office, actor()
    typed, trouble = typed_in(request.args), ""
    try:
        asked = filters_of(request.args)
    except RequestError as fault:
        trouble, asked, typed = capital(sentence(fault)), Filters(), {}
    found = listing.page(office, by, asked, page_asked())
    rows = found.rows
    return render_template(
        "appeals/list.html",
        rows=[(appeal, due_of(appeal), *_subject_and_snippet(appeal, asked.words)) for appeal in rows],
        letters=answers_to(office, by, rows),
        of_batches=rows_answering(office, by, rows),
        found=found,
        everything=sum(found.by_state.values()),
        states=[(each, count) for each, count in found.by_state.items() if count or each == asked.state],
        asked=asked,
        typed=typed,
        trouble=trouble,
        narrowed=[name for name in typed if name not in _SEEN],
        href=_href(typed),
        executors=listing.executors_of(office, by),
        classified=classifier().sections,
        nobody=listing.NOBODY,
        knows_group=classifier().find(asked.group) is not None,
        can_enter=by.has(*ENTERERS),
        can_import=by.has(Duty.REGISTRY),
        can_assign=by.has(Duty.REGISTRY),
        can_answer=by.has(Duty.EXECUTOR),
        me_id=by.id,
        new=AppealState.NEW,
    )


def _subject_and_snippet(appeal: Appeal, words: str) -> tuple[tuple[SnippetPiece, ...], tuple[SnippetPiece, ...]]:
    """The subject with the words found marked, and the place where they stand elsewhere in the appeal."""
    subject = appeal.subject or "предмет не указан"
    if not words.strip():
        return (SnippetPiece(subject),), ()
    pieces = highlight(subject, words)
    if any(piece.is_found for piece in pieces):
        return pieces, ()
    texts = [text for text in card_texts(appeal.card, appeal.reason) if text not in (appeal.subject, appeal.number)]
    return pieces, snippet(texts, words)


def _href(typed: dict[str, str]) -> Callable[..., str]:
    """Makes the address of the same list with some of it asked otherwise; None and nothing take a filter away."""

    def made(**other: object) -> str:
        asked = {name: value for name, value in {**typed, **other}.items() if value not in (None, "")}
        return url_for("appeals.list", **asked)  # type: ignore[arg-type]

    return made
