"""Marks proposed for an old blank: each shown on the picture of its page, confirmed, moved to other words, or left."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.compose.blank_fields import fields
from letterkit.core.box import Box
from letterkit.core.errors import LetterkitError, RequestError, ToolMissing
from letterkit.office.content.blanks.desk import DeskBlank
from letterkit.office.content.blanks.old_blank import OFFERED, Decision, MarkRow, OldBlank
from letterkit.office.content.repository import KEEPERS
from letterkit.old_blanks.found import NOTHING
from letterkit.reports.wording import sentence_of
from webui.access import actor, needs
from webui.blanks.blueprint import blueprint
from webui.engine import engine
from webui.errors import capital, status_of
from webui.limits import rate_limit
from webui.sample_pictures import address_of

_SURE, _LIKELY = 0.9, 0.65
_NUMBER_MM = 5
_QUOTED = re.compile(r"«([^«»]*)»")
"""How Word shows a merge field."""
_INNER_QUOTES = str.maketrans("«»", "„“")


@blueprint.get("/desk/<desk_id>/marks")
@needs(*KEEPERS)
def marks(desk_id: str) -> Response | str:
    """The old blank and what is proposed for it."""
    desk = engine().blank_desk.open(actor(), desk_id)
    if not desk.old:
        return redirect(url_for("blanks.desk", desk_id=desk_id), 303)
    return _page(desk)


@blueprint.post("/desk/<desk_id>/marks")
@needs(*KEEPERS)
def decide(desk_id: str) -> Response | tuple[str, int]:
    """Takes one decision, or takes the last one back."""
    desk = _old_on_desk(desk_id)
    try:
        desk = engine().blank_desk.decide(desk, _decisions(desk, engine().blank_desk.old_blank(desk), request.form))
    except RequestError as fault:
        # A part of the page is put in only with 200.
        return _page(desk, sentence_of(fault)), 200 if request.headers.get("HX-Request") else status_of(fault)
    return redirect(url_for("blanks.marks", desk_id=desk_id), 303)


@blueprint.post("/desk/<desk_id>/marks/put")
@needs(*KEEPERS)
@rate_limit("check")
def put_marks(desk_id: str) -> Response | tuple[str, int]:
    """Puts in what was decided for, and looks at the blank that comes of it."""
    desk = _old_on_desk(desk_id)
    try:
        engine().blank_desk.inspection(engine().blank_desk.put_marks(desk))
    except ToolMissing:
        raise
    except LetterkitError as fault:
        return _page(desk, sentence_of(fault)), status_of(fault)
    return redirect(url_for("blanks.desk", desk_id=desk_id), 303)


def _old_on_desk(desk_id: str) -> DeskBlank:
    desk = engine().blank_desk.open(actor(), desk_id)
    if not desk.old:
        raise RequestError("blank.gone")
    return desk


def _decisions(desk: DeskBlank, old: OldBlank, form: Mapping[str, str]) -> list[Decision]:
    """What is decided after the form; errors as ``OldBlank.decide``."""
    made, act = list(desk.decisions), form.get("act", "")
    rows = {row.key: row for row in old.rows(made)}
    if act == "undo":
        return made[:-1]
    if act == "rest":
        for row in (row for row in rows.values() if row.state == "open"):
            made = old.decide(made, _decision(row, row.mark.field))
        return made
    if act == "own":
        start, end = _span(form)
        of = form.get("of", "")
        return old.decide(made, Decision(of if of in rows else f"own-{start}-{end}", form.get("field", ""), start, end))
    chosen = rows.get(form.get("of", ""))
    if chosen is None:
        raise RequestError("blank.no-words")
    return old.decide(made, _decision(chosen, form.get("field", "") if act == "yes" else ""))


def _decision(row: MarkRow, field: str) -> Decision:
    return Decision(row.key, field, row.mark.start, row.mark.end, row.mark.fresh)


def _span(form: Mapping[str, str]) -> tuple[int, int]:
    """The words chosen on the picture, or the whole line from the list."""
    try:
        start, end = (int(each) for each in (form.get("words") or form.get("line") or "").split("-"))
    except ValueError:
        raise RequestError("blank.no-words") from None
    return start, end


def _page(desk: DeskBlank, error: str = "") -> str:
    old = engine().blank_desk.old_blank(desk)
    rows = old.rows(desk.decisions)
    why, pages = "", []
    try:
        pages = _pages(old, rows)
    except LetterkitError as fault:  # the list is enough to go on
        why = sentence_of(fault)
    current = next((number for number, row in enumerate(rows, 1) if row.state == "open"), 0)
    states = [row.state for row in rows]
    return render_template(
        "blanks/marks.html",
        desk=desk,
        rows=[{"number": number, **_row(row)} for number, row in enumerate(rows, 1)],
        pages=pages,
        why=why,
        current=current,
        tally={state: states.count(state) for state in ("open", "put", "left")},
        offered={name: _label(name) for name in OFFERED},
        labels={row.mark.field: _label(row.mark.field) for row in rows},
        lines=list(old.lines()),
        missing=old.missing(desk.decisions),
        in_other_languages=old.in_other_languages,
        error=error,
    )


def _row(row: MarkRow) -> dict[str, Any]:
    likelihood = row.likelihood
    sure = (
        None
        if likelihood is None
        else next(
            words
            for least, words in ((_SURE, "почти наверняка"), (_LIKELY, "вероятно"), (0.0, "проверьте"))
            if likelihood >= least
        )
    )
    field = fields().get(row.mark.field)
    return {
        "key": row.key,
        "field": row.mark.field,
        "label": _label(row.mark.field),
        "sample": field.sample if field else "",
        "words": _quotable(row.words),
        "fresh": row.mark.fresh,
        "state": row.state,
        "sure": sure,
    }


def _quotable(words: str) -> str:
    """``words`` as they stand between quotes: a merge field alone without its own, others with inner ones."""
    alone = _QUOTED.fullmatch(words)
    return alone[1] if alone else words.translate(_INNER_QUOTES)


def _label(name: str) -> str:
    return "Убрать эти слова" if name == NOTHING else capital(fields()[name].label)


def _pages(old: OldBlank, rows: Sequence[MarkRow]) -> list[dict[str, Any]]:
    drawn = [(number, row, place) for number, row in enumerate(rows, 1) for place in old.boxes(row.mark)]
    return [
        {
            "number": number,
            "src": address_of(page.png),
            "width": page.width_mm,
            "height": page.height_mm,
            "words": page.words,
            "boxes": list(_apart((at, row, place.box) for at, row, place in drawn if place.page == number)),
        }
        for number, page in enumerate(old.pages, 1)
    ]


def _apart(boxes: Iterable[tuple[int, MarkRow, Box]]) -> Iterator[tuple[int, MarkRow, Box]]:
    """New lines at one place, side by side."""
    taken: set[tuple[float, float]] = set()
    for number, row, box in boxes:
        while row.mark.fresh and (box.x_mm, box.y_mm) in taken:
            box = replace(box, x_mm=box.x_mm + box.width_mm + _NUMBER_MM)
        taken.add((box.x_mm, box.y_mm))
        yield number, row, box


def pictures_of_old(desk: DeskBlank) -> list[str]:
    """Where the pages of the blank without marks are shown; none where it came with them or cannot be printed."""
    if not desk.old or desk.is_old:
        return []
    try:
        return [address_of(page.png) for page in engine().blank_desk.old_blank(desk).pages]
    except LetterkitError:
        return []
