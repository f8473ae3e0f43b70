"""A session of the browser: begun by a sign-in, ended by a sign-out or by doing nothing for long.

It is a signed cookie. Its mark of a person is their ``fs_uniquifier``, which a change of password changes.
"""

from dataclasses import replace

from flask import g, request, session
from flask_login import logout_user
from flask_security import login_user

from letterkit.core import clock
from letterkit.core.office import Duty
from webui.engine import engine
from webui.people.account import Account

_SEEN, _PERSON, _CSRF, _BODY = "seen", "person", "csrf_token", "body"
_NOTED_EVERY_S = 60
_ASKED_BY_ITSELF = frozenset({"letters.present"})
"""What a page left open asks without anybody: it does not count as something done."""


def begin(account: Account) -> None:
    """Signs ``account`` in; what a page open in this browser proves itself by goes on holding."""
    if session.get(_PERSON) not in (None, account.id):
        _keep_only(_CSRF)  # letters on the desk belong to whoever was here before
    login_user(account, remember=False)
    session[_PERSON] = account.id
    session.pop(_BODY, None)
    session[_SEEN] = _now()


def is_alive() -> bool:
    """Whether something was done within the time that settings allow; notes that something is done now."""
    idle = _now() - session.get(_SEEN, 0)
    if idle > engine().settings.session_minutes * 60:
        return False
    if (
        idle >= _NOTED_EVERY_S and request.endpoint not in _ASKED_BY_ITSELF
    ):  # not at every request: the cookie would be sent with every answer
        session[_SEEN] = _now()
    return True


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


def end() -> None:
    """Ends everything that this browser was known by."""
    logout_user()
    session.clear()


def _keep_only(*names: str) -> None:
    kept = {name: session[name] for name in names if name in session}
    session.clear()
    session.update(kept)


def _now() -> int:
    return int(clock.now().timestamp())
