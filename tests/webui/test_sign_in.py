"""Signing in and out in a browser: sessions, their end, and the page that was open meanwhile."""

import html
import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask import Flask
from flask.testing import FlaskClient
from flask_security import Security

from letterkit.core import clock
from letterkit.core.errors import ToolFailed
from letterkit.core.office import Duty
from letterkit.office.people import accounts, passwords, sessions
from letterkit.office.people.sign_in_delays import LOGIN, PAIR
from letterkit.settings import Settings
from letterkit.store.audit import of_subject
from letterkit.store.session_tables import SignIn
from webui import create_app
from webui.browsers import browser_words

from ..signed_in import sign_in
from .conftest import PASSWORD, ClientOf, People

START = datetime.fromisoformat("2026-03-02T09:00:00+11:00")
ANOTHER = "другой чайник у окна"


def enter(client: FlaskClient, login: str = "executor", password: str = PASSWORD, **more: str) -> tuple[int, str]:
    """Signs in; the status and where it leads."""
    answer = client.post("/sign-in", data={"login": login, "password": password, **more})
    return answer.status_code, answer.location or answer.get_data(as_text=True)


def is_in(client: FlaskClient) -> bool:
    return client.get("/me").status_code == 200


def copied(client: FlaskClient) -> FlaskClient:
    """Another browser with the same cookie."""
    thief, cookie = client.application.test_client(), client.get_cookie("letterkit")
    assert cookie
    thief.set_cookie("letterkit", cookie.value)
    return thief


