"""The second step in a browser: between the steps nobody is in, a duty leads to it, what matters asks once more."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP

from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.office.people import accounts, second_step_demands
from letterkit.office.people.code_app import PERIOD_S
from letterkit.settings import Settings, load_settings
from letterkit.store.database import Database
from letterkit.store.tables import AuditEntry
from webui.engine import Engine

from ..signed_in import sign_in
from .conftest import PASSWORD, ClientOf, People

ANOTHER = "другой чайник у окна"
Code = Callable[[], str]


@pytest.fixture
def database(app: Flask) -> Database:
    engine: Engine = app.extensions["letterkit"]
    return engine.database


@pytest.fixture
def moment() -> Iterator[datetime]:
    """A moment that stands still: no test waits for the next half-minute."""
    with clock.stopped_at(clock.now()):
        yield clock.now()


def set_up(client: FlaskClient) -> tuple[Code, list[str]]:
    """Sets up an application as a person does; gives its codes of the next half-minutes, and the recovery codes."""
    secret = re.search(r'class="secret-words">([A-Z2-7 ]+)<', client.get("/me/second-step").text)
    assert secret
    totp, taken = TOTP(key=secret[1].replace(" ", "")), iter(range(60))

    def code() -> str:
        ahead = min(next(taken), 1) * PERIOD_S
        return str(totp.generate(time=clock.now() + timedelta(seconds=ahead)).token)

    page = client.post("/me/second-step/app", data={"code": code()}).text
    codes = re.findall(r"<li><code>([a-z0-9-]+)</code>", page)
    assert len(codes) == 10
    return code, codes


def first_step(client: FlaskClient, login: str = "executor") -> str:
    answer = client.post("/sign-in", data={"login": login, "password": PASSWORD, "next": "/letters"})
    assert answer.status_code == 303
    return str(answer.location)


@pytest.mark.usefixtures("moment")
def test_between_the_steps_nobody_is_in(app: Flask, client_of: ClientOf, database: Database) -> None:
    code, _ = set_up(client_of(Duty.EXECUTOR))
    other = app.test_client()
    assert first_step(other) == "/sign-in/second-step?next=/letters"
    for path in ("/letters", "/me", "/home", "/me/second-step", "/people"):
        assert other.get(path).location.startswith("/sign-in?"), path
    assert other.post("/me/second-step/codes").status_code in (303, 401)
    refused = other.post("/sign-in/second-step", data={"code": "000000"})
    assert (refused.status_code, "Код не подошёл" in refused.text) == (422, True)
    went_on = other.post("/sign-in/second-step", data={"code": code(), "next": "/letters"})
    assert went_on.location == "/letters"
    assert other.get("/letters").status_code == 200
    with database.reading() as session:
        acts = [(each.action, each.details) for each in session.query(AuditEntry).order_by(AuditEntry.id)][-3:]
    assert acts == [
        ("person.first-step", {}),
        ("person.sign-in-step-failed", {}),
        ("person.signed-in", {"step": "app"}),
    ]


def test_the_first_step_is_worth_nothing_after_a_while_or_another_password(
    app: Flask, client_of: ClientOf, people: People, database: Database
) -> None:
    with clock.stopped_at(clock.now()):
        _, codes = set_up(client_of(Duty.EXECUTOR))
        late, changed = app.test_client(), app.test_client()
        first_step(late)
        first_step(changed)
    accounts.set_password(database, None, people[Duty.EXECUTOR].id, ANOTHER)
    assert changed.post("/sign-in/second-step", data={"code": codes[0]}).location == "/sign-in"
    with clock.stopped_at(clock.now() + timedelta(minutes=11)):
        assert late.post("/sign-in/second-step", data={"code": codes[0]}).location == "/sign-in"


@pytest.mark.usefixtures("moment")
def test_a_recovery_code_lets_in_and_says_how_many_are_left(app: Flask, client_of: ClientOf) -> None:
    _, codes = set_up(client_of(Duty.EXECUTOR))
    client = app.test_client()
    first_step(client)
    client.post("/sign-in/second-step", data={"code": codes[3]})
    assert "Запасной код использован, осталось: 9." in client.get("/me").text


@pytest.mark.usefixtures("moment")
def test_a_duty_leads_to_the_second_step_and_nowhere_else(client_of: ClientOf, database: Database) -> None:
    chief, mine, other = client_of(Duty.ADMINISTRATOR), client_of(Duty.EXECUTOR), client_of(Duty.REVIEWER)
    assert mine.get("/letters").status_code == 200
    chief.post("/people/sign-in-rules", data={"duties": ["executor"]})
    for path in ("/letters", "/me", "/home", "/people", "/appeals"):
        wanted = "/me/second-step" if path != "/people" else None
        answer = mine.get(path)
        assert answer.status_code == (303 if wanted else 403), path
        assert not wanted or answer.location.startswith(wanted), path
    page = mine.get("/me/second-step").text
    assert "Ваши обязанности этого требуют" in page
    assert "Уведомления" not in page
    assert "Выйти" in page
    set_up(mine)
    assert mine.get("/letters").status_code == 200
    assert other.get("/me").status_code == 200
    assert "Без второго шага" in chief.get("/people/sign-in-rules").text
    assert second_step_demands.people_without(database, "")[Duty.EXECUTOR] == (1, 0)


@pytest.mark.usefixtures("moment")
def test_an_administrator_takes_it_off_and_never_sets_it_up(app: Flask, client_of: ClientOf, people: People) -> None:
    mine, chief = client_of(Duty.EXECUTOR), client_of(Duty.ADMINISTRATOR)
    page = f"/people/{people[Duty.EXECUTOR].id}"
    assert "Снять второй шаг" not in chief.get(page).text
    set_up(mine)
    assert "Снять второй шаг" in chief.get(page).text
    assert chief.post(f"{page}/second-step/off").status_code == 303
    assert mine.get("/me").status_code == 303
    client = app.test_client()
    assert first_step(client) == "/letters"
    assert "Ваш второй шаг входа снят" in client.get("/me").text
    adding = {rule.rule for rule in app.url_map.iter_rules() if "second-step" in rule.rule and "POST" in rule.methods}
    assert not [path for path in adding if path.startswith("/people") and not path.endswith("/off")]


def test_what_matters_asks_once_more_and_loses_nothing_that_was_typed(client_of: ClientOf, people: People) -> None:
    chief = client_of(Duty.ADMINISTRATOR)
    page = f"/people/{people[Duty.EXECUTOR].id}"
    with clock.stopped_at(clock.now() + timedelta(minutes=16)):
        assert chief.get(page).status_code == 200
        assert chief.get("/me/password").location == "/sign-in/again?next=/me/password"
        typed = {"surname": "Другая", "name": "Анна", "duties": "executor", "email": "other@example.org"}
        asked = chief.post(page, data=typed, headers={"Referer": f"http://localhost{page}"})
        assert asked.status_code == 401
        brought = {
            name: html.unescape(value)
            for name, value in re.findall(r'name="(typed|path|next)" value="([^"]*)"', asked.text)
        }
        wrong = chief.post("/sign-in/again", data={**brought, "old": "не тот пароль"})
        assert wrong.status_code == 422
        assert "Другая" in html.unescape(wrong.text)
        proved = chief.post("/sign-in/again", data={**brought, "old": PASSWORD})
        [to] = re.findall(r'<form class="sheet" method="post" action="([^"]+)"', proved.text)
        sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', proved.text))
        assert (to, sent["surname"]) == (page, "Другая")
        assert chief.post(to, data=sent).status_code == 303
        assert "other@example.org" in chief.get(page).text


@pytest.mark.usefixtures("moment")
def test_whoever_has_a_second_step_proves_themselves_by_it(client_of: ClientOf) -> None:
    mine = client_of(Duty.EXECUTOR)
    code, _ = set_up(mine)
    with clock.stopped_at(clock.now() + timedelta(minutes=16)):
        assert mine.post("/sign-in/again", data={"old": PASSWORD}).status_code == 422
        assert mine.post("/sign-in/again", data={"code": code(), "next": "/me/second-step"}).status_code == 303
        assert mine.get("/me/second-step").status_code == 200


class TestPasswords:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"password_days": 90})

    def test_one_that_has_grown_old_leads_to_the_page_for_another(self, app: Flask, people: People) -> None:
        with clock.stopped_at(clock.now() + timedelta(days=91)):
            mine = sign_in(app.test_client(), people[Duty.EXECUTOR])
            assert mine.get("/letters").location == "/me/password?next=/letters"
            assert "Пароль служит дольше 90 дн." in mine.get("/me/password").text
            form = {"old": PASSWORD, "password": ANOTHER, "again": ANOTHER}
            assert mine.post("/me/password", data=form).status_code == 303
            assert mine.get("/letters").status_code == 200

    def test_none_of_the_last_ones_is_taken_again(self, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LETTERKIT_PASSWORD_LAST", "3")
        load_settings.cache_clear()
        mine, before, said = client_of(Duty.EXECUTOR), PASSWORD, []
        for new in ("второй чайник у окна", "третий чайник у окна", PASSWORD, "ещё один чайник", PASSWORD):
            answer = mine.post("/me/password", data={"old": before, "password": new, "again": new})
            said.append(answer.status_code)
            before = new if answer.status_code == 303 else before
            if answer.status_code == 422:
                assert "не из последних 3" in answer.text
        assert said == [303, 303, 422, 303, 303]
        monkeypatch.undo()
        load_settings.cache_clear()


def test_a_new_place_stands_on_ones_own_page_until_it_is_known(app: Flask, people: People) -> None:
    def enter(address: str) -> FlaskClient:
        client = app.test_client()
        form = {"login": Duty.EXECUTOR.value, "password": PASSWORD}
        client.post("/sign-in", data=form, environ_overrides={"REMOTE_ADDR": address})
        return client

    enter("192.0.2.1")
    client = enter("203.0.113.7")
    page = client.get("/me").text
    assert "с нового места: неизвестный браузер, 203.0.113.7" in page
    [notice] = re.findall(r'name="notice" value="(\d+)"', page)
    assert client.post("/notices/read", data={"notice": notice, "back": "/me"}).location == "/me"
    assert "с нового места" not in client.get("/me").text
