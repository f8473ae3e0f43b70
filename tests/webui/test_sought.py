"""Whatever is typed to look for, however long, is an answer and not a fault of the database."""

import pytest
from flask.testing import FlaskClient

from letterkit.core.office import Duty

from .conftest import ClientOf

LONG = ("О ремонте дома. " * 1200, "дом " * 5000, "9" * 60_000)
LISTS = ("/calls/", "/receptions/", "/appeals/", "/appeals/replies", "/letters/")


@pytest.fixture
def registrar(client_of: ClientOf) -> FlaskClient:
    return client_of(Duty.REGISTRY)


@pytest.mark.parametrize("words", LONG, ids=["sentences", "words", "figures"])
def test_words_without_end_are_looked_for(registrar: FlaskClient, words: str) -> None:
    for path in LISTS:
        assert registrar.get(path, query_string={"words": words}, follow_redirects=True).status_code == 200, path
    for path in ("/calls/new", "/receptions/new"):
        assert registrar.post(path, data={"do": "find", "words": words}).status_code == 200, path
