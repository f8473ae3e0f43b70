"""A new reply text, empty or copied from another."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from letterkit.compose.catalogue import ReplyHead, ReplyText
from letterkit.core.errors import RequestError, TemplateError
from letterkit.core.outcome import Outcome
from letterkit.office.content import editing, listing
from letterkit.office.content.reply_file import reply_content
from letterkit.office.content.repository import KEEPERS
from letterkit.office.content.version_file import KeptKind, reply_of
from letterkit.reports.office_words import OUTCOMES
from letterkit.reports.wording import sentence
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital, status_of
from webui.texts.blueprint import blueprint
from webui.texts.names import title_of
from webui.texts.typed import latin

_REPLY = KeptKind.REPLY
_FIRST_WORDS = "{{ opening }}\n\n{{ body }}\n\n{{ contact }}\n"
_TITLE = "О рассмотрении обращения"


@blueprint.get("/new")
@needs(*KEEPERS)
def new() -> str:
    """The form: what it is called, of what it is made."""
    copy = request.args.get("copy", "")
    name = f"{_source_title(copy)} (копия)" if copy else ""
    return _page(copy, name, "", request.args.get("outcome", ""))


@blueprint.post("/new")
@needs(*KEEPERS)
def make() -> ResponseReturnValue:
    """Makes it as a draft and opens the editor."""
    copy = request.form.get("copy", "").strip()
    name = " ".join(request.form.get("name", "").split())
    slug = request.form.get("slug", "").strip() or latin(name, "-")
    outcome = request.form.get("outcome", "")
    try:
        if not name:
            raise RequestError("kept.no-name")
        content = _content(copy, slug, name, outcome)
        editing.create(
            engine().office, actor(), _REPLY, slug, content, f"Копия «{_source_title(copy)}»" if copy else "Новый"
        )
    except (RequestError, TemplateError) as fault:
        if status_of(fault) != 422:
            raise
        if fault.details.get("key") == "id" or fault.code == "template.wrong-id":
            fault = RequestError("kept.bad-slug", slug=slug)
        field = "name" if fault.code == "kept.no-name" else "slug" if fault.code.startswith("kept.") else "form"
        return _page(copy, name, request.form.get("slug", ""), outcome, {field: capital(sentence(fault))}), 422
    return redirect(url_for("texts.edit", slug=slug), 303)


def _content(copy: str, slug: str, name: str, outcome: str) -> bytes:
    """Raises RequestError ``kept.unknown``, TemplateError ``data.*``."""
    if not copy:
        known = Outcome(outcome) if outcome in set(Outcome) else None
        head = ReplyHead.model_construct(id=slug, name=name, title=_TITLE, outcome=known)
        return reply_content(head, _FIRST_WORDS)
    found = _load_source(copy)
    head = found.head.model_copy(update={"id": slug, "name": name[:500]})
    return reply_content(head, found.source)


def _load_source(slug: str) -> ReplyText:
    """What is in force of it, else the newest version."""
    opened = listing.read_item(engine().office, _REPLY, slug)
    return reply_of(editing.content_of(engine().office, _REPLY, slug, opened.item.kept.live), slug)


def _source_title(slug: str) -> str:
    return title_of(listing.read_item(engine().office, _REPLY, slug).item.thing, slug) if slug else ""


def _page(copy: str, name: str, slug: str, outcome: str, errors: dict[str, str] | None = None) -> str:
    return render_template(
        "texts/new.html",
        copy=copy,
        copy_name=_source_title(copy),
        name=name,
        slug=slug,
        outcome=outcome,
        outcomes=OUTCOMES,
        errors=errors or {},
    )
