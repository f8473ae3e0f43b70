"""Signing in and out in a browser: sessions, their end, and the page that was open meanwhile."""

import re
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask import Flask
from flask.testing import FlaskClient
from flask_security import Security

from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.flow import passwords
from letterkit.flow import people as flow
from letterkit.flow.sign_in import TRIES
from letterkit.store.audit import of_subject

from .conftest import PASSWORD, ClientOf, People

START = datetime.fromisoformat("2026-03-02T09:00:00+11:00")
ANOTHER = "другой чайник у окна"


def enter(client: FlaskClient, login: str = "executor", password: str = PASSWORD, **more: str) -> tuple[int, str]:
    """Signs in; the status and where it leads."""
    answer = client.post("/sign-in", data={"login": login, "password": password, **more})
    return answer.status_code, answer.location or answer.get_data(as_text=True)


def is_in(client: FlaskClient) -> bool:
    return client.get("/me").status_code == 200


def proof(client: FlaskClient) -> str:
    """What the form of the sign-in page proves itself by."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").get_data(as_text=True))
    assert found
    return found[1]


@pytest.mark.usefixtures("people")
class TestTheDoor:
    def test_the_right_password_opens_one_s_own_page(self, client: FlaskClient) -> None:
        assert enter(client) == (303, "/home")
        page = client.get("/me").get_data(as_text=True)
        assert "Исполнева Анна Сергеевна" in page
        assert "исполнитель" in page

    def test_whoever_is_in_already_goes_on(self, client: FlaskClient) -> None:
        enter(client)
        assert client.get("/sign-in?next=/me").location == "/me"

    def test_every_refusal_looks_the_same(self, client: FlaskClient) -> None:
        tries = [("executor", "не тот пароль"), ("nobody", PASSWORD), ("", "")]
        tries += [("reviewer", "не тот пароль")] * TRIES + [("reviewer", PASSWORD)]
        told = set()
        for login, password in tries:
            status, page = enter(client, login, password)
            assert status == 422
            assert password == "" or password not in page
            told.add(re.sub(r' value="[^"]*"| autofocus', "", page))
        assert len(told) == 1
        said = told.pop()
        assert "Вход не выполнен" in said
        assert "15 минут" in said
        assert not is_in(client)

    def test_a_machine_without_memory_calls_no_password_wrong(
        self, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Poor(PasswordHasher):
            def verify(self, hash: str | bytes, password: str | bytes) -> bool:
                raise VerificationError("Memory allocation error")

        monkeypatch.setattr(passwords, "HASHER", Poor())
        status, page = enter(client)
        assert status == 503
        assert "Пароль сейчас не проверить" in page
        assert 'value="executor"' in page  # only the password is typed again
        assert not is_in(client)

    def test_a_lock_is_opened_by_an_administrator(
        self, client: FlaskClient, client_of: ClientOf, people: People
    ) -> None:
        for _ in range(TRIES):
            enter(client, "reviewer", "не тот пароль")
        page = f"/people/{people[Duty.REVIEWER].id}"
        chief = client_of(Duty.ADMINISTRATOR)
        assert "слишком много неверных паролей" in chief.get(page).get_data(as_text=True)
        assert "заблокирован до" in chief.get("/people").get_data(as_text=True)
        chief.post(f"{page}/unlock")
        assert enter(client, "reviewer")[0] == 303

    @pytest.mark.parametrize(
        ("next", "where"),
        [
            ("/me", "/me"),
            ("/people?words=a", "/people?words=a"),
            ("//elsewhere.test/", "/home"),
            ("https://elsewhere.test/", "/home"),
            ("/\\elsewhere.test", "/home"),
            ("", "/home"),
        ],
    )
    def test_one_is_led_on_to_pages_of_our_own_alone(self, client: FlaskClient, next: str, where: str) -> None:
        form = client.get("/sign-in", query_string={"next": next}).get_data(as_text=True)
        assert "elsewhere" not in form
        assert enter(client, next=next) == (303, where)

    def test_signing_out_forgets_all_that_the_browser_was_known_by(self, app: Flask, client: FlaskClient) -> None:
        client.post("/check", data={"text": "Уважаемая Мария Петровна!"})
        enter(client)
        answer = client.post("/sign-out")
        assert answer.location == "/sign-in"
        assert not is_in(client)
        with client.session_transaction() as session:
            assert {"desks", "_user_id", "person", "csrf_token"}.isdisjoint(session)

    def test_what_was_brought_before_signing_in_stays_and_is_not_left_to_the_next_person(
        self, client: FlaskClient
    ) -> None:
        letter = client.post("/check", data={"text": "Уважаемая Мария Петровна!"}).location
        enter(client)
        assert client.get(letter).status_code == 200
        with client.session_transaction() as session:
            session.pop("_user_id")  # as when it has run out
        enter(client, "reviewer")
        assert client.get(letter).status_code == 404

    def test_a_program_has_no_way_in_by_a_password_or_a_session(self, app: Flask, client: FlaskClient) -> None:
        program = flow.add_program(app.extensions["letterkit"].database, None, "СЭД", [Duty.CLERK])
        assert enter(client, program.login, "")[0] == 422
        with client.session_transaction() as session:
            session["_user_id"] = program.fs_uniquifier
            session["seen"] = int(clock.now().timestamp())
        assert not is_in(client)

    def test_the_journal_tells_who_came_and_went(self, app: Flask, client: FlaskClient, people: People) -> None:
        enter(client, password="не тот пароль")
        enter(client)
        client.post("/sign-out")
        with app.extensions["letterkit"].database.reading() as session:
            actions = [entry.action for entry in of_subject(session, f"person:{people[Duty.EXECUTOR].id}")]
        assert actions[1:] == ["person.sign-in-failed", "person.signed-in", "person.signed-out"]

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # SQLite alone tells of writing
    def test_nothing_is_written_when_pages_are_read(self, app: Flask, client: FlaskClient) -> None:
        enter(client)
        client.get("/me")  # the first page gives the browser its proof for forms
        database = app.extensions["letterkit"].database
        with database.engine.connect() as connection:
            before = connection.exec_driver_sql("PRAGMA data_version").scalar()
            for _ in range(3):
                assert "Set-Cookie" not in client.get("/me").headers
            assert connection.exec_driver_sql("PRAGMA data_version").scalar() == before


@pytest.mark.usefixtures("people")
class TestTheEndOfASession:
    def test_doing_nothing_for_long_ends_it(self, client: FlaskClient) -> None:
        with clock.stopped_at(START):
            enter(client)
        with clock.stopped_at(START + timedelta(minutes=480)):
            assert is_in(client)
        with clock.stopped_at(START + timedelta(minutes=480 + 481)):
            assert client.get("/me").location == "/sign-in?next=/me"
            assert "долго ничего не делали" in client.get("/sign-in").get_data(as_text=True)
            assert not is_in(client)

    def test_work_keeps_it_alive(self, client: FlaskClient) -> None:
        for hour in range(0, 48, 6):
            with clock.stopped_at(START + timedelta(hours=hour)):
                assert is_in(client) or (hour == 0 and enter(client)[0] == 303)

    def test_a_change_of_password_ends_it_in_every_other_browser(self, app: Flask, client: FlaskClient) -> None:
        other = app.test_client()
        enter(client)
        enter(other)
        form = {"old": PASSWORD, "password": ANOTHER, "again": ANOTHER}
        assert client.post("/me/password", data=form).location == "/me"
        assert is_in(client)
        assert not is_in(other)
        assert enter(other)[0] == 422
        assert enter(other, password=ANOTHER)[0] == 303

    def test_being_shut_out_ends_it_at_once(self, app: Flask, client: FlaskClient, people: People) -> None:
        enter(client)
        flow.deactivate(app.extensions["letterkit"].database, None, people[Duty.EXECUTOR].id)
        assert not is_in(client)

    def test_duties_are_those_of_the_moment(self, app: Flask, client: FlaskClient, people: People) -> None:
        enter(client)
        assert client.get("/people").status_code == 403
        flow.set_duties(app.extensions["letterkit"].database, None, people[Duty.EXECUTOR].id, [Duty.ADMINISTRATOR])
        assert client.get("/people").status_code == 200


class TestATemporaryPassword:
    @pytest.fixture
    def client(self, app: Flask, client: FlaskClient, people: People) -> FlaskClient:
        database = app.extensions["letterkit"].database
        flow.set_password(database, None, people[Duty.EXECUTOR].id, ANOTHER, temporary=True)
        assert enter(client, password=ANOTHER, next="/me") == (303, "/me/password?next=/me")
        return client

    def test_leads_to_the_change_before_anything_else(self, client: FlaskClient) -> None:
        assert client.get("/me").location == "/me/password?next=/me"
        assert client.get("/me/password").status_code == 200
        answer = client.get("/me", headers={"Accept": "application/json"})
        assert answer.status_code == 403
        assert answer.json["password"] == "/me/password"

    def test_is_over_when_it_is_changed(self, client: FlaskClient) -> None:
        form = {"old": ANOTHER, "password": PASSWORD, "again": PASSWORD, "next": "/me"}
        assert client.post("/me/password", data=form).location == "/me"
        assert is_in(client)

    def test_does_not_keep_anybody_from_leaving(self, client: FlaskClient) -> None:
        assert client.post("/sign-out").location == "/sign-in"


@pytest.mark.usefixtures("people")
class TestAChangeOfPassword:
    @pytest.mark.parametrize(
        ("form", "field", "said"),
        [
            ({"old": "не тот пароль", "password": ANOTHER, "again": ANOTHER}, "old", "не подходит"),
            ({"old": PASSWORD, "password": ANOTHER, "again": "иначе"}, "again", "не совпали"),
            ({"old": PASSWORD, "password": "коротко", "again": "коротко"}, "password", "короче 10"),
            ({"old": PASSWORD, "password": PASSWORD, "again": PASSWORD}, "password", "совпадает с нынешним"),
            ({}, "password", "короче 10"),
        ],
    )
    def test_what_is_wrong_is_said_at_the_field(
        self, client: FlaskClient, form: dict[str, str], field: str, said: str
    ) -> None:
        enter(client)
        answer = client.post("/me/password", data=form)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        error = re.search(rf'id="{field}-error">([^<]*)<', page)
        assert error
        assert said in error[1]
        assert ANOTHER not in page
        assert PASSWORD not in page


@pytest.mark.usefixtures("people")
class TestAPageLeftOpen:
    """Its script goes on after its reader has signed in again in another tab of the same browser."""

    @pytest.fixture
    def client(self, app: Flask, client: FlaskClient) -> FlaskClient:
        app.config["WTF_CSRF_ENABLED"] = True
        return client

    def saves(self, client: FlaskClient, proof: str) -> int:
        """The status that a script gets: 422 stands for «let in, and nothing to change»."""
        headers = {"X-CSRFToken": proof, "Accept": "application/json"}
        return client.post("/me/password", headers=headers).status_code

    def test_after_its_session_has_run_out(self, client: FlaskClient) -> None:
        with clock.stopped_at(START):
            old = proof(client)
            assert enter(client, csrf_token=old)[0] == 303
            assert self.saves(client, old) == 422
        with clock.stopped_at(START + timedelta(hours=9)):
            assert self.saves(client, old) == 401
            assert enter(client, csrf_token=proof(client))[0] == 303
            assert self.saves(client, old) == 422

    def test_after_a_change_of_password_elsewhere(self, app: Flask, client: FlaskClient, people: People) -> None:
        old = proof(client)
        enter(client, csrf_token=old)
        flow.set_password(app.extensions["letterkit"].database, None, people[Duty.EXECUTOR].id, ANOTHER)
        assert self.saves(client, old) == 401
        assert enter(client, password=ANOTHER, csrf_token=proof(client))[0] == 303
        assert self.saves(client, old) == 422

    def test_after_signing_out_with_a_fresh_proof_that_says_for_whom(self, client: FlaskClient, people: People) -> None:
        old = proof(client)
        enter(client, csrf_token=old)
        client.post("/sign-out", data={"csrf_token": old})
        enter(client, csrf_token=proof(client))
        assert self.saves(client, old) == 400
        fresh = client.get("/csrf").json
        assert fresh["person"] == people[Duty.EXECUTOR].id
        assert self.saves(client, fresh["csrf_token"]) == 422

    def test_a_fresh_proof_is_not_for_other_sites(self, client: FlaskClient) -> None:
        assert client.get("/csrf", headers={"Sec-Fetch-Site": "same-origin"}).json["person"] is None
        for site in ("cross-site", "same-site", "none"):
            assert client.get("/csrf", headers={"Sec-Fetch-Site": site}).status_code == 403

    def test_no_form_is_taken_without_its_proof(self, client: FlaskClient) -> None:
        enter(client, csrf_token=proof(client))
        for path in ("/sign-out", "/me/password", "/sign-in", "/check"):
            assert client.post(path).status_code == 400, path
        assert is_in(client)


def test_flask_security_shows_no_page_of_its_own(app: Flask) -> None:
    security: Security = app.extensions["security"]
    assert not security.register_blueprint
    whose = {view.__module__.split(".")[0] for view in app.view_functions.values()}
    assert "flask_security" not in whose


def test_no_answer_of_the_door_is_kept_or_framed(client: FlaskClient) -> None:
    headers = client.get("/sign-in").headers
    assert headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
