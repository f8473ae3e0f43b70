"""``letterkit serve --languagetool-only``: /v2 and two kinds of pages at a workplace, without a database."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.checking.checker import Checker
from letterkit.cli.main import run
from letterkit.settings import Settings
from webui import server
from webui.languagetool.alone import create_workplace

WRONG = "Согласно приказа работы идут."


@pytest.fixture
def workplace(tmp_path: Path, checker: Checker) -> Flask:
    made = create_workplace(Settings(data=tmp_path, database_url="postgresql://nobody@127.0.0.1:9/nothing"))
    made.extensions["letterkit"].__dict__["checker"] = checker
    made.testing = True
    return made


@pytest.fixture
def visitor(workplace: Flask) -> FlaskClient:
    return workplace.test_client()


def test_it_checks_without_a_database_and_asks_for_no_token(workplace: Flask, visitor: FlaskClient) -> None:
    told = visitor.post("/v2/check", data={"text": WRONG, "language": "ru-RU", "username": "я", "apiKey": "любой"})
    [match] = told.get_json()["matches"]
    assert match["replacements"] == [{"value": "Согласно приказу"}]
    assert "database" not in vars(workplace.extensions["letterkit"])
    assert (
        visitor.post("/v2/check", data={"text": WRONG}, environ_overrides={"REMOTE_ADDR": "192.0.2.1"}).status_code
        == 403
    )


def test_the_page_of_a_rule_is_where_the_finding_leads(visitor: FlaskClient) -> None:
    told = visitor.post("/v2/check", data={"text": WRONG, "language": "ru-RU"}).get_json()
    page = visitor.get(told["matches"][0]["rule"]["urls"][0]["value"].removeprefix("http://localhost"))
    assert page.status_code == 200
    assert "Почему это важно" in page.text
    assert "дательн" in page.text
    assert visitor.get("/rules/tone.no-such-rule").status_code == 404


def test_the_first_page_says_what_to_type_and_where(visitor: FlaskClient) -> None:
    page = visitor.get("/", headers={"Host": "localhost:8081"})
    assert "http://localhost:8081/v2" in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert all(visitor.get(href).status_code == 200 for href in re.findall(r'href="(/[^"]*)"', page.text))
    assert visitor.get("/letters").text.startswith("Error: ")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "0.0.0.0"], "отвечает только этому компьютеру, адрес 0.0.0.0 не подходит"),
        (["--host", "example.ru"], "отвечает только этому компьютеру"),
        (["--demo"], "--languagetool-only и --demo вместе не бывают"),
        (["--processes", "2"], "--languagetool-only и --processes вместе не бывают"),
    ],
)
def test_what_does_not_go_with_a_workplace_is_refused(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--languagetool-only", *options]) == 2
    assert said in capsys.readouterr().err


def test_the_port_is_the_one_that_add_ons_look_for(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(server, "run", lambda *given, **named: told.append((given[:2], named["languagetool_only"])))
    assert run(["serve", "--languagetool-only"]) == 0
    assert told == [(("127.0.0.1", 8081), True)]


@pytest.mark.long
def test_a_workplace_starts_answers_and_ends_as_a_process_of_its_own(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    letterkit = Path(sys.executable).with_name("letterkit")
    environment = {**os.environ, "LETTERKIT_DATA": str(tmp_path), "LETTERKIT_LOG": str(tmp_path / "log")}
    command = [str(letterkit), "serve", "--languagetool-only", "--port", str(port)]
    service = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert service.stderr is not None
    try:
        assert f"http://127.0.0.1:{port}/v2" in service.stderr.readline()
        asked = urlencode({"text": "Он пошол домой.", "language": "ru-RU"}).encode()
        with urlopen(f"http://localhost:{port}/v2/check", asked) as answer:
            [match] = json.load(answer)["matches"]
        assert match["rule"]["id"] == "spelling.word"
    finally:
        service.terminate()
        service.wait(20)
        service.stderr.close()
    assert not list(tmp_path.glob("*.db"))
