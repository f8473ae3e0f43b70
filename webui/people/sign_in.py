"""Signing in and out, and a fresh proof (CSRF) for a page that was open meanwhile."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import Forbidden

from letterkit.core.errors import DeniedError, ToolFailed
from letterkit.flow import sign_in
from letterkit.reports.wording import sentence
from webui.access import account, actor, needs, own_path, public
from webui.engine import engine
from webui.errors import status_of
from webui.limits import limited
from webui.navigation import home
from webui.people import session
from webui.people.account import Account

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
@limited("sign-in")
def enter() -> ResponseReturnValue:
    """Signs in, and goes on to the page that was wanted."""
    login, password = request.form.get("login", ""), request.form.get("password", "")
    try:
        person = sign_in.sign_in(engine().database, login, password)
    except (DeniedError, ToolFailed) as fault:
        wanted = own_path(request.form.get("next"))
        status = 422 if isinstance(fault, DeniedError) else status_of(fault)
        return render_template("people/sign_in.html", login=login, error=sentence(fault), next=wanted), status
    entered = Account.of(person)
    session.begin(entered)
    if entered.must_change_password:
        return redirect(url_for("me.password", next=own_path(request.form.get("next"))), 303)
    return redirect(_onward(entered), 303)


@blueprint.post("/sign-out")
@needs(always=True)
def leave() -> ResponseReturnValue:
    """Signs out and forgets what this browser has brought."""
    sign_in.signed_out(engine().database, actor())
    session.end()
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


def _onward(known: Account | None) -> str:
    return own_path(request.values.get("next")) or home(known)
