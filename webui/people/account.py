"""Flask-Security, as far as it serves us: sessions that a change of password ends, and tokens. Its pages are not used.

Whoever asks is read from the table at every request, in a session of the database as short as that; nothing is written.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask, Request, g
from flask_security import RoleMixin, Security, UserDatastore, UserMixin
from flask_security.utils import parse_auth_token
from itsdangerous import BadData
from sqlalchemy import select

from letterkit.core.office import Actor
from letterkit.settings import Settings
from letterkit.store.tables import Person
from webui.engine import engine

TOKEN_HEADER = "Authentication-Token"


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

    @classmethod
    def of(cls, person: Person) -> "Account":
        """The account of ``person``."""
        return cls(
            person.id,
            person.actor,
            person.full_name,
            person.must_change_password,
            person.fs_uniquifier,
            person.fs_token_uniquifier or "",
            person.active,
        )


class Accounts(UserDatastore):
    """Where Flask-Security finds an account: by the mark of a session or of a token."""

    def __init__(self) -> None:
        super().__init__(Account, RoleMixin)

    def find_user(self, case_insensitive: bool = False, **marks: Any) -> Account | None:
        """The account that has exactly this mark, if it is active; a program has no sessions, a person no tokens."""
        [(name, mark)] = marks.items()
        column = {"fs_uniquifier": Person.fs_uniquifier, "fs_token_uniquifier": Person.fs_token_uniquifier}[name]
        wanted = select(Person).where(column == mark, Person.active, Person.is_program == (name != "fs_uniquifier"))
        with engine().database.reading() as session:
            person = session.scalars(wanted).first()
        return Account.of(person) if person is not None else None


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


def token_of(program: Person) -> str:
    """The token that ``program`` signs in with from now on; it is signed, not kept."""
    return str(Account.of(program).get_auth_token())


def _by_token(request: Request) -> Account | None:
    token = request.headers.get(TOKEN_HEADER)
    if not token or not request.path.startswith("/api/"):
        return None
    try:
        told = parse_auth_token(token)
        found = Accounts().find_user(fs_token_uniquifier=str(told["uid"]))
    except (BadData, KeyError, ValueError):
        return None
    g.by_token = found is not None
    return found
