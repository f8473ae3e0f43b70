"""Who may ask for what. Every view says it by a mark; one that says nothing is refused to everybody.

    @blueprint.get("/letters")
    @needs(Duty.EXECUTOR, Duty.REVIEWER)      one of these duties;  needs(): whoever has signed in;  public: everybody
    def letters() -> str: ...

People sign in by a session, programs by a token and only under /api/. A session must prove that the request comes from
our own page (CSRF), a token is proof enough.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from werkzeug.exceptions import Forbidden, Unauthorized

from letterkit.core.errors import DeniedError, LetterkitError
from letterkit.core.office import Actor, Duty
from letterkit.flow.cases.office import Office
from webui.engine import engine
from webui.errors import wants_json
from webui.people import session
from webui.people.account import Account

log = logging.getLogger(__name__)

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "letterkit_access"


@dataclass(frozen=True, slots=True)
class Access:
    """One of ``duties``, or any duty when there are none; ``open_by``: to all, where that setting says so.

    ``always``: also to somebody who has yet to change a temporary password.
    """

    duties: frozenset[Duty] = frozenset()
    open_by: str | None = None
    public: bool = False
    always: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody has to sign in."""
        return self.public or (self.open_by is not None and bool(getattr(engine().settings, self.open_by)))


def needs(*duties: Duty, always: bool = False) -> Callable[[View], View]:
    """Marks a view for people and programs with one of ``duties``."""
    return _marked(Access(frozenset(duties), always=always))


def public(view: View) -> View:
    """Marks a view for everybody."""
    return _marked(Access(public=True))(view)


def public_by(setting: str) -> Callable[[View], View]:
    """Marks a view for everybody where ``setting`` (a field of Settings) is on, else for whoever has signed in."""
    return _marked(Access(open_by=setting))


def account() -> Account | None:
    """Who asks, or None; known since the request began, so that a page of refusal asks nobody."""
    return g.get("account")


def actor() -> Actor:
    """Who asks, as the engine knows them; raises 401 Unauthorized."""
    known = account()
    if known is None:
        raise Unauthorized
    return known.actor


def own_office() -> Office:
    """The office as the body has it that whoever asks works for; raises 401 Unauthorized, RequestError as Office.of."""
    return engine().office.of(actor().body)


def own_body() -> str:
    """The body that whoever asks works for; that of the settings for a stranger."""
    known = account()
    return known.actor.body if known is not None else ""


def own_path(path: str | None) -> str | None:
    """``path`` when it is one of this service and of nobody else's."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    return path if path.isprintable() and "\\" not in path and urlsplit(path).netloc == "" else None


def guard(app: Flask) -> None:
    """Has every request to ``app`` asked who it is from before anything else is done."""
    app.before_request(_admit)
    app.register_error_handler(Unauthorized, _stranger)


def _marked(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, _MARK, access)
        return view

    return mark


def _admit() -> ResponseReturnValue | None:
    if request.endpoint == "static":
        return None
    known = g.account = _known()
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return None  # no such page: there is nothing to guard
    access: Access | None = getattr(view, _MARK, None)
    if access is None:
        log.error("nobody may ask for %s: its view has no mark of access", request.endpoint)
        raise Forbidden
    if not access.is_open:
        if known is None:
            raise Unauthorized
        if access.duties and not known.actor.has(*access.duties):
            raise DeniedError("denied.duty", duties=tuple(sorted(access.duties)))
        if known.must_change_password and not access.always:
            return _password_first()
    if current_app.config["WTF_CSRF_ENABLED"] and not g.get("by_token"):
        current_app.extensions["csrf"].protect()
    return None


def _known() -> Account | None:
    try:
        known = current_user._get_current_object()
    except LetterkitError:
        # The database does not answer: the page that says so must not ask it again.
        g._login_user = None
        raise
    if not isinstance(known, Account):
        return None
    if not g.get("by_token") and not session.is_alive():
        session.forget()
        flash("Вы долго ничего не делали, поэтому нужно войти снова.")
        return None
    return session.in_chosen_body(known)


def _password_first() -> ResponseReturnValue:
    if wants_json():
        return jsonify(error="Сначала смените временный пароль.", password=url_for("me.password")), 403
    flash("Пароль временный: придумайте свой.")
    return redirect(url_for("me.password", next=_wish()), 303)


def _stranger(fault: Unauthorized) -> ResponseReturnValue:
    where = url_for("sign_in.page", next=_wish())
    if wants_json():
        return jsonify(error="Нужно войти.", sign_in=where), 401
    if "HX-Request" in request.headers:
        return Response(status=401, headers={"HX-Redirect": where})
    if typed := _typed():
        page = render_template("people/sign_in.html", login="", error=None, next=_wish(), typed=typed)
        return page, 401
    return redirect(where, 303)


def _typed() -> list[tuple[str, str]]:
    """What a form of our own page has brought: it is sent once more after the sign-in, not lost.

    From elsewhere nothing is taken, for our page would send it with a proof (CSRF) of its own; passwords are not shown.
    """
    if request.method != "POST" or _wish() is None or "password" in request.form:
        return []
    return [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]


def _wish() -> str | None:
    """The page to come back to: the one asked for, or the one that a form or a script was on."""
    if request.method == "GET" and not wants_json() and "HX-Request" not in request.headers:
        asked = request.full_path.removesuffix("?")
        return None if asked == "/" else own_path(asked)
    came_from = urlsplit(request.referrer or "")
    return own_path(came_from.path) if came_from.netloc == request.host else None
