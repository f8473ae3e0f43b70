"""Who may ask for what. Every view says it by a mark; one that says nothing is refused to everybody.

    @blueprint.get("/letters")
    @needs(Duty.EXECUTOR, Duty.REVIEWER)      one of these duties;  needs(): whoever has signed in;  public: everybody
    def letters() -> str: ...

People sign in by a session; programs, and people's own programs, by a token and only under /api/. A session must prove
that the request comes from our own page (CSRF), a token is proof enough.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, Response, current_app, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from werkzeug.exceptions import Forbidden, Unauthorized

from letterkit.core.errors import DeniedError, LetterkitError
from letterkit.core.office import Actor, Duty
from letterkit.office.context import Office
from webui import session
from webui.account import Account
from webui.engine import engine
from webui.problems import in_api, problem
from webui.proof import ask_again
from webui.resume import form_to_resend, wants_json, wish

log = logging.getLogger(__name__)

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "letterkit_access"


@dataclass(frozen=True, slots=True)
class Access:
    """One of ``duties``, or any duty when there are none; ``open_by``: to all, where that setting says so.

    ``always``: also to somebody who has yet to change a password or to set up a second step, which the views marked
    ``setting_up`` are for. ``fresh``: after a proof of late who it is. ``own_door``: the view's blueprint says itself
    who may ask; no session is looked at, so that no proof of our own page (CSRF) is needed.
    """

    duties: frozenset[Duty] = frozenset()
    open_by: str | None = None
    public: bool = False
    always: bool = False
    own_door: bool = False
    fresh: bool = False
    setting_up: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody has to sign in."""
        return self.public or (self.open_by is not None and bool(getattr(engine().settings, self.open_by)))


def needs(*duties: Duty, always: bool = False, fresh: bool = False, setting_up: bool = False) -> Callable[[View], View]:
    """Marks a view for people and programs with one of ``duties``."""
    return _mark_access(Access(frozenset(duties), always=always, fresh=fresh, setting_up=setting_up))


def public(view: View) -> View:
    """Marks a view for everybody."""
    return _mark_access(Access(public=True))(view)


def own_door(view: View) -> View:
    """Marks a view whose blueprint says itself who may ask, by other signs than a session."""
    return _mark_access(Access(public=True, own_door=True))(view)


def public_by(setting: str) -> Callable[[View], View]:
    """Marks a view for everybody where ``setting`` (a field of Settings) is on, else for whoever has signed in."""
    return _mark_access(Access(open_by=setting))


def account() -> Account | None:
    """Who asks, or None; known since the request began, so that a page of refusal asks nobody."""
    return g.get("account")


def me() -> Account:
    """Who asks, with the session that they ask in; raises 401 Unauthorized."""
    known = account()
    if known is None:
        raise Unauthorized
    return known


def actor() -> Actor:
    """Who asks, as the engine knows them; raises 401 Unauthorized."""
    return me().actor


def own_office() -> Office:
    """The office as the body has it that whoever asks works for; raises 401 Unauthorized, RequestError as Office.of."""
    return engine().office.of(actor().body)


def own_body() -> str:
    """The body that whoever asks works for; that of the settings for a stranger."""
    known = account()
    return known.actor.body if known is not None else ""


def guard(app: Flask) -> None:
    """Has every request to ``app`` asked who it is from before anything else is done."""
    app.before_request(_admit)
    app.register_error_handler(Unauthorized, _stranger)


def _mark_access(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, _MARK, access)
        return view

    return mark


def _admit() -> ResponseReturnValue | None:
    if request.endpoint == "static":
        return None
    view = current_app.view_functions.get(request.endpoint or "")
    access: Access | None = getattr(view, _MARK, None)
    if access is not None and access.own_door:
        return None
    known = g.account = _load_account()
    if view is None:
        return None  # no such page: there is nothing to guard
    if access is None:
        log.error("nobody may ask for %s: its view has no mark of access", request.endpoint)
        raise Forbidden
    if not access.is_open:
        if known is None:
            raise Unauthorized
        if access.duties and not known.actor.has(*access.duties):
            raise DeniedError("denied.duty", duties=tuple(sorted(access.duties)))
        if (told := _hold(known, access)) is not None:
            return told
    if current_app.config["WTF_CSRF_ENABLED"] and not g.get("by_token"):
        current_app.extensions["csrf"].protect()
    return None


def _load_account() -> Account | None:
    try:
        known = current_user._get_current_object()
    except LetterkitError:
        # The database does not answer: the page that says so must not ask it again.
        g._login_user = None
        raise
    if not isinstance(known, Account):
        if (end := g.pop("session_end", None)) is not None:
            session.forget()
            flash(session.end_words(end))
        return None
    session.note(known)
    return session.in_chosen_body(known)


def _hold(known: Account, access: Access) -> ResponseReturnValue | None:
    """What is to be done at the door first; None when nothing is."""
    if known.must_change_password and not access.always:
        return _first("password", "me.password", "Пароль временный: придумайте свой.")
    if known.has_aged_password and not access.always:
        days = engine().settings.password_days
        return _first("password", "me.password", f"Пароль служит дольше {days} дн.: придумайте новый.")
    if known.lacks_second_step and not (access.always or access.setting_up):
        return _first("second-step", "second_step.page", "Ваши обязанности требуют второго шага входа: включите его.")
    if access.fresh and not session.is_proved(known):
        return _proof_first()
    return None


def _first(what: str, endpoint: str, words: str) -> ResponseReturnValue:
    where = url_for(endpoint)
    if in_api():
        return problem(403, words, f"request.{what}", **{what.replace("-", "_"): where})
    if wants_json():
        return jsonify(error=words, password=where), 403
    return redirect(url_for(endpoint, next=wish()), 303)


def _proof_first() -> ResponseReturnValue:
    """Asks once more who it is; what a form has brought is sent again after that, not lost."""
    if wants_json():
        return jsonify(error="Подтвердите, что это Вы.", sign_in=url_for("sign_in.again", next=wish())), 401
    if brought := form_to_resend():
        return ask_again(me().id, wish(), typed=brought), 401
    return redirect(url_for("sign_in.again", next=wish()), 303)


def _stranger(fault: Unauthorized) -> ResponseReturnValue:
    where = url_for("sign_in.page", next=wish())
    if in_api():
        return problem(401, "Нужно войти: ключ доступа не передан, отозван или устарел.", sign_in=where)
    if wants_json():
        return jsonify(error="Нужно войти.", sign_in=where), 401
    if "HX-Request" in request.headers:
        # A form that somebody fills in stays on the page, which tells them to sign in beside it.
        return Response(status=401, headers={} if request.method == "POST" else {"HX-Redirect": where})
    if brought := form_to_resend():
        page = render_template("people/sign_in.html", login="", error=None, next=wish(), typed=brought)
        return page, 401
    return redirect(where, 303)
