"""Who is told: programs of this machine, add-ons of browsers, programs with a token; no page of the web."""

import base64

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.core.office import Duty, Scope
from letterkit.office.people import accounts
from webui import create_app
from webui.account import TOKEN_HEADER, token_of

ASKED = {"text": "Согласно приказа работы идут.", "language": "ru-RU"}
ADD_ONS = ["chrome-extension://oldceeleldhonbafppcapldpdifcinji", "moz-extension://0-1f", "safari-web-extension://A-B"]
PROGRAMS = ["app://obsidian.md", "file://"]
"""Made of a browser: Obsidian, Joplin."""
PAGES = [
    "https://example.ru",
    "http://localhost:3000",
    "null",
    "file:///home/page.html",
    "chrome-extension://a.example.ru/x",
]
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture
def token(app: Flask) -> str:
    return token_with(app, Scope)


def token_with(app: Flask, scopes: type[Scope] | list[Scope]) -> str:
    database = app.extensions["letterkit"].database
    made = accounts.add_program(database, None, "LibreOffice", [Duty.EXECUTOR], scopes)
    with app.app_context():
        return token_of(accounts.renew_token(database, None, made.id))


@pytest.mark.parametrize("address", ["127.0.0.1", "127.5.5.5", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost:8081", "127.0.0.1", "[::1]:8080", "LOCALHOST"])
def test_a_program_of_this_machine_needs_no_token(client: FlaskClient, address: str, host: str) -> None:
    headers = {"Host": host, "Sec-Fetch-Site": "none"}
    answer = client.post("/v2/check", data=ASKED, headers=headers, environ_overrides={"REMOTE_ADDR": address})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "example.ru"},  # a name of somebody's own that leads here
        {"Host": "localhost.example.ru:8081"},
        {"Host": "[::1"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-Proto": "https"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://example.ru", "Host": "localhost"},
    ],
    ids=str,
)
def test_what_only_looks_like_this_machine_is_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    for answer in (
        client.post("/v2/check", data=ASKED, headers=headers),
        client.get("/v2/check", query_string=ASKED, headers=headers),
        client.get("/v2/info", headers=headers),
    ):
        assert answer.status_code == 403
        assert answer.text.startswith("Error: ")
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_behind_a_proxy_of_our_own_nobody_is_of_this_machine(app: Flask) -> None:
    engine = app.extensions["letterkit"]
    behind = create_app(engine.settings.model_copy(update={"proxies": 1}), TESTING=True)
    behind.extensions["letterkit"] = engine
    visitor = behind.test_client()
    forwarded = visitor.post("/v2/check", data=ASKED, headers={"X-Forwarded-For": "127.0.0.1", "Host": "localhost"})
    assert forwarded.status_code == 403
    assert visitor.post("/v2/check", data=ASKED).status_code == 200, "nobody has forwarded this one"


def test_another_machine_needs_a_token(client: FlaskClient, token: str) -> None:
    host = {"Host": "letterkit.example.ru"}

    def status(headers: dict[str, str] | None = None, **form: str) -> int:
        asked = {**ASKED, **form}
        return client.post(
            "/v2/check", data=asked, headers={**host, **(headers or {})}, environ_overrides=ELSEWHERE
        ).status_code

    assert status() == 403
    assert status({"Authorization": f"Bearer {token}"}) == 200
    assert status({TOKEN_HEADER: token}) == 200
    assert status(username="что угодно", apiKey=token) == 200
    assert status(username="что угодно", apiKey=f"{token}x") == 403
    assert status({"Authorization": "Basic " + base64.b64encode(b"a:b").decode()}) == 403
    assert status({"Authorization": "Bearer чужой".encode().decode("latin-1")}) == 403


def test_a_wrong_token_is_told_on_this_machine_too(client: FlaskClient) -> None:
    answer = client.post("/v2/check", data={**ASKED, "apiKey": "старый"})
    assert answer.status_code == 403
    assert "Ключ доступа не подходит" in answer.text


def test_a_token_must_be_good_for_checks(app: Flask, client: FlaskClient) -> None:
    token = token_with(app, [Scope.READ])
    answer = client.post("/v2/check", data={**ASKED, "apiKey": token})
    assert answer.status_code == 403
    assert "Ключ доступа выдан не для этого" in answer.text


def test_a_service_for_those_who_sign_in_demands_a_token_of_all(app: Flask, client: FlaskClient, token: str) -> None:
    engine = app.extensions["letterkit"]
    engine.settings = engine.settings.model_copy(update={"open_check": False})
    assert client.post("/v2/check", data=ASKED).status_code == 403
    assert client.post("/v2/check", data={**ASKED, "apiKey": token}).status_code == 200


def test_no_session_and_no_proof_of_a_form_is_looked_at(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    visitor = app.test_client()
    visitor.set_cookie("letterkit", "чужая".encode().decode("latin-1"))
    assert visitor.post("/v2/check", data=ASKED).status_code == 200


@pytest.mark.parametrize("origin", [*ADD_ONS, *PROGRAMS])
def test_an_add_on_of_a_browser_may_read_the_answer(client: FlaskClient, origin: str) -> None:
    headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
    asked_before = client.options("/v2/check", headers=headers)
    assert asked_before.headers["Access-Control-Allow-Private-Network"] == "true"
    for answer in (asked_before, client.post("/v2/check", data=ASKED, headers=headers)):
        assert answer.status_code == 200
        assert answer.headers["Access-Control-Allow-Origin"] == origin
        assert "Origin" in answer.headers["Vary"]
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", PAGES)
def test_no_page_of_the_web_may(client: FlaskClient, token: str, origin: str) -> None:
    headers = {"Origin": origin}
    for answer in (
        client.options("/v2/check", headers=headers),
        client.post("/v2/check", data=ASKED, headers=headers),
        client.post("/v2/check", data={**ASKED, "apiKey": token}, headers=headers),
    ):
        assert answer.status_code == 403
        assert "Access-Control-Allow-Origin" not in answer.headers
