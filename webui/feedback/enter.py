"""An opinion that came by post, by telephone or at a visit, entered by somebody of the office."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import RequestError
from letterkit.core.feedback import Source
from letterkit.office.feedback import opinions
from letterkit.office.feedback.opinions import BY_HAND, COMMENT_LIMIT, KEEPERS
from webui.access import actor, needs
from webui.engine import engine
from webui.feedback.answers import FIELDS, answers_of, trouble, typed_in
from webui.feedback.blueprint import blueprint


@blueprint.get("/new")
@needs(*KEEPERS)
def new() -> tuple[str, int]:
    """The empty form."""
    return _page(dict.fromkeys(FIELDS, ""), "", {})


@blueprint.post("/new")
@needs(*KEEPERS)
def enter() -> Response | tuple[str, int]:
    """Keeps the opinion."""
    typed, source = typed_in(request.form), request.form.get("source", "")
    if source not in list(BY_HAND):
        return _page(typed, source, {"source": "Выберите, как пришло мнение."})
    try:
        opinions.enter(engine().office, actor(), Source(source), answers_of(typed))
    except RequestError as fault:
        return _page(typed, source, trouble(fault))
    flash("Мнение внесено.")
    return redirect(url_for("feedback.list"), 303)


def _page(typed: dict[str, str], source: str, errors: dict[str, str]) -> tuple[str, int]:
    page = render_template(
        "feedback/new.html", typed=typed, source=source, sources=BY_HAND, errors=errors, limit=COMMENT_LIMIT
    )
    return page, 422 if errors else 200
