"""Access for programs as an administrator gives it: what a key is for, what a program is told of and has asked."""

import re

import pytest
from flask.testing import FlaskClient

from letterkit.core import clock
from letterkit.core.office import Duty, Scope
from letterkit.office.programs import outside
from letterkit.office.programs.changes import EVENTS
from letterkit.office.programs.deliveries import Sender, deliver, gather
from letterkit.reports.office_words import AUDIT_ACTIONS

from .office import Register
from .programs import Program, ProgramOf, program_of  # noqa: F401


@pytest.fixture
def chief(register: Register) -> FlaskClient:
    return register.client_of(Duty.ADMINISTRATOR)


@pytest.fixture
def program(program_of: ProgramOf, register: Register) -> Program:  # noqa: F811
    return program_of(Duty.REGISTRY, scopes=[Scope.READ])


@pytest.fixture
def open_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every host is there, somewhere outside."""
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("93.184.216.34", 443))])


def test_a_key_may_be_changed_in_what_it_is_for(chief: FlaskClient, program: Program) -> None:
    path = f"/programs/{program.id}"
    answer = chief.post(f"{path}/scopes", data={"scopes": []})
    assert answer.status_code == 422
    assert "выбрано, для чего ключ доступа" in answer.text
    chief.post(f"{path}/scopes", data={"scopes": ["appeals"]})
    program.ask("GET", "/appeals", 403)


def test_the_page_shows_a_first_call_and_what_has_been_asked(chief: FlaskClient, program: Program) -> None:
    program.ask("GET", "/letters?stat=1", 422)
    page = chief.get(f"/programs/{program.id}").text
    assert "curl -s http://localhost/api/v1/me -H" in page
    assert "urllib.request" in page
    assert "/api/v1/openapi.json" in page
    assert re.search(r"GET /api/v1/letters</code>.*?422", page, re.DOTALL)
    assert "stat=1" not in page  # what was sought is nobody's matter


def test_an_address_is_subscribed_rests_and_is_taken_away(
    chief: FlaskClient, program: Program, open_networks: None
) -> None:
    path = f"/programs/{program.id}/webhooks"
    asked = {"url": "https://sed.example.org/told", "events": ["letters", "batches"]}
    page = chief.post(path, data=asked).text
    assert "whsec_" in page
    assert "об изменениях в письмах и рассылках" in page
    number = re.search(rf"{path}/(\d+)/rest", page)
    assert number is not None
    one = f"{path}/{number[1]}"
    assert "whsec_" not in chief.get(one).text
    chief.post(f"{one}/rest")
    assert "приостановлена" in chief.get(one).text
    chief.post(f"{one}/remove")
    assert chief.get(one).status_code == 404


def test_a_message_that_did_not_come_is_seen_and_sent_again(
    chief: FlaskClient, program: Program, register: Register, open_networks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    chief.post(f"/programs/{program.id}/webhooks", data={"url": "https://sed.example.org/told"})
    register.appeal()
    answers = iter([500, 200])
    monkeypatch.setattr("letterkit.office.programs.deliveries.post", lambda *_: next(answers))
    database = register.office.database
    gather(database)
    deliver(Sender(database))
    page = chief.get(f"/programs/{program.id}/webhooks/1").text
    assert "Обращение внесено" in page
    assert "ответ 500" in page
    chief.post(f"/programs/{program.id}/webhooks/1/deliveries/1/again")
    with clock.stopped_at(clock.now()):
        deliver(Sender(database))
    assert "доставлено" in chief.get(f"/programs/{program.id}/webhooks/1").text


def test_an_address_of_our_own_network_is_refused_at_its_field(chief: FlaskClient, program: Program) -> None:
    answer = chief.post(f"/programs/{program.id}/webhooks", data={"url": "https://127.0.0.1/"})
    assert answer.status_code == 422
    assert "LETTERKIT_WEBHOOK_NETWORKS" in answer.text
    assert 'value="https://127.0.0.1/"' in answer.text


def test_every_event_has_its_words() -> None:
    assert [each for each in EVENTS if each not in AUDIT_ACTIONS] == []
