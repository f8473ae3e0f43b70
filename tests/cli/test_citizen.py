"""``letterkit citizen`` and ``letterkit retention`` in the shell: names come by standard input, never as arguments."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from letterkit.cli.main import run
from letterkit.core import clock
from letterkit.core.office import AppealState
from letterkit.settings import load_settings
from letterkit.store.database import Database
from letterkit.store.tables import Appeal

CARD = {"applicant": {"surname": "Иванова", "name": "Мария", "address": "ул. Мира, д. 5"}}


@pytest.fixture
def register(sqlite: Database, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("LETTERKIT_DATA", str(tmp_path))
    load_settings.cache_clear()
    with sqlite.writing() as session:
        told = {"registered": date(2015, 5, 14), "due": date(2015, 6, 1), "created": clock.now(), "card": CARD}
        session.add(Appeal(number="И-1", applicant="Иванова Мария", state=AppealState.DONE, **told))
    yield sqlite
    load_settings.cache_clear()


def test_what_is_due_is_told(register: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["retention", "due", "--on", "2026-02-02", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["due"] == [{"kind": "cases", "year": 2015, "count": 1}]
    assert run(["retention", "due", "--on", "2020-12-31"]) == 0
    assert "ничей срок хранения не истёк" in capsys.readouterr().out
    assert run(["retention", "rules"]) == 0
    assert "5 лет ЭПК, ст. 154" in capsys.readouterr().out


def test_a_person_is_found_given_out_and_blocked(
    register: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("name: Иванова Мария\n"))
    assert run(["citizen", "find"]) == 0
    assert "cases-1  14.05.2015  обращение: № И-1: Иванова Мария." in capsys.readouterr().out
    out = tmp_path / "out.zip"
    assert run(["citizen", "export", "cases-1", "-o", str(out)]) == 0
    with zipfile.ZipFile(out) as archive:
        assert "ул. Мира" in archive.read("данные.json").decode()
    assert run(["citizen", "block", "cases-1", "--why", "требование"]) == 0
    assert "Заблокировано: 1" in capsys.readouterr().out
    assert run(["retention", "due", "--on", "2026-02-02"]) == 0
    assert "не истёк" in capsys.readouterr().out
    assert run(["citizen", "unblock", "cases-1"]) == 0
    assert run(["citizen", "export", "cases-7", "-o", str(out)]) == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("name: Иванова Мария\n"))
    assert run(["citizen", "find", "--body", "no-such"]) == 2  # that nothing is known would be a wrong answer
    assert run(["retention", "due", "--body", "no-such"]) == 2
