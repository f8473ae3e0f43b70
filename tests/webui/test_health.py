"""/health tells what answers."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.flow.check import Checker
from letterkit.settings import Settings
from letterkit.store.database import Database
from webui import create_app


@pytest.fixture
def over(checker: Checker, tmp_path: Path, database_url: str) -> Flask:
    """The service over a database of either kind."""
    made = create_app(Settings(data=tmp_path, database_url=database_url), TESTING=True)
    made.extensions["letterkit"].__dict__["checker"] = checker
    return made


def database_of(app: Flask) -> bool:
    answer = app.test_client().get("/health")
    found: bool = answer.json["parts"]["database"]
    return found


def test_health_names_every_part(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert set(answer.json["parts"]) == {"database", "rules", "libreoffice", "grammar", "queue"}
    assert answer.json["parts"]["rules"] is True
    assert answer.status_code == 503  # no grammar engine in these tests
    assert answer.json["status"] == "degraded"


def test_a_database_with_the_newest_tables_answers(over: Flask) -> None:
    assert database_of(over) is True


def test_one_with_other_tables_does_not(over: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    database: Database = over.extensions["letterkit"].database
    monkeypatch.setitem(database.__dict__, "revisions", (*database.revisions, "9999"))
    assert database_of(over) is False


def test_one_without_tables_does_not(checker: Checker, tmp_path: Path, empty_url: str) -> None:
    made = create_app(Settings(data=tmp_path, database_url=empty_url), TESTING=True)
    made.extensions["letterkit"].__dict__["checker"] = checker
    assert database_of(made) is False


def test_one_that_is_not_there_does_not(tmp_path: Path, checker: Checker) -> None:
    for url in (f"sqlite:///{tmp_path}/none.db", "postgresql://clerk:secret@127.0.0.1:1/none"):
        made = create_app(Settings(data=tmp_path, database_url=url), TESTING=True)
        made.extensions["letterkit"].__dict__["checker"] = checker
        assert database_of(made) is False
    assert not (tmp_path / "none.db").exists()
