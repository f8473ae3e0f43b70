"""A session of the browser: begun by a sign-in, ended by a sign-out or by doing nothing for long.

It is a signed cookie. Its mark of a person is their ``fs_uniquifier``, which a change of password changes.
"""

from flask import request, session
from flask_login import logout_user
from flask_security import login_user

from letterkit.core import clock
from webui.engine import engine
from webui.people.account import Account

_SEEN, _PERSON, _CSRF = "seen", "person", "csrf_token"
_NOTED_EVERY_S = 60
_ASKED_BY_ITSELF = frozenset({"letters.present"})
"""What a page left open asks without anybody: it does not count as something done."""


def begin(account: Account) -> None:
    """Signs ``account`` in; what a page open in this browser proves itself by goes on holding."""
    if session.get(_PERSON) not in (None, account.id):
        _keep_only(_CSRF)  # letters on the desk belong to whoever was here before
    login_user(account, remember=False)
    session[_PERSON] = account.id
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
