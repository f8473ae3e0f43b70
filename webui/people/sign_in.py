"""Signing in and out, and a fresh proof (CSRF) for a page that was open meanwhile.

Whatever has proved who somebody is, a password or a directory, ends in ``go_on``.
"""

from typing import cast

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session
from werkzeug.exceptions import Forbidden

from letterkit.core.errors import DeniedError, LetterkitError, RequestError, ToolError
from letterkit.office.people import second_step, sessions, sign_in
from letterkit.office.people.second_step import Way
from letterkit.office.people.sign_in import Proof
from letterkit.reports.wording import sentence
from letterkit.store.tables import Person
from webui import session
from webui.access import account, me, needs, public
from webui.account import Account
from webui.engine import engine
from webui.errors import status_of
from webui.limits import rate_limit
from webui.navigation import home
from webui.people.provider import way_out
from webui.proof import ask_again, brought_before, origin, second_step_proof, step_view
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
    """Signs in, or goes on to the second step, and then to the page that was wanted."""
    login, password = request.form.get("login", ""), request.form.get("password", "")
    try:
        person = engine().doors.enter(login, password, origin())
    except (DeniedError, ToolError) as fault:
        wanted = own_path(request.form.get("next"))
        page = render_template("people/sign_in.html", login=login, error=sentence(fault), next=wanted)
        return page, _status(fault), _when(fault)
    return go_on(person, own_path(request.form.get("next")))


def go_on(person: Person, wanted: str | None, step: Way | None = None) -> ResponseReturnValue:
    """Signs ``person`` in, of whom ``sign_in.admit`` has made sure; with a second step of theirs, only after it.

    ``step`` is the second step that there has been already, here or with whoever vouches for the person.
    """
    if step is None and second_step.second_step_of(engine().database, person.id).is_set_up:
        session.await_second_step(person)
        return redirect(url_for("sign_in.second", next=wanted), 303)
    entered = Account.of(person)
    session.begin(entered, step)
    if entered.is_held:
        return redirect(url_for("me.password", next=wanted), 303)
    return redirect(wanted or home(entered), 303)


@blueprint.get("/sign-in/second-step")
@public
def second() -> ResponseReturnValue:
    """The form of the second step, for whoever has taken the first."""
    person_id = session.awaited_person()
    if person_id is None:
        return redirect(url_for("sign_in.page", next=own_path(request.args.get("next"))), 303)
    return _second_page(person_id, None)


@blueprint.post("/sign-in/second-step")
@public
def take_second() -> ResponseReturnValue:
    """Signs in by the second step."""
    person_id = session.awaited_person()
    if person_id is None:
        flash("Вход не закончен вовремя: начните его снова.")
        return redirect(url_for("sign_in.page", next=own_path(request.form.get("next"))), 303)
    used: list[Way] = []
    try:
        person = sign_in.prove_second_step(engine().database, person_id, _noting(second_step_proof(), used), origin())
    except (DeniedError, RequestError) as fault:
        return _second_page(person_id, sentence(fault)), _status(fault), _when(fault)
    if used == [Way.RECOVERY]:
        left = second_step.second_step_of(engine().database, person.id).codes
        flash(f"Запасной код использован, осталось: {left}. Новые – на Вашей странице.")
    return go_on(person, own_path(request.form.get("next")), used[0])


@blueprint.get("/sign-in/again")
@needs(always=True, setting_up=True)
def again() -> ResponseReturnValue:
    """Asks once more who it is."""
    return ask_again(me().id, own_path(request.args.get("next")))


@blueprint.post("/sign-in/again")
@needs(always=True, setting_up=True)
@rate_limit("password")
def prove_again() -> ResponseReturnValue:
    """Takes the proof, and goes on to the page that was wanted or with what a form had brought."""
    known, wanted, brought = me(), own_path(request.form.get("next")), brought_before()
    try:
        sign_in.prove_again(engine().database, known.id, _proof(known.id), origin())
    except (DeniedError, RequestError, ToolError) as fault:
        typed = brought[1] if brought else None
        return ask_again(known.id, wanted, sentence(fault), typed), _status(fault), _when(fault)
    if known.sign_in is not None:
        sessions.note_proof(engine().database, known.sign_in.id)
    if brought is not None:
        path, typed = brought
        return render_template("people/proved.html", path=path, typed=typed)
    return redirect(wanted or url_for("me.page"), 303)


@blueprint.post("/sign-out")
@needs(always=True)
def leave() -> ResponseReturnValue:
    """Signs out and forgets what this browser has brought."""
    onward = way_out(me())
    session.leave(me())
    if onward is not None:
        return render_template("people/left.html", onward=onward)
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


def _proof(person_id: int) -> Proof:
    """What the person proves themselves by once more: their second step, or their password where they have none."""
    if second_step.second_step_of(engine().database, person_id).is_set_up:
        return second_step_proof()
    matched = engine().doors.confirms(person_id, request.form.get("old", ""))
    return lambda _opened, _person: Way.PASSWORD if matched else None


def _noting(proof: Proof, used: list[Way]) -> Proof:
    """``proof``, which adds to ``used`` by what it was given."""

    def noted(opened: Session, person: Person) -> Way | None:
        if (way := proof(opened, person)) is not None:
            used.append(way)
        return way

    return noted


def _second_page(person_id: int, error: str | None) -> str:
    wanted = own_path(request.values.get("next"))
    return render_template("people/second.html", error=error, next=wanted, **step_view(person_id))


def _status(fault: LetterkitError) -> int:
    if fault.code == "sign-in.wait":
        return 429
    return 422 if isinstance(fault, DeniedError | RequestError) else status_of(fault)


def _when(fault: LetterkitError) -> dict[str, str]:
    """When to come back, for a program that asks too often."""
    minutes = fault.details.get("minutes")
    return {"Retry-After": f"{60 * cast(int, minutes)}"} if fault.code == "sign-in.wait" else {}


def _onward(known: Account | None) -> str:
    return own_path(request.values.get("next")) or home(known)
