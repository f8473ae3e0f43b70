"""The session of a browser: begun by a sign-in, over when it is left, ended from elsewhere or grown old.

The browser has a signed cookie with a token, the database a row (``office.people.sessions``): a copy of the cookie is
worth nothing once the row is over.
"""

import logging
from dataclasses import replace

from flask import g, request, session
from flask_login import logout_user
from flask_security import login_user

from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.office import Duty
from letterkit.office.people import sessions
from letterkit.office.people.sessions import End
from webui.account import TOKEN, Account
from webui.browsers import browser_words
from webui.engine import engine

log = logging.getLogger(__name__)

_PERSON, _CSRF, _BODY = "person", "csrf_token", "body"
_ASKED_BY_ITSELF = frozenset({"letters.present", "review.now", "batches.progress", "notices.now"})
"""What a page left open asks without anybody: it does not count as something done."""


def begin(account: Account) -> None:
    """Signs ``account`` in; the proof of forms (CSRF) that was known before is worth nothing from now on.

    A page left open over it asks for another one (``GET /csrf``).
    """
    before = session.get(TOKEN, "")
    if session.get(_PERSON) not in (None, account.id):
        session.clear()  # letters on the desk belong to whoever was here before
    session.pop(_CSRF, None)
    g.pop(_CSRF, None)
    login_user(account, remember=False)
    session[_PERSON] = account.id
    session.pop(_BODY, None)
    browser = browser_words(request.user_agent.string)
    session[TOKEN] = sessions.begin(engine().database, account.id, address(), browser, before)


def address() -> str:
    """Where the request comes from, as far as our own proxies tell (``LETTERKIT_PROXIES``)."""
    return request.remote_addr or "unknown"


def note(account: Account) -> None:
    """Notes, each minute at most, that something is done in the session of ``account``."""
    of = account.sign_in
    if of is None or request.endpoint in _ASKED_BY_ITSELF or clock.now() - of.seen < sessions.NOTED_EVERY:
        return
    try:
        sessions.note_done(engine().database, of.id)
    except LetterkitError:
        log.warning("what is done in a session could not be noted", exc_info=True)  # a page is read all the same


def end_words(end: End) -> str:
    """Why somebody has to sign in again."""
    if end is End.AGED:
        return f"С Вашего входа прошло {engine().settings.session_hours} ч, поэтому нужно войти снова."
    if end is End.IDLE:
        return "Вы долго ничего не делали, поэтому нужно войти снова."
    return "Сеанс завершён: войдите снова."


def choose_body(body: str | None) -> None:
    """An administrator works for ``body`` from now on; for their own when None."""
    if body is None:
        session.pop(_BODY, None)
    else:
        session[_BODY] = body


def in_chosen_body(account: Account) -> Account:
    """``account`` as it works now: an administrator for the body that they have chosen, all others for their own."""
    chosen = session.get(_BODY)
    if chosen is None or not account.actor.has(Duty.ADMINISTRATOR) or g.get("by_token"):
        return account
    return replace(account, actor=replace(account.actor, body=chosen))


def forget() -> None:
    """Ends the sign-in alone: a page left open goes on after the next one."""
    logout_user()
    session.pop(TOKEN, None)


def leave(account: Account) -> None:
    """Ends the session of ``account``, and everything that this browser was known by."""
    if account.sign_in is not None:
        sessions.leave(engine().database, account.actor, account.sign_in.id)
    logout_user()
    session.clear()
