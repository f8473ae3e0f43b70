"""One's own page: what is known of the person, another password, a token for one's own programs."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from letterkit.core.errors import RequestError
from letterkit.core.office import Scope
from letterkit.office.notices import listing
from letterkit.office.notices.kinds import NoticeKind
from letterkit.office.people import accounts, own_token, sessions
from letterkit.office.people.password_rules import demand_strong, rules_now
from letterkit.office.people.second_step import Way, second_step_of
from letterkit.office.programs.calls import last_calls
from letterkit.reports.api_words import SCOPE_HINTS, SCOPES
from letterkit.reports.notice_words import heading
from letterkit.reports.office_words import SESSION_FORMS
from letterkit.reports.wording import DUTIES, plural
from letterkit.store.tables import Person
from webui import session
from webui.access import actor, me, needs
from webui.account import TOKEN_HEADER, Account, terms, token_of
from webui.engine import engine
from webui.limits import rate_limit
from webui.people.forms import errors_of, typed_scopes
from webui.resume import own_path

blueprint = Blueprint("me", __name__, url_prefix="/me")
_SCHEME, _SCHEMES = "scheme", ("light", "dark")
_YEAR_S = 365 * 24 * 3600
_USUAL = frozenset({Scope.READ, Scope.CHECK, Scope.LETTERS})
"""What the panels beside a letter ask for."""


@blueprint.get("")
@needs()
def page() -> str:
    """What is known of the person, which an administrator changes, where they have signed in, their token."""
    return _page()


@blueprint.post("/scheme")
@needs(always=True)
def scheme() -> ResponseReturnValue:
    """Shows the pages light or dark in this browser, or as its system does."""
    answer = redirect(own_path(request.form.get("back", "").removesuffix("?")) or url_for("me.page"), 303)
    wanted, path = request.form.get("scheme", ""), current_app.config["APPLICATION_ROOT"]
    if wanted in _SCHEMES:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        answer.set_cookie(_SCHEME, wanted, max_age=_YEAR_S, path=path, httponly=True, samesite="Lax", secure=secure)
    else:
        answer.delete_cookie(_SCHEME, path)
    return answer


@blueprint.post("/sessions/<int:session_id>/end")
@needs()
def end_session(session_id: int) -> ResponseReturnValue:
    """Ends one's own session in another browser."""
    sessions.end_own(engine().database, actor(), session_id)
    flash("Сеанс завершён.")
    return redirect(url_for("me.page", _anchor="sessions"), 303)


@blueprint.post("/sessions/end-others")
@needs()
def end_other_sessions() -> ResponseReturnValue:
    """Ends one's own sessions in all other browsers."""
    count = sessions.end_others(engine().database, actor(), terms(), own_session(me()))
    flash(f"Завершено: {plural(count, SESSION_FORMS)}." if count else "Других сеансов нет.")
    return redirect(url_for("me.page", _anchor="sessions"), 303)


@blueprint.post("/token")
@needs(fresh=True)
@rate_limit("password")
def make_token() -> ResponseReturnValue:
    """Shows a new token for the person's own programs, once; the old one is refused."""
    password, scopes, made = request.form.get("old", ""), typed_scopes(), list[Person]()
    errors = errors_of(lambda: made.append(own_token.make(engine().database, actor(), password, scopes)))
    if errors:
        return _page(errors=errors, scopes=scopes), 422
    return _page(token=token_of(made[0]))


@blueprint.post("/token/end")
@needs()
def end_token() -> ResponseReturnValue:
    """Has the person's own token refused."""
    own_token.end(engine().database, actor())
    flash("Ключ больше не действует.", "success")
    return redirect(url_for("me.page", _anchor="token-title"), 303)


@blueprint.get("/password")
@needs(always=True, fresh=True)
def password() -> str:
    """The form for another password."""
    return _password_page(own_path(request.args.get("next")), {})


@blueprint.post("/password")
@needs(always=True, fresh=True)
@rate_limit("password")
def change_password() -> ResponseReturnValue:
    """Takes another password; every other browser of the person has to sign in again."""
    old, new, again = (request.form.get(name, "") for name in ("old", "password", "again"))
    by, database = actor(), engine().database
    person = accounts.person_of(database, by.id)
    errors = errors_of(
        lambda: demand_strong(new, person.login, person.surname, person.name), lambda: _demand_same(new, again)
    )
    step = Way(known.step) if (known := me().sign_in) is not None and known.step else None
    if not errors:
        changed = list[Person]()
        errors = errors_of(lambda: changed.append(accounts.change_own_password(database, by, old, new)))
    wanted = own_path(request.form.get("next"))
    if errors:
        return _password_page(wanted, errors), 422
    session.begin(Account.of(changed[0]), step)
    flash("Пароль изменён. В других браузерах нужно войти заново.")
    return redirect(wanted or url_for("me.page"), 303)


def own_session(by: Account) -> int:
    """The number of the session that the request came in; 0 for a program, which has none."""
    return by.sign_in.id if by.sign_in is not None else 0


def own_scheme() -> str:
    """``light`` or ``dark``, as chosen in this browser; empty: as its system has it."""
    chosen = request.cookies.get(_SCHEME, "")
    return chosen if chosen in _SCHEMES else ""


def _page(**view: Any) -> str:
    """One's own page; ``view`` is what has been typed, shown once or refused."""
    database, by = engine().database, me()
    person = accounts.person_of(database, by.id)
    made = own_token.made_at(database, by.id) if person.fs_token_uniquifier else None
    return render_template(
        "people/me.html",
        person=person,
        duty_words=DUTIES,
        sign_ins=sessions.alive(database, terms(), by.id),
        here=own_session(by),
        step=second_step_of(database, by.id),
        heading=heading,
        new_places=listing.unread_of(database, by.actor, NoticeKind.SIGN_IN),
        token_made=made,
        token_until=made + timedelta(days=engine().settings.token_days) if made else None,
        token_used=next((call.at for call in last_calls(database, by.id, 1) if made and call.at >= made), None),
        token_scopes=own_token.scopes_now(person),
        scope_words={scope: SCOPES[scope] for scope in SCOPES if scope in own_token.scopes_within(person.duty_set)},
        scope_hints=SCOPE_HINTS,
        header=TOKEN_HEADER,
        **{"errors": {}, "token": None, "scopes": own_token.scopes_now(person) or _USUAL, **view},
    )


def _password_page(wanted: str | None, errors: dict[str, str]) -> str:
    days = engine().settings.password_days
    return render_template("people/password.html", errors=errors, rules=rules_now(), days=days, next=wanted)


def _demand_same(new: str, again: str) -> None:
    if new != again:
        raise RequestError("person.passwords-differ")
