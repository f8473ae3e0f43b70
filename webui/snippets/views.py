"""The page of snippets, and what the editor asks of it."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import RequestError
from letterkit.office.cases import snippets
from letterkit.reports.wording import sentence
from letterkit.store.desk_tables import Snippet
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital, status_of
from webui.inputs import read_fields
from webui.resume import wants_json

blueprint = Blueprint("snippets", __name__, url_prefix="/snippets")


@blueprint.get("", endpoint="list")
@needs(*snippets.WRITERS)
def listing() -> Response | tuple[str, int]:
    """One's own snippets and those of the body; for the editor as data."""
    if wants_json():
        return jsonify(snippets=[_object(each) for each in snippets.list_snippets(engine().office, actor())])
    return _page()


@blueprint.post("")
@needs(*snippets.WRITERS)
def add() -> Response | tuple[str, int]:
    """Keeps a new one."""
    given = _read_form()
    try:
        made = snippets.add(
            engine().office, actor(), given["title"], given["text"], is_shared=given["shared"] in (True, "1")
        )
    except RequestError as fault:
        if wants_json():
            raise
        return _page("new", fault)
    if wants_json():
        return jsonify(_object(made))
    flash("Фрагмент сохранён.", "success")
    return redirect(url_for("snippets.list", _anchor=f"snippet-{made.id}"), 303)


@blueprint.post("/<int:snippet_id>")
@needs(*snippets.WRITERS)
def change(snippet_id: int) -> Response | tuple[str, int]:
    """Other words for it."""
    given = _read_form()
    try:
        snippets.change(engine().office, actor(), snippet_id, given["title"], given["text"])
    except RequestError as fault:
        if fault.code == "snippet.gone":
            raise
        return _page(str(snippet_id), fault)
    flash("Фрагмент изменён.", "success")
    return redirect(url_for("snippets.list", _anchor=f"snippet-{snippet_id}"), 303)


@blueprint.post("/<int:snippet_id>/remove")
@needs(*snippets.WRITERS)
def remove(snippet_id: int) -> str:
    """Takes it away; the page offers to keep it again."""
    gone = snippets.remove(engine().office, actor(), snippet_id)
    page, _ = _page(removed=gone)
    return page


def _page(form: str = "", fault: RequestError | None = None, removed: Snippet | None = None) -> tuple[str, int]:
    by = actor()
    found = snippets.list_snippets(engine().office, by)
    failed = {"form": form, "sentence": capital(sentence(fault)), "typed": _read_form()} if fault else None
    page = render_template(
        "snippets/list.html",
        groups=[
            ("Мои", [each for each in found if each.owner_id is not None]),
            ("Общие", [each for each in found if each.owner_id is None]),
        ],
        may_share=by.has(*snippets.SHARERS),
        may_change=lambda each: snippets.may_change(by, each),
        failed=failed,
        removed=removed,
        title_limit=snippets.TITLE_LIMIT,
        text_limit=snippets.TEXT_LIMIT,
    )
    return page, status_of(fault) if fault else 200


def _object(snippet: Snippet) -> dict[str, Any]:
    return {"id": snippet.id, "title": snippet.title, "text": snippet.text, "shared": snippet.owner_id is None}


def _read_form() -> dict[str, Any]:
    read = read_fields()
    return {"title": str(read.get("title", "")), "text": str(read.get("text", "")), "shared": read.get("shared", "")}