def proof(client: FlaskClient) -> str:
    """What the form of the sign-in page proves itself by."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").get_data(as_text=True))
    assert found
    return found[1]


@pytest.fixture
def stopped_clock() -> Iterator[None]:
    with clock.stopped_at(START):
        yield


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
        told = set()
        for login, password in tries:
            status, page = enter(client, login, password)
            assert status == 422
            assert password == "" or password not in page
            told.add(re.sub(r' value="[^"]*"| autofocus', "", page))
        assert len(told) == 1
        said = told.pop()
        assert "Вход не выполнен" in said
        assert not is_in(client)

    @pytest.mark.usefixtures("stopped_clock")
    def test_after_five_wrong_passwords_the_page_says_how_long_to_wait(self, client: FlaskClient) -> None:
        told = []
        for login in ("executor", "nobody"):
            for _ in range(PAIR.free):
                enter(client, login, "не тот пароль")
            answer = client.post("/sign-in", data={"login": login, "password": PASSWORD})
            assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
            assert "Подождите 1 мин" in answer.text
            told.append(re.sub(r' value="[^"]*"', "", answer.text))
        assert told[0] == told[1]
        assert not is_in(client)

    def test_thirty_people_behind_one_address_all_enter_at_nine(self, app: Flask) -> None:
        for _ in range(5):
            for duty in Duty:
                client = app.test_client()
                assert enter(client, duty.value) == (303, "/home")

    @pytest.mark.usefixtures("stopped_clock")
    def test_strangers_do_not_shut_a_person_out_of_their_own_place(self, app: Flask, client: FlaskClient) -> None:
        def entered(address: str, password: str) -> int:
            form = {"login": "signer", "password": password}
            return app.test_client().post("/sign-in", data=form, environ_overrides={"REMOTE_ADDR": address}).status_code

        assert entered("192.0.2.10", PASSWORD) == 303
        assert {entered("198.51.100.7", "не тот пароль") for _ in range(50)} == {422, 429}
        everywhere = [entered(f"203.0.113.{number}", "не тот пароль") for number in range(LOGIN.free)]
        assert everywhere[-1] == 429
        assert entered("203.0.113.200", PASSWORD) == 429
        assert entered("192.0.2.10", PASSWORD) == 303

    @pytest.mark.usefixtures("stopped_clock")
    @pytest.mark.usefixtures("people")
    def test_all_processes_of_a_service_count_together(self, own_app: Flask, settings: Settings) -> None:
        other = create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False)
        for _ in range(PAIR.free):
            enter(own_app.test_client(), "nobody", "не тот пароль")
            enter(own_app.test_client(), "executor", "не тот пароль")
        assert enter(other.test_client(), "nobody")[0] == 429
        assert enter(other.test_client())[0] == 429
        other.extensions["letterkit"].database.close()

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

    def test_the_wait_is_ended_by_an_administrator(
        self, client: FlaskClient, client_of: ClientOf, people: People
    ) -> None:
        for _ in range(PAIR.free):
            enter(client, "reviewer", "не тот пароль")
        page = f"/people/{people[Duty.REVIEWER].id}"
        chief = client_of(Duty.ADMINISTRATOR)
        assert "слишком много неверных паролей" in chief.get(page).get_data(as_text=True)
        assert "с адреса 127.0.0.1" in chief.get(page).get_data(as_text=True)
        assert "ограничен до" in chief.get("/people").get_data(as_text=True)
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
            assert {"desks", "_user_id", "sign_in", "person", "csrf_token"}.isdisjoint(session)

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
        program = accounts.add_program(app.extensions["letterkit"].database, None, "СЭД", [Duty.CLERK])
        assert enter(client, program.login, "")[0] == 422
        with client.session_transaction() as session:
            session.update(_user_id=program.fs_uniquifier)
        sign_in(client, program)
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
        with clock.stopped_at(START + timedelta(minutes=30)):
            assert is_in(client)
        with clock.stopped_at(START + timedelta(minutes=30 + 31)):
            assert client.get("/me").location == "/sign-in?next=/me"
            assert "долго ничего не делали" in client.get("/sign-in").get_data(as_text=True)
            assert not is_in(client)

    def test_work_keeps_it_alive_for_half_a_day_and_no_longer(self, client: FlaskClient) -> None:
        with clock.stopped_at(START):
            enter(client)
        for minutes in range(0, 12 * 60, 30):
            with clock.stopped_at(START + timedelta(minutes=minutes)):
                assert is_in(client)
        with clock.stopped_at(START + timedelta(hours=12)):
            assert not is_in(client)
            assert "прошло 12 ч" in client.get("/sign-in").get_data(as_text=True)

    def test_to_type_is_to_do_something_and_to_leave_a_page_open_is_not(self, client: FlaskClient) -> None:
        with clock.stopped_at(START):
            enter(client)
        with clock.stopped_at(START + timedelta(minutes=20)):
            assert client.get("/csrf").json["person"] is not None  # what a page asks while somebody types
        with clock.stopped_at(START + timedelta(minutes=40)):
            client.get("/letters/1/presence")
            client.get("/letters/1/now")
            client.get("/batches/1/progress")
        with clock.stopped_at(START + timedelta(minutes=51)):
            assert not is_in(client)

    def test_a_copied_cookie_opens_nothing_after_signing_out(self, app: Flask, client: FlaskClient) -> None:
        enter(client)
        thief = copied(client)
        assert is_in(thief)
        client.post("/sign-out")
        assert thief.get("/letters").location == "/sign-in?next=/letters"
        assert thief.get("/letters", headers={"Accept": "application/json"}).status_code == 401

    def test_a_cookie_copied_before_a_new_sign_in_opens_nothing_after_it(self, client: FlaskClient) -> None:
        enter(client)
        thief = copied(client)
        enter(client)
        assert not is_in(thief)
        assert is_in(client)

    def test_what_cannot_be_noted_is_read_all_the_same(
        self, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*of: object) -> None:
            raise ToolFailed("database.full")

        with clock.stopped_at(START):
            enter(client)
        monkeypatch.setattr(sessions, "note_done", full)
        with clock.stopped_at(START + timedelta(minutes=2)):
            assert is_in(client)

    def test_a_change_of_password_ends_it_in_every_other_browser(self, app: Flask, client: FlaskClient) -> None:
        other = app.test_client()
        enter(client)
        enter(other)
        form = {"old": PASSWORD, "password": ANOTHER, "again": ANOTHER}
        assert client.post("/me/password", data=form).location == "/me"
        assert is_in(client)
        thief = copied(other)
        assert not is_in(other)
        assert not is_in(thief)
        assert enter(other)[0] == 422
        assert enter(other, password=ANOTHER)[0] == 303

    def test_being_shut_out_ends_it_at_once(self, app: Flask, client: FlaskClient, people: People) -> None:
        enter(client)
        accounts.deactivate(app.extensions["letterkit"].database, None, people[Duty.EXECUTOR].id)
        assert not is_in(client)

    def test_duties_are_those_of_the_moment(self, app: Flask, client: FlaskClient, people: People) -> None:
        enter(client)
        assert client.get("/people").status_code == 403
        accounts.set_duties(app.extensions["letterkit"].database, None, people[Duty.EXECUTOR].id, [Duty.ADMINISTRATOR])
        assert client.get("/people").status_code == 200


class TestATemporaryPassword:
    @pytest.fixture
    def client(self, app: Flask, client: FlaskClient, people: People) -> FlaskClient:
        database = app.extensions["letterkit"].database
        accounts.set_password(database, None, people[Duty.EXECUTOR].id, ANOTHER, temporary=True)
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
            ({"old": PASSWORD, "password": "коротко", "again": "коротко"}, "password", "не меньше 10"),
            ({"old": PASSWORD, "password": PASSWORD, "again": PASSWORD}, "password", "совпадает с нынешним"),
            ({}, "password", "не меньше 10"),
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

    def fresh(self, client: FlaskClient, people: People) -> str:
        """The proof that the page gets anew."""
        told = client.get("/csrf").json
        assert told["person"] == people[Duty.EXECUTOR].id
        return str(told["csrf_token"])

    def test_after_its_session_has_run_out(self, client: FlaskClient, people: People) -> None:
        with clock.stopped_at(START):
            old = proof(client)
            assert enter(client, csrf_token=old)[0] == 303
            assert self.saves(client, old) == 400  # known before the sign-in, maybe to somebody else
            old = self.fresh(client, people)
        with clock.stopped_at(START + timedelta(hours=9)):
            assert self.saves(client, old) == 401
            assert enter(client, csrf_token=proof(client))[0] == 303
            assert self.saves(client, old) == 400
            assert self.saves(client, self.fresh(client, people)) == 422

    def test_after_a_change_of_password_elsewhere(self, app: Flask, client: FlaskClient, people: People) -> None:
        old = proof(client)
        enter(client, csrf_token=old)
        accounts.set_password(app.extensions["letterkit"].database, None, people[Duty.EXECUTOR].id, ANOTHER)
        assert self.saves(client, old) == 401
        assert enter(client, password=ANOTHER, csrf_token=proof(client))[0] == 303
        assert self.saves(client, self.fresh(client, people)) == 422

    def test_after_signing_out_with_a_fresh_proof_that_says_for_whom(self, client: FlaskClient, people: People) -> None:
        old = proof(client)
        enter(client, csrf_token=old)
        client.post("/sign-out", data={"csrf_token": self.fresh(client, people)})
        enter(client, csrf_token=proof(client))
        assert self.saves(client, old) == 400
        assert self.saves(client, self.fresh(client, people)) == 422

    def test_without_scripts_its_form_is_sent_once_more(self, client: FlaskClient) -> None:
        old, words = proof(client), "Крышу починят <до> 30 июня."
        form = {"text": words, "number": "И-1", "password": "тайна", "csrf_token": old}
        file = {"table": (io.BytesIO(b"1"), "договор.pdf")}
        from_page = {"Referer": "http://localhost/appeals/new"}
        lost = client.post("/appeals/new", data=form | file, headers=from_page)
        assert lost.status_code == 401
        enter(client, csrf_token=proof(client))
        again = client.post("/appeals/new", data=form, headers=from_page)
        assert again.status_code == 400
        for page in (lost.text, again.text):
            assert html.escape(words) in page
            assert 'name="number" value="И-1"' in page
            assert "тайна" not in page
            assert 'action="/appeals/new"' in page
        assert "Выберите ещё раз: договор.pdf" in lost.text
        # A form of another site gets no proof of ours.
        assert words not in html.unescape(client.post("/appeals/new", data=form).text)
        elsewhere = {"Referer": "https://elsewhere.test/appeals/new"}
        assert words not in html.unescape(client.post("/appeals/new", data=form, headers=elsewhere).text)
        mark = re.search(r'action="/appeals/new".*?name="csrf_token" value="([^"]+)"', again.text, re.S)
        assert mark
        assert client.post("/appeals/new", data=form | {"csrf_token": mark[1]}).status_code != 400

    def test_a_fresh_proof_is_not_for_other_sites(self, client: FlaskClient) -> None:
        assert client.get("/csrf", headers={"Sec-Fetch-Site": "same-origin"}).json["person"] is None
        for site in ("cross-site", "same-site", "none"):
            assert client.get("/csrf", headers={"Sec-Fetch-Site": site}).status_code == 403

    def test_no_form_is_taken_without_its_proof(self, client: FlaskClient) -> None:
        assert enter(client, csrf_token=proof(client))[0] == 303
        for path in ("/sign-out", "/me/password", "/sign-in", "/check"):
            assert client.post(path).status_code == 400, path
        assert is_in(client)


class TestOnesOwnSessions:
    def test_each_is_listed_and_ended_from_any_other(self, app: Flask, people: People) -> None:
        desk, phone = app.test_client(), app.test_client()
        enter(desk)
        phone.post(
            "/sign-in",
            data={"login": "executor", "password": PASSWORD},
            headers={"User-Agent": "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0"},
            environ_overrides={"REMOTE_ADDR": "192.0.2.9"},
        )
        page = desk.get("/me").text
        assert page.count("это Вы здесь") == 1
        assert "Firefox, Android" in page
        assert "192.0.2.9" in page
        [end] = re.findall(r'action="(/me/sessions/\d+/end)"', page)
        stranger = sign_in(app.test_client(), people[Duty.REVIEWER])
        assert stranger.post(end).status_code == 404
        assert is_in(phone)
        assert desk.post(end).location == "/me#sessions"
        assert not is_in(phone)
        assert is_in(desk)

    def test_all_others_are_ended_at_once(self, app: Flask, people: People) -> None:
        mine, *others = (sign_in(app.test_client(), people[Duty.EXECUTOR]) for _ in range(3))
        neighbour = sign_in(app.test_client(), people[Duty.REVIEWER])
        mine.post("/me/sessions/end-others")
        assert "Завершено: 2 сеанса" in mine.get("/me").text
        assert [is_in(each) for each in (mine, *others, neighbour)] == [True, False, False, True]

    def test_an_administrator_ends_all_of_a_person_s(self, app: Flask, client_of: ClientOf, people: People) -> None:
        mine, chief = client_of(Duty.EXECUTOR), client_of(Duty.ADMINISTRATOR)
        page = f"/people/{people[Duty.EXECUTOR].id}"
        assert "Завершить все сеансы" in chief.get(page).text
        chief.post(f"{page}/sessions/end")
        assert not is_in(mine)
        assert "Завершить все сеансы" not in chief.get(page).text
        with app.extensions["letterkit"].database.reading() as session:
            last = of_subject(session, f"person:{people[Duty.EXECUTOR].id}")[-1]
        assert (last.by_id, last.action, last.details) == (
            people[Duty.ADMINISTRATOR].id, "person.sessions-ended", {"sessions": 1},
        )  # fmt: skip

    def test_what_is_long_over_is_not_kept(self, app: Flask, people: People) -> None:
        with clock.stopped_at(START):
            sign_in(app.test_client(), people[Duty.EXECUTOR])
        with clock.stopped_at(START + sessions.KEPT_FOR + timedelta(minutes=1)):
            sign_in(app.test_client(), people[Duty.REVIEWER])
        with app.extensions["letterkit"].database.reading() as session:
            assert [each.person_id for each in session.query(SignIn)] == [people[Duty.REVIEWER].id]


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox, Windows"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 "
            "YaBrowser/24.10.0.0 Safari/537.36",
            "Яндекс Браузер, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        ("", "неизвестный браузер"),
    ],
)
def test_a_browser_is_known_by_short_words(user_agent: str, words: str) -> None:
    assert browser_words(user_agent) == words


def test_flask_security_shows_no_page_of_its_own(app: Flask) -> None:
    security: Security = app.extensions["security"]
    assert not security.register_blueprint
    whose = {view.__module__.split(".")[0] for view in app.view_functions.values()}
    assert "flask_security" not in whose


def test_no_answer_of_the_door_is_kept_or_framed(client: FlaskClient) -> None:
    headers = client.get("/sign-in").headers
    assert headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
