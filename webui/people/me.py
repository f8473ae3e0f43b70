"""One's own page: what is known of the person, and another password."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from letterkit.core.errors import RequestError
from letterkit.flow import people
from letterkit.flow.passwords import LEAST, demand_strong
from letterkit.reports.wording import DUTIES
from webui.access import actor, needs, own_path
from webui.engine import engine
from webui.limits import limited
from webui.people import session
from webui.people.account import Account
from webui.people.forms import errors_of

blueprint = Blueprint("me", __name__, url_prefix="/me")


@blueprint.get("")
@needs()
def page() -> str:
    """What is known of the person; an administrator changes it."""
    person = people.person_of(engine().database, actor().id)
    return render_template("people/me.html", person=person, duty_words=DUTIES)


@blueprint.get("/password")
@needs(always=True)
def password() -> str:
    """The form for another password."""
    return render_template("people/password.html", errors={}, least=LEAST, next=own_path(request.args.get("next")))


@blueprint.post("/password")
@needs(always=True)
@limited("sign-in")
def change_password() -> ResponseReturnValue:
    """Takes another password; every other browser of the person has to sign in again."""
    old, new, again = (request.form.get(name, "") for name in ("old", "password", "again"))
    me, database = actor(), engine().database
    person = people.person_of(database, me.id)
    errors = errors_of(lambda: demand_strong(new, person.login), lambda: _demand_same(new, again))
    if not errors:
        errors = errors_of(lambda: session.begin(Account.of(people.change_own_password(database, me, old, new))))
    wanted = own_path(request.form.get("next"))
    if errors:
        return render_template("people/password.html", errors=errors, least=LEAST, next=wanted), 422
    flash("Пароль изменён. В других браузерах нужно войти заново.")
    return redirect(wanted or url_for("me.page"), 303)


def _demand_same(new: str, again: str) -> None:
    if new != again:
        raise RequestError("person.passwords-differ")
