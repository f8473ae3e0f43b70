"""Signing in and out, and a fresh proof (CSRF) for a page that was open meanwhile."""

from typing import cast

from flask import Blueprint, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import Forbidden

from letterkit.core.errors import DeniedError, ToolFailed
from letterkit.office.people import sign_in
from letterkit.office.people.sign_in_delays import Origin
from letterkit.reports.wording import sentence
from webui import session
from webui.access import account, me, needs, public
from webui.account import Account
from webui.engine import engine
from webui.errors import status_of
from webui.navigation import home
from webui.resume import own_path

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
@public
def page() -> ResponseReturnValue:
    """The form; whoever has signed in already goes on."""
    if account() is not None:
        return redirect(_onward(account()), 303)
    return render_template("people/sign_in.html", login="", error=None, next=own_path(request.args.get("next")))


@blueprint.post("/sign-in")
@public
def enter() -> ResponseReturnValue:
    """Signs in, and goes on to the page that was wanted."""
    login, password = request.form.get("login", ""), request.form.get("password", "")
    origin = Origin(session.address(), str(current_app.secret_key))
    try:
        person = sign_in.sign_in(engine().database, login, password, origin)
    except (DeniedError, ToolFailed) as fault:
        return _refusal_page(login, fault)
    entered = Account.of(person)
    session.begin(entered)
    if entered.must_change_password:
        return redirect(url_for("me.password", next=own_path(request.form.get("next"))), 303)
    return redirect(_onward(entered), 303)


@blueprint.post("/sign-out")
@needs(always=True)
def leave() -> ResponseReturnValue:
    """Signs out and forgets what this browser has brought."""
    session.leave(me())
    flash("Вы вышли.")
    return redirect(url_for("sign_in.page"), 303)


@blueprint.get("/csrf")
@public
def csrf() -> ResponseReturnValue:
    """What a page left open over a sign-in proves itself by from now on, and for whom it would speak (id or null)."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise Forbidden
    known = account()
    return jsonify(csrf_token=generate_csrf(), person=known.id if known else None)


def _refusal_page(login: str, fault: DeniedError | ToolFailed) -> ResponseReturnValue:
    wanted = own_path(request.form.get("next"))
    page = render_template("people/sign_in.html", login=login, error=sentence(fault), next=wanted)
    if fault.code == "sign-in.wait":
        return page, 429, {"Retry-After": f"{60 * cast(int, fault.details['minutes'])}"}
    return page, 422 if isinstance(fault, DeniedError) else status_of(fault)


def _onward(known: Account | None) -> str:
    return own_path(request.values.get("next")) or home(known)
