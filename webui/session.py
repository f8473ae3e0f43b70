"""The session of a browser: begun by a sign-in, over when it is left, ended from elsewhere or grown old.

The browser has a signed cookie with a token, the database a row (``office.people.sessions``): a copy of the cookie is
worth nothing once the row is over.
"""

import logging
import secrets
from dataclasses import replace
from datetime import timedelta

from flask import g, request, session
from flask_login import logout_user
from flask_security import login_user

from letterkit.core import clock
from letterkit.core.errors import LetterkitError, RequestError
from letterkit.core.office import Duty
from letterkit.office.notices.sign_ins import tell_place
from letterkit.office.people import sessions
from letterkit.office.people.directory_grants import attach_grant
from letterkit.office.people.second_step import Way
from letterkit.office.people.sessions import End, Place
from letterkit.store.tables import Person
from webui.account import TOKEN, Account
from webui.browsers import browser_words
from webui.engine import engine

log = logging.getLogger(__name__)

GRANT = "grant"
"""What a provider has given (``directory_grants``) and to whom, until the session begins that it is for."""
_PERSON, _CSRF, _BODY, _AWAITED, _ASKED = "person", "csrf_token", "body", "awaited", "asked"
_AWAITED_FOR = _ASKED_FOR = timedelta(minutes=10)
_ASKED_BY_ITSELF = frozenset({"letters.present", "review.now", "batches.progress", "notices.now"})
"""What a page left open asks without anybody: it does not count as something done."""


def begin(account: Account, step: Way | None = None) -> None:
    """Signs ``account`` in, with that second ``step``; the proof of forms (CSRF) of before is worth nothing any more.

    A page left open over it asks for another one (``GET /csrf``).
    """
    before, grant = session.get(TOKEN, ""), session.pop(GRANT, None)
    if session.get(_PERSON) not in (None, account.id):
        session.clear()  # letters on the desk belong to whoever was here before
    session.pop(_CSRF, None)
    g.pop(_CSRF, None)
    login_user(account, remember=False)
    session[_PERSON] = account.id
    session.pop(_BODY, None)
    session.pop(_AWAITED, None)
    place, known_for = Place(address(), browser_words(request.user_agent.string)), _known_for()
    if known_for:
        tell_place(engine().database, account.id, place, known_for)
    session[TOKEN] = sessions.begin(engine().database, account.id, place, before, step=step, kept_for=known_for)
    if grant is not None and grant[1] == account.id:
        attach_grant(engine().database, grant[0], session[TOKEN])


def await_second_step(person: Person) -> None:
    """Remembers that this browser has proved who it is by the first step; it is signed in as nobody meanwhile."""
    session[_AWAITED] = [person.id, person.fs_uniquifier, clock.now().timestamp()]


def awaited_person() -> int | None:
    """The person whose second step this browser is to take, while they may and nothing of their door has changed."""
    person_id, mark, at = session.get(_AWAITED) or (0, "", 0)
    if clock.now().timestamp() - at > _AWAITED_FOR.total_seconds():
        session.pop(_AWAITED, None)
        return None
    with engine().database.reading() as opened:
        person = opened.get(Person, person_id)
    return person.id if person is not None and person.active and person.fs_uniquifier == mark else None


def ask_key() -> bytes:
    """What a security key is to sign next in this browser; good once and for some minutes."""
    challenge = secrets.token_bytes(32)
    session[_ASKED] = [challenge.hex(), clock.now().timestamp()]
    return challenge


def asked_of_key() -> bytes:
    """What the key was asked for, now used up; raises RequestError ``second-step.late``."""
    challenge, at = session.pop(_ASKED, None) or ("", 0)
    if clock.now().timestamp() - at > _ASKED_FOR.total_seconds():
        raise RequestError("second-step.late")
    return bytes.fromhex(challenge)


def is_proved(account: Account) -> bool:
    """Whether whoever is here has proved of late who they are (``LETTERKIT_PROOF_MINUTES``); a token is made so."""
    of = account.sign_in
    if of is None:
        return True
    return clock.now() - (of.proved or of.begun) < timedelta(minutes=engine().settings.proof_minutes)


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


def _known_for() -> timedelta:
    return timedelta(days=engine().settings.place_days)


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
