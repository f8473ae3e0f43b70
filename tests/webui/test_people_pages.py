"""The administrator's pages: forms that say what is wrong where, and secrets that are shown once."""

import html
import re

import pytest
from flask.testing import FlaskClient

from letterkit.core.office import Duty
from letterkit.office.people import accounts
from letterkit.office.people.passwords import matches
from letterkit.store.database import Database
from webui.account import TOKEN_HEADER

from .conftest import PASSWORD, SURNAMES, ClientOf, People

NEW = {"surname": "Новая", "name": "Анна", "phone": "00-00-00", "login": "novaya", "duties": ["executor", "clerk"]}


@pytest.fixture
def chief(client_of: ClientOf) -> FlaskClient:
    return client_of(Duty.ADMINISTRATOR)


@pytest.fixture
def database(chief: FlaskClient) -> Database:
    found: Database = chief.application.extensions["letterkit"].database
    return found


def shown(page: str, field: str) -> str | None:
    """What stands in the input of that id."""
    found = re.search(rf'<input[^>]*id="{field}"[^>]*?value="([^"]*)"', page)
    return html.unescape(found[1]) if found else None


def error(page: str, field: str) -> str:
    found = re.search(rf'id="{field}-error">([^<]*)<', page)
    assert found, page
    return found[1]


def test_everybody_is_listed_with_a_link(chief: FlaskClient, people: People) -> None:
    page = chief.get("/people").get_data(as_text=True)
    for duty, surname in SURNAMES.items():
        assert surname in page
        assert f'href="/people/{people[duty].id}"' in page


def test_the_list_is_sieved_by_words_and_state(chief: FlaskClient, database: Database, people: People) -> None:
    accounts.deactivate(database, None, people[Duty.CLERK].id)
    inactive = chief.get("/people?state=inactive").get_data(as_text=True)
    assert "Бланкова" in inactive
    assert "Исполнева" not in inactive
    found = chief.get("/people?words=ИСПОЛ").get_data(as_text=True)
    assert "Исполнева" in found
    assert "Бланкова" not in found
    assert "Никого не нашлось" in chief.get("/people?words=ъъъ").get_data(as_text=True)


def test_a_new_person_gets_a_temporary_password_shown_once(chief: FlaskClient, database: Database) -> None:
    page = chief.post("/people/new", data=NEW).get_data(as_text=True)
    password = shown(page, "told")
    added = accounts.by_login(database, "novaya")
    assert password
    assert matches(password, added.password)
    assert added.must_change_password
    assert added.duty_set == {Duty.EXECUTOR, Duty.CLERK}
    assert password not in chief.get(f"/people/{added.id}").get_data(as_text=True)


