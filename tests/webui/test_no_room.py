"""A disk without room is one sentence wherever it is met: no place on the machine, no half of a file."""

import errno
import io
import os
import sqlite3
from pathlib import Path
from typing import Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from letterkit.core.office import Duty
from letterkit.settings import Settings
from letterkit.store.faults import translate_faults
from webui.access import public

from .conftest import ClientOf

TOLD = "На диске нет места, и сделать это не удалось: сообщите администратору."

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def full(*given: Any, **more: Any) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device", "/srv/letterkit/somewhere")


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are begun and moved to their places, but there is no room for what they hold."""
    monkeypatch.setattr(os, "replace", full)


def files(folder: Path) -> set[Path]:
    return {each for each in folder.rglob("*") if each.is_file() and each.suffix not in (".db", ".key")}


@pytest.mark.usefixtures("no_room")
def test_a_letter_brought_to_be_checked_is_refused_and_leaves_nothing(client: FlaskClient, settings: Settings) -> None:
    answer = client.post("/check", data={"text": "Уважаемая Мария Петровна!"})
    assert answer.status_code == 507
    assert TOLD in answer.text
    assert "/srv" not in answer.text
    assert files(settings.data_dir / "desk") == set()


@pytest.mark.usefixtures("no_room")
def test_a_table_brought_to_be_kept_is_refused_and_leaves_nothing(client_of: ClientOf, settings: Settings) -> None:
    table = {"table": (io.BytesIO("Номер обращения\nИ-1".encode()), "т.csv"), "reply": "redirect"}
    answer = client_of(Duty.EXECUTOR).post("/batches/new", data=table, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json) == (507, {"error": TOLD})
    assert files(settings.data_dir / "files") == set()


def test_any_other_place_without_room_says_the_same(own_app: Flask) -> None:
    own_app.add_url_rule("/full", "full", public(full))
    answer = own_app.test_client().get("/full")
    assert answer.status_code == 507
    assert TOLD in answer.text
    assert "/srv" not in answer.text


def test_a_database_without_room_is_told(own_app: Flask) -> None:
    def refused() -> NoReturn:
        with translate_faults():
            fault = sqlite3.OperationalError("database or disk is full")
            fault.sqlite_errorname = "SQLITE_FULL"
            raise OperationalError("INSERT", {}, fault)

    own_app.add_url_rule("/full", "full", public(refused))
    answer = own_app.test_client().get("/full")
    assert answer.status_code == 507
    assert "на диске с базой данных кончилось место" in answer.text.lower()
