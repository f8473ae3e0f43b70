"""/health tells what works: each part is asked to do a little of its work."""

import threading
from copy import copy
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.checking.checker import Checker
from letterkit.checking.press import Press
from letterkit.core import clock
from letterkit.language.ports import Proofreader
from letterkit.language.proofreader import open_proofreader
from letterkit.office.batches import heartbeats
from letterkit.settings import Settings
from letterkit.store.database import Database
from webui import create_app
from webui.engine import Engine
from webui.health import parts
from webui.health.proof import Proof, ProofResult, Proofs

NOW = datetime(2026, 11, 30, 9, 0).astimezone()
MINUTES = timedelta(minutes=5)


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


PARTS = {"disk", "database", "rules", "libreoffice", "grammar", "queue", "workers", "files"}


def test_health_names_every_part_and_why_one_does_not_work(client: FlaskClient, app: Flask) -> None:
    heartbeats.say(app.extensions["letterkit"].database, "worker")
    answer = client.get("/health")
    assert set(answer.json["parts"]) == PARTS
    assert {name for name, works in answer.json["parts"].items() if not works} - {"libreoffice"} == {"grammar"}
    assert answer.json["why"]["grammar"] == "Проверка грамматики выключена (--engine off)."
    assert answer.status_code == 503  # no grammar engine in these tests
    assert answer.json["status"] == "degraded"
    assert set(answer.json["proved"]) == PARTS - {"rules"}


def why(app: Flask, part: str) -> str:
    """Why a part does not work, with nothing in it that says where things lie."""
    answer = app.test_client().get("/health")
    assert answer.status_code == 503
    told: str = answer.json["why"][part]
    assert str(app.extensions["letterkit"].settings.data_dir) not in answer.get_data(as_text=True)
    return told


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
class TestParts:
    def test_a_service_without_workers_says_so(self, app: Flask) -> None:
        assert why(app, "workers").startswith("Ни один обработчик рассылок не работает")

    def test_a_disk_with_little_room_is_told(self, app: Flask) -> None:
        service = app.extensions["letterkit"]
        service.settings = service.settings.model_copy(update={"disk_free_mb": 10**9})
        assert why(app, "disk") == "На диске службы почти не осталось места: освободите его."

    def test_a_folder_that_cannot_be_written_is_told(self, app: Flask, tmp_path: Path) -> None:
        service = app.extensions["letterkit"]
        service.settings = service.settings.model_copy(update={"data": tmp_path / "gone"})
        assert why(app, "disk").startswith("В папку данных службы нельзя записывать")

    def test_a_store_of_files_that_cannot_be_written_is_told(self, app: Flask, tmp_path: Path) -> None:
        (tmp_path / "files").write_bytes(b"")  # a file in the place of the folder
        assert why(app, "files").startswith("Хранилище файлов не отвечает")

    def test_a_file_written_to_prove_the_store_does_not_stay(self, app: Flask) -> None:
        assert "files" not in app.test_client().get("/health").json["why"]
        assert list(app.extensions["letterkit"].files.names()) == []

    def test_a_libreoffice_that_prints_nothing_is_told(self, app: Flask, checker: Checker) -> None:
        app.extensions["letterkit"].__dict__["checker"] = with_press(checker, Press("/bin/true"))
        assert why(app, "libreoffice").startswith("LibreOffice не напечатал проверочную страницу")

    def test_a_grammar_engine_that_finds_nothing_is_told(self, app: Flask, checker: Checker) -> None:
        deaf = copy(checker)
        deaf.proofreader = cast(Proofreader, SimpleNamespace(engine="languagetool", matches=lambda text: ()))
        app.extensions["letterkit"].__dict__["checker"] = deaf
        assert why(app, "grammar").startswith("Движок языка работает не так")


def with_press(checker: Checker, press: Press) -> Checker:
    other = copy(checker)
    other.press = press
    return other


def test_the_embedded_engine_finds_the_mistake_that_it_is_asked_about(checker: Checker) -> None:
    hearing = copy(checker)
    hearing.proofreader = open_proofreader("embedded", rules=checker.options.rules)
    service = SimpleNamespace(checker=hearing)
    parts.grammar(cast(Engine, service))
    parts.grammar(cast(Engine, service))


class TestProofs:
    """Probes each second cost nothing, and none of them waits for what hangs."""

    def test_a_part_is_asked_no_more_often_than_it_may_be(self) -> None:
        asked: list[int] = []
        proofs = Proofs({"page": Proof(lambda: asked.append(len(asked)), MINUTES, MINUTES, "health.libreoffice")})
        with clock.stopped_at(NOW):
            for _ in range(3):
                assert proofs.prove()["page"] == ProofResult(None, NOW)
        with clock.stopped_at(NOW + MINUTES):
            assert proofs.prove()["page"].at == NOW + MINUTES
        assert asked == [0, 1]

    def test_one_that_hangs_is_a_part_that_does_not_work(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("webui.health.proof.FIRST_S", 0.01)
        ended = threading.Event()
        proofs = Proofs({"files": Proof(ended.wait, MINUTES, MINUTES, "health.files")})
        try:
            with clock.stopped_at(NOW):
                assert code(proofs.prove()["files"]) == "health.not-yet"
            with clock.stopped_at(NOW + MINUTES):
                assert code(proofs.prove()["files"]) == "health.files"
        finally:
            ended.set()

    def test_a_fault_of_our_own_is_a_part_that_does_not_work(self) -> None:
        proofs = Proofs({"page": Proof(lambda: {}["nothing"], MINUTES, MINUTES, "health.libreoffice")})
        assert code(proofs.prove()["page"]) == "health.libreoffice"


def code(proved: ProofResult) -> str | None:
    return proved.fault.code if proved.fault else None


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