def test_a_password_may_be_typed_instead(chief: FlaskClient, database: Database) -> None:
    chief.post("/people/new", data={**NEW, "password": PASSWORD})
    assert matches(PASSWORD, accounts.by_login(database, "novaya").password)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"login": "нова"}, "login", "латинских"),
        ({"login": "executor"}, "login", "занято"),
        ({"surname": ""}, "surname", "фамилия"),
        ({"name": " "}, "name", "имя"),
        ({"email": "нет"}, "email", "не адрес"),
        ({"post": "д" * 301}, "post", "до 300"),
        ({"duties": []}, "duties", "хотя бы одну"),
        ({"duties": ["king"]}, "duties", "хотя бы одну"),
        ({"password": "коротко"}, "password", "короткий"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(
    chief: FlaskClient, changes: dict[str, object], field: str, said: str
) -> None:
    answer = chief.post("/people/new", data={**NEW, **changes})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in error(page, field)
    assert shown(page, "phone") == "00-00-00"


def test_all_that_is_wrong_is_said_at_once(chief: FlaskClient) -> None:
    page = chief.post("/people/new", data={"password": "коротко"}).get_data(as_text=True)
    for field in ("login", "surname", "duties", "password"):
        assert error(page, field)


def test_names_and_duties_are_changed_by_one_form(chief: FlaskClient, database: Database, people: People) -> None:
    number = people[Duty.EXECUTOR].id
    assert chief.post(f"/people/{number}", data=NEW).location == f"/people/{number}"
    kept = accounts.person_of(database, number)
    assert (kept.surname, kept.login) == ("Новая", "executor")
    assert kept.duty_set == {Duty.EXECUTOR, Duty.CLERK}


def test_the_last_administrator_is_kept_by_the_form_too(chief: FlaskClient, database: Database, people: People) -> None:
    number = people[Duty.ADMINISTRATOR].id
    answer = chief.post(f"/people/{number}", data=NEW)
    assert answer.status_code == 422
    assert "последний действующий администратор" in error(answer.get_data(as_text=True), "duties")
    assert accounts.person_of(database, number).surname == "Распорядова"
    chief.post(f"/people/{number}/deactivate")
    assert "последний действующий администратор" in chief.get("/people").get_data(as_text=True)
    assert accounts.person_of(database, number).active


def test_a_person_is_shut_out_and_let_in_again(chief: FlaskClient, database: Database, people: People) -> None:
    number = people[Duty.CLERK].id
    chief.post(f"/people/{number}/deactivate")
    assert not accounts.person_of(database, number).active
    page = chief.get(f"/people/{number}").get_data(as_text=True)
    assert "Вход закрыт: Бланкова Анна Сергеевна." in page
    assert "Открыть вход" in page
    chief.post(f"/people/{number}/activate")
    assert accounts.person_of(database, number).active


def test_a_forgotten_password_is_replaced_by_a_temporary_one(
    chief: FlaskClient, database: Database, people: People
) -> None:
    page = chief.post(f"/people/{people[Duty.CLERK].id}/password").get_data(as_text=True)
    kept = accounts.by_login(database, "clerk")
    assert matches(shown(page, "told") or "", kept.password)
    assert kept.must_change_password
    refused = chief.post(f"/people/{people[Duty.CLERK].id}/password", data={"password": "коротко"})
    assert refused.status_code == 422
    assert "короткий" in error(refused.get_data(as_text=True), "password")


def test_one_s_own_password_is_changed_on_one_s_own_page(chief: FlaskClient, people: People) -> None:
    assert chief.post(f"/people/{people[Duty.ADMINISTRATOR].id}/password").location == "/me/password"


def test_a_token_is_shown_once_and_works_until_it_is_renewed_or_revoked(chief: FlaskClient) -> None:
    def answers(token: str | None) -> int:
        headers = {TOKEN_HEADER: token or ""}
        # 404 is for whoever is let in as far as the table of routes: no page of the API is needed to see who asks.
        with chief.application.test_request_context("/api/v1/none", headers=headers):
            chief.application.preprocess_request()
            from webui.access import account

            known = account()
            return known.id if known is not None else 0

    form = {"name": "Система учёта", "duties": ["registry"], "scopes": ["read"]}
    page = chief.post("/programs", data=form).get_data(as_text=True)
    first = shown(page, "token")
    number = answers(first)
    assert number
    assert first not in chief.get("/programs").get_data(as_text=True)
    second = shown(chief.post(f"/programs/{number}/token").get_data(as_text=True), "token")
    assert (answers(first), answers(second)) == (0, number)
    chief.post(f"/programs/{number}/revoke")
    assert answers(second) == 0
    assert "отозван" in chief.get("/programs").get_data(as_text=True)


def test_a_program_needs_a_name_and_a_duty(chief: FlaskClient) -> None:
    answer = chief.post("/programs", data={"name": "", "duties": ["registry"], "scopes": ["read"]})
    assert answer.status_code == 422
    assert "названия" in error(answer.get_data(as_text=True), "name")
    page = chief.post("/programs", data={"name": "СЭД", "scopes": ["read"]}).get_data(as_text=True)
    assert "хотя бы одну" in error(page, "duties")
    assert shown(page, "name") == "СЭД"


def test_names_are_shown_as_they_are_and_never_as_marks(chief: FlaskClient, people: People) -> None:
    evil = "<b>Злой</b>\"'"
    chief.post(f"/people/{people[Duty.CLERK].id}", data={**NEW, "surname": evil})
    for path in ("/people", f"/people/{people[Duty.CLERK].id}"):
        page = chief.get(path).get_data(as_text=True)
        assert "<b>Злой" not in page
        assert "&lt;b&gt;Злой" in page
