"""Programs that ask by the API: with a token of duties and scopes, as an administrator has given it."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.core.office import Duty, Scope
from letterkit.office.people import accounts
from letterkit.store.tables import Person
from webui.account import TOKEN_HEADER, token_of

ProgramOf = Callable[..., "Program"]


class Program:
    """A program and its way to ask."""

    def __init__(self, app: Flask, person: Person, token: str) -> None:
        self.id, self.actor, self.token = person.id, person.actor, token
        self._client: FlaskClient = app.test_client()

    def ask(self, method: str, path: str, status: int, key: str | None = None, **given: Any) -> Any:
        """What is answered, which has to be of ``status``: JSON, or bytes of a file."""
        headers = {TOKEN_HEADER: self.token, **({"Idempotency-Key": key} if key else {})}
        answer = self._client.open(f"/api/v1{path}", method=method, headers=headers, **given)
        assert answer.status_code == status, answer.get_data(as_text=True)
        self.headers = answer.headers
        data = answer.get_data()
        return answer.get_json() if answer.is_json and data else data


@pytest.fixture
def program_of(app: Flask) -> ProgramOf:
    """Makes programs."""

    def made(*duties: Duty, scopes: Iterable[Scope] = Scope, name: str = "СЭД", unit: str = "") -> Program:
        database = app.extensions["letterkit"].database
        person = accounts.add_program(database, None, name, duties, scopes, unit)
        with app.app_context():
            token = token_of(accounts.renew_token(database, None, person.id))
        return Program(app, person, token)

    return made
