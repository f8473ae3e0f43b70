"""The officer of information security: two keys on pages, the day at a glance, nothing of letters."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.core import client_address
from letterkit.core.errors import DeniedError
from letterkit.core.office import Duty, IncomingSource, Scope
from letterkit.office.notices.security import tell_officers
from letterkit.office.people import accounts, held_changes, own_token, sessions
from letterkit.office.people.own_token import holders
from letterkit.office.people.sign_in import sign_in
from letterkit.office.people.sign_in_delays import Origin
from letterkit.store import audit
from webui.engine import Engine

from .conftest import PASSWORD, ClientOf, People

Page = Callable[[str], str]


@pytest.fixture
def engine(app: Flask) -> Engine:
    made: Engine = app.extensions["letterkit"]
    return made


@pytest.fixture
def chief(client_of: ClientOf) -> FlaskClient:
    return client_of(Duty.ADMINISTRATOR)


@pytest.fixture
def officer(client_of: ClientOf) -> FlaskClient:
    return client_of(Duty.OFFICER)


def read(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def ask_for_administrator(chief: FlaskClient, people: People) -> str:
    """The page that an administrator sees who wants the clerk to be one too."""
    names = {"surname": "Бланкова", "name": "Анна", "duties": ["clerk", "administrator"]}
    path = f"/people/{people[Duty.CLERK].id}"
    assert chief.post(path, data=names).status_code == 303
    return read(chief, path)


def test_what_an_administrator_asks_for_an_officer_confirms(
    engine: Engine, people: People, chief: FlaskClient, officer: FlaskClient
) -> None:
    page = ask_for_administrator(chief, people)
    assert "Ждёт подтверждения ответственного за безопасность" in page
    assert "дать обязанность «администратор»" in page
    [change] = held_changes.waiting(engine.database)
    assert "дать обязанность «администратор»" in read(officer, "/home")
    assert f"/security/changes/{change.id}/confirm" in read(officer, "/security")
    assert officer.post(f"/security/changes/{change.id}/confirm").status_code == 303
    assert Duty.ADMINISTRATOR in accounts.person_of(engine.database, people[Duty.CLERK].id).duty_set
    assert "Ничего. Здесь появится" in read(officer, "/security")
    officer.post(f"/security/changes/{change.id}/refuse")
    assert "уже подтвердили" in read(officer, "/security")


def test_access_of_an_officer_is_not_closed_by_the_press_of_a_button(
    engine: Engine, people: People, chief: FlaskClient, officer: FlaskClient
) -> None:
    who = people[Duty.OFFICER].id
    chief.post(f"/people/{who}/deactivate")
    assert "когда подтвердит ответственный за безопасность" in read(chief, f"/people/{who}")
    assert accounts.person_of(engine.database, who).active
    tell_officers(engine.database)
    notices = read(officer, "/notices")
    assert "Изменение доступа ждёт подтверждения" in notices
    assert "закрыть вход" in notices


def test_one_person_is_not_made_both_on_a_page(people: People, chief: FlaskClient) -> None:
    names = {"surname": "Бланкова", "name": "Анна", "duties": ["officer", "administrator"]}
    answer = chief.post(f"/people/{people[Duty.CLERK].id}", data=names)
    assert answer.status_code == 422
    assert "разные люди" in answer.get_data(as_text=True)


def test_the_day_tells_of_refusals_new_places_rights_tokens_and_files(
    engine: Engine, people: People, officer: FlaskClient
) -> None:
    database, executor = engine.database, people[Duty.EXECUTOR]
    empty = read(officer, "/home")
    for words in ("Никого не отказались впустить", "Все вошли откуда обычно", "Ничего не найдено"):
        assert words in empty
    with pytest.raises(DeniedError), client_address.asked_from("10.9.8.7"):
        sign_in(database, "executor", "не тот пароль", Origin("10.9.8.7", "secret"))
    for address in ("10.1.0.1", "10.1.2.3", "192.168.7.7"):  # the second is of the same network
        sessions.begin(database, executor.id, sessions.Place(address, "Firefox, Linux"))
    accounts.set_duties(database, None, executor.id, [Duty.REGISTRY])
    accounts.add_program(database, None, "СЭД", [Duty.REGISTRY])
    with database.writing() as session:
        told = {"found": "Eicar", "kind": ".docx", "size": 68, "file": "f" * 64, "way": IncomingSource.API}
        audit.record(session, people[Duty.CLERK].actor, "file.refused", "file:ffffffffffff", **told)
    page = read(officer, "/home")
    for words in (
        "с адреса 10.9.8.7",
        "192.168.7.7, Firefox, Linux",
        "стало: приёмная",
        "Добавлена программа",
        "найдено Eicar",
    ):
        assert words in page, words
    assert "10.1.2.3" not in page


def test_an_officer_sees_no_forms_that_give_anything(people: People, officer: FlaskClient) -> None:
    person = read(officer, f"/people/{people[Duty.EXECUTOR].id}")
    assert "Закрыть вход" in person
    for words in ("Сохранить", "Выдать новый временный пароль", "Добавить сотрудника", "Добавить и выдать ключ"):
        assert words not in person + read(officer, "/people") + read(officer, "/programs")


def test_sessions_and_tokens_of_everybody_are_ended(
    engine: Engine, people: People, officer: FlaskClient, client_of: ClientOf
) -> None:
    who = people[Duty.EXECUTOR]
    client_of(Duty.EXECUTOR)
    own_token.make(engine.database, who.actor, PASSWORD, [Scope.CHECK])
    assert "Исполнева Анна" in read(officer, "/security/sessions")
    assert f"/security/tokens/{who.id}/end" in read(officer, "/security")
    officer.post(f"/people/{who.id}/sessions/end")
    officer.post(f"/security/tokens/{who.id}/end")
    read(officer, "/security")  # what was done is said once
    assert "Исполнева Анна" not in read(officer, "/security/sessions")
    assert holders(engine.database) == []


def test_rights_say_who_changed_them_and_settings_hide_secrets(
    engine: Engine, people: People, officer: FlaskClient
) -> None:
    accounts.set_duties(engine.database, people[Duty.ADMINISTRATOR].actor, people[Duty.CLERK].id, [Duty.SIGNER])
    assert "Распорядова А.С." in read(officer, "/security/rights")
    engine.settings = engine.settings.model_copy(update={"smtp_url": "smtp://name:secret-word@host:587"})
    settings = read(officer, "/security/settings")
    assert "LETTERKIT_SMTP_URL" in settings
    assert "secret-word" not in settings


def test_a_journal_that_does_not_hold_is_the_first_thing_said(engine: Engine, officer: FlaskClient) -> None:
    with engine.database.writing() as session:
        audit.record(session, None, "journal.broken", audit.JOURNAL, entry=3)
    assert "Журнал или база не сходятся" in read(officer, "/home")
    assert "Антивирус не подключён" in read(officer, "/home")
