"""Whoever asks too often is told when to come back."""

from collections.abc import Callable

import pytest
from flask import Flask

from letterkit.core.office import Duty
from letterkit.office.people import accounts
from letterkit.settings import Settings
from webui import create_app
from webui.access import needs
from webui.account import TOKEN_HEADER, token_of

from .conftest import ClientOf

Made = Callable[..., Flask]


@pytest.fixture
def made(settings: Settings) -> Made:
    def with_config(proxies: int = 0, **config: object) -> Flask:
        return create_app(
            settings.model_copy(update={"proxies": proxies}), TESTING=True, WTF_CSRF_ENABLED=False, **config
        )

    return with_config


def statuses(app: Flask, path: str, times: int, addresses: list[str]) -> list[int]:
    client = app.test_client()
    return [
        client.post(path, environ_overrides={"REMOTE_ADDR": address}).status_code
        for address in addresses
        for _ in range(times)
    ]


def test_checks_of_strangers_are_counted_by_address(made: Made) -> None:
    app = made(LIMIT_CHECK="2/minute")
    assert statuses(app, "/check", 3, ["192.0.2.1", "192.0.2.2"]) == [422, 422, 429, 422, 422, 429]


def test_what_one_takes_for_one_s_password_is_counted(app: Flask, client_of: ClientOf) -> None:
    app.config["LIMIT_PASSWORD"] = "1/minute"
    for client in (client_of(Duty.CLERK), client_of(Duty.EXECUTOR)):
        assert [client.post("/me/password").status_code for _ in range(2)] == [422, 429]


def test_a_person_is_given_twenty_passwords_a_minute_and_an_address_sixty_checks(made: Made) -> None:
    app = made()
    assert (app.config["LIMIT_PASSWORD"], app.config["LIMIT_CHECK"]) == ("20/minute", "60/minute")
    assert app.config["LIMIT_API"] == "600/minute"


def test_a_refusal_says_when_to_come_back(made: Made) -> None:
    client = made(LIMIT_CHECK="1/minute").test_client()
    client.post("/check")
    page = client.post("/check")
    assert page.status_code == 429
    assert 0 < int(page.headers["Retry-After"]) <= 60
    assert "Слишком много запросов" in page.get_data(as_text=True)
    script = client.post("/check", headers={"Accept": "application/json"})
    assert script.status_code == 429
    assert "Слишком много запросов" in script.json["error"]


def test_to_look_at_the_form_is_not_a_try(made: Made) -> None:
    client = made(LIMIT_CHECK="1/minute").test_client()
    assert [client.get("/").status_code for _ in range(4)] == [200] * 4


def test_all_that_checks_a_letter_is_counted_together(made: Made) -> None:
    client = made(LIMIT_CHECK="2/minute").test_client()
    assert [client.post(path).status_code for path in ("/check", "/check/x/take", "/check/x/undo")] == [422, 404, 429]


def test_one_who_has_signed_in_is_counted_apart_from_their_address(app: Flask, client_of: ClientOf) -> None:
    app.config["LIMIT_CHECK"] = "1/minute"
    for client in (app.test_client(), client_of(Duty.CLERK), client_of(Duty.EXECUTOR)):
        assert client.post("/check").status_code == 422
        assert client.post("/check").status_code == 429


def test_a_program_is_counted_by_itself(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from flask import Blueprint

    from webui import health

    api = Blueprint("api_of_tests", __name__)
    api.add_url_rule("/api/v1/who", "who", needs()(lambda: "ok"))
    grown = Blueprint("health", "webui.health")
    grown.register_blueprint(api)
    monkeypatch.setattr(health, "blueprint", grown)
    app = create_app(settings, TESTING=True, LIMIT_API="2/minute")
    database = app.extensions["letterkit"].database
    for _ in range(2):
        program = accounts.add_program(database, None, "СЭД", [Duty.REGISTRY])
        with app.test_request_context():
            token = token_of(accounts.renew_token(database, None, program.id))
        client = app.test_client()
        told = [client.get("/api/v1/who", headers={TOKEN_HEADER: token}).status_code for _ in range(3)]
        assert told == [200, 200, 429]


def test_two_services_of_one_process_do_not_count_for_each_other(made: Made) -> None:
    for app in (made(LIMIT_CHECK="1/minute"), made(LIMIT_CHECK="1/minute")):
        assert statuses(app, "/check", 2, ["192.0.2.1"]) == [422, 429]


def test_counting_is_turned_off_for_a_measurement(made: Made) -> None:
    app = made(LIMIT_CHECK="1/minute", RATELIMIT_ENABLED=False)
    assert statuses(app, "/check", 3, ["192.0.2.1"]) == [422] * 3


@pytest.mark.parametrize(
    ("proxies", "forwarded", "same"),
    [
        (0, ["203.0.113.1", "203.0.113.2"], True),  # nobody may say where they are from
        (1, ["203.0.113.1", "203.0.113.2"], False),
        (1, ["203.0.113.1, 192.0.2.9", "203.0.113.2, 192.0.2.9"], True),  # only what our own proxy has added
        (2, ["203.0.113.1, 192.0.2.9", "203.0.113.2, 192.0.2.9"], False),
    ],
)
def test_the_address_is_what_as_many_proxies_of_ours_have_written(
    made: Made, proxies: int, forwarded: list[str], same: bool
) -> None:
    client = made(proxies=proxies, LIMIT_CHECK="1/minute").test_client()
    told = [client.post("/check", headers={"X-Forwarded-For": each}).status_code for each in forwarded]
    assert told == ([422, 429] if same else [422, 422])
