"""One's own second step: an application with codes, security keys, recovery codes; set up by the person alone."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from letterkit.office.people import code_app, second_step, security_keys
from letterkit.office.people.accounts import person_of
from letterkit.office.people.second_step_demands import is_demanded
from webui.access import actor, me, needs
from webui.engine import engine
from webui.limits import rate_limit
from webui.people.forms import errors_of
from webui.proof import site, why_no_keys
from webui.resume import own_path
from webui.session import ask_key, asked_of_key

blueprint = Blueprint("second_step", __name__, url_prefix="/me/second-step")
_OFFERED = "code_app"
"""Where the cookie keeps the secret, encrypted, of an application that is being set up."""


@blueprint.get("")
@needs(fresh=True, setting_up=True)
def page() -> str:
    """What is set up, and what can be."""
    return _page()


@blueprint.post("/app")
@needs(fresh=True, setting_up=True)
@rate_limit("password")
def add_app() -> ResponseReturnValue:
    """Sets up the application that was offered, after a code of it."""
    code, kept, apps = request.form.get("code", ""), session.get(_OFFERED, ""), engine().code_apps
    return _add(lambda: apps.set_up(engine().database, actor(), kept, code), "Коды из приложения включены.")


@blueprint.post("/app/remove")
@needs(fresh=True)
def remove_app() -> ResponseReturnValue:
    """Has the application give no codes any more."""
    code_app.remove(engine().database, actor())
    return _page_after("Коды из приложения отключены.")


@blueprint.post("/keys")
@needs(fresh=True, setting_up=True)
@rate_limit("password")
def add_key() -> ResponseReturnValue:
    """Adds the security key that has answered."""
    name, answer = request.form.get("name", ""), request.form.get("credential", "")

    def add() -> list[str]:
        return security_keys.add(engine().database, actor(), site(), name, answer, asked_of_key())

    return _add(add, "Ключ добавлен.")


@blueprint.post("/keys/<int:key_id>/remove")
@needs(fresh=True)
def remove_key(key_id: int) -> ResponseReturnValue:
    """Has the key prove nothing any more."""
    security_keys.remove(engine().database, actor(), key_id)
    return _page_after("Ключ убран.")


@blueprint.post("/codes")
@needs(fresh=True)
def make_codes() -> ResponseReturnValue:
    """Shows other recovery codes, once; those of before are good no more."""
    return _codes_page(second_step.make_codes(engine().database, actor()))


def _add(add: Callable[[], list[str]], said: str) -> ResponseReturnValue:
    """What was added, with the recovery codes that come with the first of all."""
    codes = list[str]()
    errors = errors_of(lambda: codes.extend(add()))
    if errors:
        return _page(errors=errors), 422
    session.pop(_OFFERED, None)
    if codes:
        return _codes_page(codes)
    flash(said, "success")
    return redirect(own_path(request.form.get("next")) or url_for("second_step.page"), 303)


def _page_after(said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("second_step.page"), 303)


def _codes_page(codes: list[str]) -> str:
    wanted = own_path(request.form.get("next")) or url_for("second_step.page")
    return render_template("people/codes.html", codes=codes, next=wanted)


def _page(**view: Any) -> str:
    by, database = me(), engine().database
    person, step = person_of(database, by.id), second_step.second_step_of(database, by.id)
    offer = engine().code_apps.offer(person.login, session.get(_OFFERED)) if step.app is None else None
    if offer is not None:
        session[_OFFERED] = offer.kept
    no_keys = why_no_keys()
    options = None if no_keys else security_keys.creation_options(site(), person, step.keys, ask_key())
    return render_template(
        "people/second_step.html",
        step=step,
        offer=offer,
        no_keys=no_keys,
        key_options=options,
        is_demanded=is_demanded(database, person),
        next=own_path(request.values.get("next")),
        **{"errors": {}, **view},
    )
