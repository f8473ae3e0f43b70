"""Flask-Security, as far as it serves us: it finds whoever asks by a session or by a token. Its pages are not used.

Its own mark of a session (``fs_uniquifier``) is one for a person and cannot end one browser alone: so a session is a
row of ours (``office.people.sessions``), read together with its person at every request.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask, Request, g, session
from flask_security import RoleMixin, Security, UserDatastore, UserMixin
from flask_security.utils import parse_auth_token
from itsdangerous import BadData

from letterkit.core import clock
from letterkit.core.office import Actor, Scope
from letterkit.office.people import own_token, sessions
from letterkit.office.people.password_rules import is_aged
from letterkit.settings import Settings
from letterkit.store.session_tables import SignIn
from letterkit.store.tables import Person
from webui.engine import engine

TOKEN_HEADER = "Authentication-Token"
TOKEN = "sign_in"
"""What the cookie calls the token of its session."""


@dataclass(frozen=True, slots=True, eq=False)
class Account(UserMixin):
    """A person or a program that may sign in, as it stood when the request came."""

    id: int
    actor: Actor
    full_name: str
    must_change_password: bool
    fs_uniquifier: str = field(repr=False)
    fs_token_uniquifier: str = field(repr=False, default="")
    active: bool = True
    sign_in: SignIn | None = field(repr=False, default=None)
    """The session that the request came in; None for programs."""
    scopes: frozenset[Scope] = frozenset()
    """What the token of the person or the program is good for."""
    has_aged_password: bool = False
    """Whether their own password has served longer than the settings allow."""
    lacks_second_step: bool = False
    """Whether a duty of theirs asks for a second step, and they have none."""

    @property
    def is_held(self) -> bool:
        """Whether something of their sign-in has to be set right before anything else."""
        return self.must_change_password or self.has_aged_password or self.lacks_second_step

    @classmethod
    def of(cls, person: Person, sign_in: SignIn | None = None, *, lacks_second_step: bool = False) -> "Account":
        """The account of ``person``."""
        return cls(
            person.id,
            person.actor,
            person.full_name,
            person.must_change_password,
            person.fs_uniquifier,
            person.fs_token_uniquifier or "",
            person.active,
            sign_in,
            own_token.scopes_now(person),
            is_aged(person, engine().settings.password_days, clock.now()),
            lacks_second_step,
        )


class Accounts(UserDatastore):
    """Where Flask-Security finds an account: by the marks of a session, or by that of a token."""

    def __init__(self) -> None:
        super().__init__(Account, RoleMixin)

    def find_user(self, case_insensitive: bool = False, **marks: Any) -> Account | None:
        """The account that has exactly this mark, if it is active; a program has no sessions."""
        [(name, mark)] = marks.items()
        return {"fs_uniquifier": _in_session, "fs_token_uniquifier": _of_token}[name](mark)


def install(app: Flask, settings: Settings) -> None:
    """Has ``app`` know who asks."""
    app.config.update(
        SECURITY_TOKEN_MAX_AGE=timedelta(days=settings.token_days),
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
    )
    security = Security(app, Accounts(), register_blueprint=False)
    security.principal.skip_static = True
    # Not its own loader, which takes a token from an address or from JSON too, on any page.
    security.login_manager.request_loader(_by_token)


def terms() -> sessions.Terms:
    """How long sessions live here."""
    settings = engine().settings
    return sessions.Terms(timedelta(minutes=settings.session_minutes), timedelta(hours=settings.session_hours))


def token_of(owner: Person) -> str:
    """The token that ``owner``, a program or a person, signs in with from now on; it is signed, not kept."""
    return str(Account.of(owner).get_auth_token())


def _by_token(request: Request) -> Account | None:
    token = request.headers.get(TOKEN_HEADER)
    return account_of_token(token) if token and request.path.startswith("/api/") else None


def account_of_token(token: str) -> Account | None:
    """Whom ``token`` was made for and still signs in, as which the request is served from now on.

    Raises DeniedError ``second-step.token``.
    """
    try:
        told = parse_auth_token(token)
        found = Accounts().find_user(fs_token_uniquifier=str(told["uid"]))
    except (BadData, KeyError, ValueError):
        return None
    g.by_token = found is not None
    return found


def _in_session(mark: str) -> Account | None:
    """The person whose session it is, while it is alive; ``g.session_end`` says why it is not."""
    token = session.get(TOKEN)
    found = sessions.find_sign_in(engine().database, token, mark) if token else None
    g.session_end = sessions.End.ENDED if found is None else terms().end_of(found[0], clock.now())
    if found is None or g.session_end is not None:
        return None
    return Account.of(found[1], found[0], lacks_second_step=found[2])


def _of_token(mark: str) -> Account | None:
    owner = own_token.holder_of(engine().database, mark)
    return Account.of(owner) if owner is not None else None
