"""The log says what was asked and how it went, and not a word of what letters and people say."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from letterkit.core.errors import RequestError
from webui import errors, logs

Lines = Callable[[], list[dict[str, Any]]]
LETTER = "Уважаемая Аглая Феофилактовна!\n\nВаша крыша на улице Сиреневой протекла.\n"
SECRETS = ("Аглая", "Феофилактовна", "Сиреневой", "сирень", "Кларнетов", "Clarnet", "10.77.88.99", "Netscape")


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Lines]:
    """What has been written so far."""
    file = tmp_path / "service.log"
    handler = logs.start(file)
    yield lambda: [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    logging.getLogger().removeHandler(handler)
    handler.close()


@pytest.fixture
def faulty() -> FlaskClient:
    """A visitor of views that fail, each in a way of its own; nothing else is there."""
    app = Flask("faulty")
    logs.follow(app)
    errors.explain(app)

    @app.before_request
    def somebody() -> None:
        g.account = SimpleNamespace(id=7, full_name="Кларнетов")

    @app.get("/at_once/<name>")
    def at_once(name: str) -> str:
        raise ValueError(f"{name}, улица Сиреневая")

    @app.get("/by_another/<name>")
    def by_another(name: str) -> str:
        try:
            return at_once(name)
        except ValueError as fault:
            raise KeyError("Аглая") from fault

    @app.get("/in_a_library/<name>")
    def in_a_library(name: str) -> str:
        logging.getLogger("somebody.else").warning("Кларнетов: %s", name)
        logging.getLogger("webui.other").warning("a letter of %s", name)
        return ""

    client = app.test_client()
    client.environ_base["HTTP_ACCEPT"] = "application/json"
    return client


def test_a_request_is_a_line(client: FlaskClient, lines: Lines) -> None:
    answer = client.get("/health")
    [line] = lines()
    assert set(line) == {
        "time", "level", "logger", "event", "request", "endpoint", "method", "status", "ms", "person"
    }  # fmt: skip
    assert (line["event"], line["endpoint"], line["method"], line["status"]) == ("request", "health.health", "GET", 503)
    assert line["request"] == answer.headers["X-Request-Id"]
    assert line["ms"] > 0
    assert line["person"] is None
    assert datetime.fromisoformat(line["time"]).tzinfo is not None


def test_every_request_has_a_number_of_its_own(client: FlaskClient, lines: Lines) -> None:
    given = [client.get("/nothing", headers={"X-Request-Id": "Clarnet"}).headers["X-Request-Id"] for _ in range(5)]
    assert len(set(given)) == 5
    assert all(re.fullmatch("[0-9a-f]{12}", each) for each in given)
    assert [line["request"] for line in lines()] == given


def test_no_word_of_a_letter_or_of_a_visitor_is_left(client: FlaskClient, lines: Lines, tmp_path: Path) -> None:
    headers = {"User-Agent": "Netscape Кларнетов", "X-Forwarded-For": "10.77.88.99", "Referer": "http://h/Аглая"}
    environ = {"REMOTE_ADDR": "10.77.88.99"}
    sent = [
        client.post("/check", data={"text": LETTER, "name": "Кларнетов"}, headers=headers, environ_base=environ),
        client.post("/check", data={"text": "", "card": "Аглая: [сирень"}, headers=headers, environ_base=environ),
        client.get("/check/Кларнетов?q=сирень", headers=headers, environ_base=environ),
        client.get("/Кларнетов", headers=headers, environ_base=environ),
        client.open("/check", method="CLARNET", headers=headers, environ_base=environ),
        client.open("/check", method="Clarnet", headers=headers, environ_base=environ),
    ]
    assert len(lines()) == len(sent)
    written = (tmp_path / "service.log").read_text(encoding="utf-8")
    assert [secret for secret in SECRETS if secret.lower() in written.lower()] == []


def test_who_asked_is_known_by_number(faulty: FlaskClient, lines: Lines) -> None:
    faulty.get("/nothing")
    assert lines()[0]["person"] == 7


class TestFaults:
    def test_the_answer_the_header_and_the_log_have_one_number(self, faulty: FlaskClient, lines: Lines) -> None:
        answer = faulty.get("/at_once/Кларнетов")
        assert answer.status_code == 500
        number = answer.headers["X-Request-Id"]
        assert f"№ {number}" in answer.json["error"]
        fault, request = lines()
        assert fault["request"] == request["request"] == number
        assert (fault["event"], fault["level"], request["status"]) == ("fault", "error", 500)

    def test_places_are_written_and_words_are_not(self, faulty: FlaskClient, lines: Lines, tmp_path: Path) -> None:
        faulty.get("/by_another/Кларнетов")
        outer, inner = lines()[0]["faults"]
        assert (outer["type"], inner["type"]) == ("KeyError", "ValueError")
        assert re.fullmatch(r".+:\d+ by_another", outer["at"][-1])
        assert re.fullmatch(r".+:\d+ at_once", inner["at"][-1])
        written = (tmp_path / "service.log").read_text(encoding="utf-8")
        assert not re.search("Кларнетов|Аглая|Сиренев", written)

    def test_a_developer_may_see_the_words(self, faulty: FlaskClient, tmp_path: Path) -> None:
        handler = logs.start(tmp_path / "own.log", words=True)
        try:
            faulty.get("/at_once/x")
        finally:
            logging.getLogger().removeHandler(handler)
            handler.close()
        assert "улица Сиреневая" in (tmp_path / "own.log").read_text(encoding="utf-8")

    def test_of_libraries_only_the_place_is_written(self, faulty: FlaskClient, lines: Lines) -> None:
        faulty.get("/in_a_library/x")
        theirs, ours, _ = lines()
        assert re.fullmatch(r"test_logs:\d+ in_a_library", theirs["at"])
        assert ours["event"] == "a letter of %s"
        assert "Кларнетов" not in json.dumps([theirs, ours], ensure_ascii=False)


def test_a_file_moved_away_is_begun_anew(client: FlaskClient, lines: Lines, tmp_path: Path) -> None:
    client.get("/nothing")
    (tmp_path / "service.log").rename(tmp_path / "service.log.1")
    client.get("/nothing")
    assert len(lines()) == 1


def test_a_file_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as refused:
        logs.start(tmp_path / "no" / "such" / "folder.log")
    assert refused.value.code == "file.not-writable"


def test_without_a_file_lines_go_to_standard_error(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    handler = logs.start(None)
    try:
        client.get("/nothing")
    finally:
        logging.getLogger().removeHandler(handler)
    assert json.loads(capsys.readouterr().err)["status"] == 404
