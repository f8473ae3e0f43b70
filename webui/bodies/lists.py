"""The list of bodies, a new one by the pattern of another, and the body that an administrator works for just now."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from letterkit.core.errors import LetterkitError
from letterkit.core.office import Duty
from letterkit.core.people import Case
from letterkit.office.content import bodies
from letterkit.office.content.repository import state_of
from letterkit.reports.wording import sentence
from webui import session
from webui.access import account, actor, needs
from webui.bodies.blueprint import READERS, blueprint
from webui.engine import engine
from webui.errors import capital, status_of

_FIELDS = {"profile.bad-id": "id", "kept.exists": "id", "profile.no-name": "name", "kept.unknown": "pattern"}


@blueprint.get("")
@needs(*READERS)
def list() -> str:
    """All bodies, each with its state and how many people it has."""
    return render_template(
        "bodies/list.html",
        rows=bodies.bodies(engine().office, first_id()),
        state_of=state_of,
        first=first_id(),
        own=actor().body or first_id(),
        nominative=Case.NOMINATIVE,
    )


@blueprint.get("/new")
@needs(Duty.ADMINISTRATOR)
def new() -> str:
    """The form for a new body."""
    return _new_page({"pattern": request.args.get("pattern", first_id())}, {})


@blueprint.post("/new")
@needs(Duty.ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """Makes a draft by the pattern chosen, to be filled in."""
    typed = {name: request.form.get(name, "") for name in ("id", "name", "pattern")}
    try:
        kept = bodies.create_body(engine().office, actor(), typed["id"], typed["name"], typed["pattern"])
    except LetterkitError as fault:
        if status_of(fault) not in (404, 409, 422):
            raise
        return _new_page(typed, {_FIELDS.get(fault.code, "form"): capital(sentence(fault))}), 422
    flash("Черновик готов: проверьте название в падежах, впишите свои адреса, телефоны и подписантов.")
    return redirect(url_for("bodies.edit", slug=kept.slug), 303)


@blueprint.post("/choose")
@needs(Duty.ADMINISTRATOR)
def choose() -> ResponseReturnValue:
    """An administrator works for another body: sees its letters, has letters checked by its profile."""
    body = bodies.body_of(engine().database, first_id(), request.form.get("body", ""))
    session.choose_body(body)
    name = engine().checkers.of(body).profile.body.names[Case.NOMINATIVE]
    flash(f"Теперь Вы работаете от имени органа: {name}.")
    return redirect(url_for("bodies.list"), 303)


def first_id() -> str:
    """The id of the profile that the settings name."""
    return engine().checkers.first.profile.id


def body_name() -> str:
    """What the body is called that whoever asks works for; nothing where the service works for one alone."""
    if account() is None or len(engine().checkers.ids()) == 1:
        return ""
    profile = engine().checkers.of(actor().body).profile
    return profile.body.names[Case.NOMINATIVE]


def body_names() -> dict[str, str]:
    """The bodies that people may work for, as rows of people call them, with their names."""
    found = engine().checkers.profiles()
    return {body: capital(profile.body.names[Case.NOMINATIVE]) for body, profile in found.items()}


def _new_page(typed: dict[str, str], errors: dict[str, str]) -> str:
    rows = bodies.bodies(engine().office, first_id())
    patterns = {row.kept.slug: row.profile.profile.body.names[Case.NOMINATIVE] for row in rows if row.profile}
    return render_template("bodies/new.html", typed=typed, errors=errors, patterns=patterns)
