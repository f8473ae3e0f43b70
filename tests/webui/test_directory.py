"""The page of the door with a directory: by a password of LDAP, by the word of a provider, out of both."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey

from letterkit.core import clock
from letterkit.core.errors import ToolError
from letterkit.core.office import Duty
from letterkit.directory.entry import Grant, Logout
from letterkit.office.people import accounts, directory_grants, own_token, sessions
from letterkit.office.people.directory_checks import Checks
from letterkit.office.people.second_step import Way
from letterkit.settings import Settings
from letterkit.store.audit import of_subject
from letterkit.store.database import Database
from letterkit.store.directory_tables import DirectoryGrant
from letterkit.store.session_tables import SignIn
from letterkit.store.tables import Person

from ..directory.conftest import Somebody, ldap_settings, rules_file, slapd, somebody  # noqa: F401
from ..directory.provider import ANNA, CLIENT, SECRET, Provider, provider_running, secret_key
from ..directory.slapd import PASSWORD, Slapd
from .conftest import PASSWORD as OWN

# ruff: noqa: F811


@pytest.fixture(scope="session")
def provider_server() -> Iterator[Provider]:
    with provider_running() as provider:
        yield provider


@pytest.fixture
def provider(provider_server: Provider) -> Provider:
    provider_server.reset()
    return provider_server


@pytest.fixture
def by_ldap(app: Flask, ldap_settings: Settings) -> Settings:
    """The service of a test lets people of slapd in."""
    return put(app, {name: getattr(ldap_settings, name) for name in ldap_settings.model_fields_set})


@pytest.fixture
def by_oidc(app: Flask, rules_file: Path, provider: Provider) -> Settings:
    """The service of a test lets people of the provider in."""
    told = {
        "oidc_issuer": provider.issuer,
        "oidc_client": CLIENT,
        "oidc_secret": Settings(oidc_secret=SECRET).oidc_secret,
    }
    return put(app, {"directory": rules_file, **told})


def put(app: Flask, changed: dict[str, Any]) -> Settings:
    engine = app.extensions["letterkit"]
    engine.settings = engine.settings.model_copy(update=changed)
    engine.__dict__.pop("doors", None)
    return engine.settings  # type: ignore[no-any-return]


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["letterkit"].database
    return found


def person(database: Database) -> Person:
    [found] = [each for each in accounts.everybody(database) if each.surname == "Петрова"]
    return found


def is_in(client: FlaskClient) -> bool:
    return client.get("/me").status_code == 200


def to_provider(client: FlaskClient, next: str = "") -> str:
    """The way to the provider and back: the address that the browser comes back to."""
    there = client.get("/sign-in/directory", query_string={"next": next} if next else {})
    assert there.status_code == 303, there.text
    return str(requests.get(there.location, allow_redirects=False, timeout=10).headers["Location"])


def come_back(client: FlaskClient, next: str = "") -> Any:
    return client.get(to_provider(client, next).removeprefix("http://localhost"))


class TestByLdap:
    @pytest.fixture(autouse=True)
    def settled(self, by_ldap: Settings, slapd: Slapd, somebody: Somebody) -> None:
        slapd.join("writers", somebody.dn)

    def test_the_page_says_whose_password_it_asks_for(self, client: FlaskClient) -> None:
        page = client.get("/sign-in").text
        assert "те же, что для входа в сеть организации" in page
        assert "Войти через" not in page
        assert "выдаёт администратор" not in page

    def test_somebody_of_the_directory_works_here_at_once(
        self,
        client: FlaskClient,
        somebody: Somebody,
    ) -> None:
        form = {"login": somebody.uid, "password": PASSWORD, "next": "/letters"}
        assert client.post("/sign-in", data=form).location == "/letters"
        page = client.get("/me").text
        assert "Петрова Анна" in page
        assert "берутся из каталога" in page
        assert "/me/password" not in page

    def test_an_administrator_sees_what_the_directory_says_and_changes_the_rest(
        self,
        client: FlaskClient,
        client_of: Callable[..., FlaskClient],
        somebody: Somebody,
        database: Database,
    ) -> None:
        client.post("/sign-in", data={"login": somebody.uid, "password": PASSWORD})
        theirs, chief = f"/people/{person(database).id}", client_of(Duty.ADMINISTRATOR)
        page = chief.get(theirs).text
        assert "задаёт каталог сотрудников" in page
        assert 'type="checkbox" name="duties"' not in page
        assert "Выдать новый временный пароль" not in page
        fixed = {"surname": "Петрова", "name": "Анна", "post": "консультант", "email": "anna@example.ru"}
        assert chief.post(theirs, data={**fixed, "phone": "42-42-42", "duties": "executor"}).status_code == 303
        assert person(database).phone == "42-42-42"
        refused = chief.post(theirs, data={**fixed, "surname": "Иная", "duties": "executor"})
        assert refused.status_code == 422 or "каталог" in refused.text

    def test_a_second_step_is_asked_for_after_the_directory_too(
        self,
        client: FlaskClient,
        somebody: Somebody,
        database: Database,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        client.post("/sign-in", data={"login": somebody.uid, "password": PASSWORD})
        client.post("/sign-out")
        from letterkit.office.people import second_step

        with database.writing() as session:
            second_step.renew_codes(session, person(database).id)
        monkeypatch.setattr(second_step.SecondStep, "is_set_up", True)
        there = client.post("/sign-in", data={"login": somebody.uid, "password": PASSWORD})
        assert there.location == "/sign-in/second-step"
        assert not is_in(client)

    def test_a_directory_that_does_not_answer_is_told_of_at_the_door_and_in_health(
        self,
        app: Flask,
        client: FlaskClient,
        somebody: Somebody,
    ) -> None:
        engine = app.extensions["letterkit"]
        engine.doors.body_of = str  # there is no agency here
        engine.doors.prove()
        put(app, {"ldap_url": "ldap+plain://127.0.0.1:1"})
        answer = client.post("/sign-in", data={"login": somebody.uid, "password": PASSWORD})
        assert answer.status_code == 503
        assert "Каталог сотрудников не отвечает" in answer.text
        engine.doors.body_of = str
        with pytest.raises(ToolError):
            engine.doors.prove()


@pytest.mark.usefixtures("by_oidc")
class TestByAProvider:
    def test_the_button_leads_to_it_with_all_that_proves_the_way_back(
        self,
        client: FlaskClient,
        provider: Provider,
    ) -> None:
        assert "Войти через Единый вход" in client.get("/sign-in?next=/letters").text
        assert client.get(to_provider(client, "/letters").removeprefix("http://localhost")).location == "/letters"
        [asked] = provider.asked
        assert asked["code_challenge_method"] == "S256"
        assert all(len(asked[name]) >= 20 for name in ("state", "nonce", "code_challenge"))
        assert {"openid", "profile", "email"} <= set(asked["scope"].split())
        assert is_in(client)

    def test_whoever_it_knows_has_the_duties_of_their_groups(
        self,
        client: FlaskClient,
        database: Database,
        provider: Provider,
    ) -> None:
        provider.add(groups=["/chiefs-of-others", "/writers"], department="отдел писем")
        assert come_back(client).location == "/home"
        found = person(database)
        assert (found.login, found.duty_set, found.unit) == ("petrova", {Duty.EXECUTOR}, "отдел писем")
        with database.reading() as session:
            actions = [entry.action for entry in of_subject(session, f"person:{found.id}")]
        assert actions == ["person.added", "person.signed-in"]

    @pytest.mark.parametrize(
        ("claims", "said"),
        [
            ({"groups": []}, "ни в одной группе"),
            ({"groups": "writers-of-others"}, "ни в одной группе"),
            ({"given_name": "", "family_name": ""}, "не указаны фамилия и имя"),
            ({"preferred_username": "петрова"}, "не годится"),
            ({"groups": ["agency"]}, "Каталог настроен неверно"),  # a body that there is not
        ],
    )
    def test_whom_letterkit_cannot_let_in_it_tells_why(
        self,
        client: FlaskClient,
        provider: Provider,
        claims: dict[str, Any],
        said: str,
    ) -> None:
        provider.add(**claims)
        answer = come_back(client)
        assert answer.status_code in (422, 503)
        assert said in answer.text
        assert not is_in(client)

    @pytest.mark.parametrize(
        "twist",
        [
            {"iss": "http://127.0.0.1:1"},
            {"aud": "another"},
            {"aud": ["another"], "azp": CLIENT},
            {"exp": 1_000_000_000},
            {"nonce": "of another sign-in"},
            {"nonce": None},
            {"sub": "somebody else"},
            {"at_hash": "AAAA"},
        ],
    )
    def test_a_token_that_is_not_of_this_sign_in_lets_nobody_in(
        self,
        client: FlaskClient,
        provider: Provider,
        twist: dict[str, Any],
    ) -> None:
        provider.twist = lambda claims: claims.update(twist)
        assert come_back(client).status_code == 503
        assert not is_in(client)

    @pytest.mark.parametrize(("algorithm", "key"), [("HS256", secret_key), ("RS256", RSAKey.generate_key)])
    def test_a_token_that_somebody_else_could_have_signed_lets_nobody_in(
        self,
        client: FlaskClient,
        provider: Provider,
        algorithm: str,
        key: Callable[[], Any],
    ) -> None:
        provider.algorithm, provider.key = algorithm, key()
        assert come_back(client).status_code == 503
        assert not is_in(client)

    def test_the_way_back_is_good_once_and_in_the_browser_where_it_began(self, app: Flask, client: FlaskClient) -> None:
        where = to_provider(client).removeprefix("http://localhost")
        stranger = app.test_client()
        assert "начат не в этом браузере" in stranger.get(where).text
        assert client.get(where).status_code == 303
        client.post("/sign-out")
        assert client.get(where).status_code == 422
        assert not is_in(client)

    def test_a_code_of_another_browser_is_worth_nothing(self, app: Flask, client: FlaskClient) -> None:
        theirs = parse_qs(urlsplit(to_provider(app.test_client())).query)["code"][0]
        mine = urlsplit(to_provider(client))
        state = parse_qs(mine.query)["state"][0]
        answer = client.get(mine.path, query_string={"code": theirs, "state": state})  # PKCE does not fit
        assert answer.status_code == 422
        assert not is_in(client)

    @pytest.mark.parametrize("told", [{"iss": "https://elsewhere.test"}, {"error": "access_denied"}, {}])
    def test_what_is_no_word_of_the_provider_is_refused(
        self,
        client: FlaskClient,
        told: dict[str, str],
    ) -> None:
        mine = parse_qs(urlsplit(to_provider(client)).query)
        given = {"state": mine["state"][0], **({"code": mine["code"][0]} if "iss" in told else {}), **told}
        assert client.get("/sign-in/directory/back", query_string=given).status_code == 422
        assert not is_in(client)

    def test_whoever_presses_cancel_there_is_back_at_the_door(self, client: FlaskClient, provider: Provider) -> None:
        provider.at_desk = None
        assert "Войти через Единый вход" in come_back(client).text

    def test_a_provider_that_does_not_answer_is_told_of(
        self,
        app: Flask,
        client: FlaskClient,
        provider: Provider,
    ) -> None:
        provider.is_down = True
        assert client.get("/sign-in/directory").status_code == 503
        app.extensions["letterkit"].doors.body_of = str
        with pytest.raises(ToolError):
            app.extensions["letterkit"].doors.prove()

    def test_its_own_second_step_is_trusted_where_the_settings_say_so(
        self,
        app: Flask,
        client: FlaskClient,
        database: Database,
        provider: Provider,
    ) -> None:
        put(app, {"oidc_trusted": "otp"})
        provider.add(amr=["pwd"])
        come_back(client)
        provider.add(amr=["pwd", "otp"])
        come_back(app.test_client())
        with database.reading() as session:
            assert [each.step for each in session.query(SignIn).order_by(SignIn.id)] == [None, Way.PROVIDER]

    def test_signing_out_leads_out_of_it_too(self, client: FlaskClient, provider: Provider) -> None:
        come_back(client)
        page = client.post("/sign-out").text
        assert f'content="0; url={provider.issuer}/logout?' in page
        assert "id_token_hint=" in page
        assert "post_logout_redirect_uri=http%3A%2F%2Flocalhost%2Fsign-in" in page
        assert not is_in(client)

    def test_only_administrators_have_a_form_where_the_settings_say_so(
        self,
        app: Flask,
        client: FlaskClient,
        people: object,
    ) -> None:
        put(app, {"local_passwords": "administrators"})
        assert "По паролю администратора" in client.get("/sign-in").text
        assert client.post("/sign-in", data={"login": "executor", "password": OWN}).status_code == 422
        assert client.post("/sign-in", data={"login": "administrator", "password": OWN}).status_code == 303
        put(app, {"local_passwords": "nobody"})
        assert 'name="password"' not in app.test_client().get("/sign-in").text


@pytest.mark.usefixtures("by_oidc")
class TestSignedOutElsewhere:
    """OpenID Connect Back-Channel Logout 1.0: the provider itself tells that somebody has left."""

    @pytest.fixture
    def browsers(self, app: Flask, provider: Provider) -> list[FlaskClient]:
        """Two browsers of one person, each with a session of the provider of its own."""
        made = [app.test_client(), app.test_client()]
        for number, browser in enumerate(made):
            provider.twist = lambda claims, sid=f"s{number}": claims.update(sid=sid)  # type: ignore[misc]
            come_back(browser)
        assert all(map(is_in, made))
        return made

    @staticmethod
    def tell(app: Flask, token: str) -> int:
        answer = app.test_client().post("/sign-in/directory/logout", data={"logout_token": token})
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.status_code

    @pytest.mark.both_databases
    def test_the_session_that_it_names_is_over_and_no_other(
        self, app: Flask, provider: Provider, browsers: list[FlaskClient], database: Database
    ) -> None:
        app.config["WTF_CSRF_ENABLED"] = True  # it is no browser of ours that asks
        token = provider.logout_token(sid="s0")
        assert self.tell(app, token) == 200
        assert [is_in(each) for each in browsers] == [False, True]
        assert self.tell(app, token) == 400  # each word is good once
        with database.reading() as session:
            assert [each.action for each in of_subject(session, f"person:{person(database).id}")][-1] == (
                "person.session-ended"
            )
            assert session.query(DirectoryGrant).count() == 1

    @pytest.mark.both_databases
    def test_all_of_a_person_are_over_where_it_names_no_session(
        self, app: Flask, provider: Provider, browsers: list[FlaskClient]
    ) -> None:
        assert self.tell(app, provider.logout_token(sub="somebody else")) == 200
        assert all(map(is_in, browsers))
        assert self.tell(app, provider.logout_token()) == 200
        assert not any(map(is_in, browsers))
        come_back(browsers[0])
        assert is_in(browsers[0])

    @pytest.mark.parametrize(
        "twist",
        [
            {"iss": "http://127.0.0.1:1"},
            {"aud": "another"},
            {"events": {}},
            {"events": None},
            {"nonce": "of a sign-in"},
            {"iat": 1_000_000_000},
            {"iat": None},
            {"exp": 1_000_000_000},
            {"jti": None},
            {"sub": None},
        ],
    )
    def test_what_is_not_such_a_word_of_the_provider_ends_nothing(
        self, app: Flask, provider: Provider, browsers: list[FlaskClient], twist: dict[str, Any]
    ) -> None:
        assert self.tell(app, provider.logout_token(**twist)) == 400
        assert all(map(is_in, browsers))

    @pytest.mark.parametrize(("algorithm", "key"), [("HS256", secret_key), ("RS256", RSAKey.generate_key)])
    def test_a_word_that_somebody_else_could_have_signed_ends_nothing(
        self, app: Flask, provider: Provider, browsers: list[FlaskClient], algorithm: str, key: Callable[[], Any]
    ) -> None:
        provider.algorithm, provider.key = algorithm, key()
        assert self.tell(app, provider.logout_token()) == 400
        assert self.tell(app, "no token at all") == 400
        assert all(map(is_in, browsers))

    def test_a_sign_in_that_waits_for_its_second_step_does_not_go_on(
        self, client: FlaskClient, database: Database, provider: Provider
    ) -> None:
        come_back(client)
        known = person(database)
        kept = directory_grants.keep_grant(database, "secret", Grant("r", "i", "f" * 64))
        directory_grants.take_back(database, Logout("e" * 64, None, "f" * 64))
        token = sessions.begin(database, known.id, sessions.Place("192.0.2.1", "Firefox"))
        directory_grants.attach_grant(database, kept, token)
        found = sessions.find_sign_in(database, token, known.fs_uniquifier)
        assert found is not None
        assert found[0].ended is not None


@pytest.mark.usefixtures("by_oidc")
class TestTheNextCheck:
    @pytest.fixture
    def check(self, app: Flask) -> Callable[[int], int]:
        """A look after so many minutes."""

        def look(minutes: int) -> int:
            doors = app.extensions["letterkit"].doors
            with clock.stopped_at(clock.now() + timedelta(minutes=minutes)):
                checks = Checks(doors, app.secret_key)
                checks.forget_over()
                checks.end_stale_tokens()
                return checks.ask_provider(doors.provider)

        return look

    def test_whoever_is_still_there_stays_with_the_duties_of_now(
        self,
        client: FlaskClient,
        database: Database,
        provider: Provider,
        check: Callable[[int], int],
    ) -> None:
        come_back(client)
        assert check(1) == 0
        provider.add(groups=["writers", "admins"])
        assert check(20) == 1
        assert check(20) == 0
        assert person(database).duty_set == {Duty.EXECUTOR, Duty.ADMINISTRATOR}
        assert is_in(client)

    def test_somebody_whose_name_is_gone_there_still_loses_the_duties_of_groups_that_were_left(
        self,
        client: FlaskClient,
        database: Database,
        provider: Provider,
        check: Callable[[int], int],
    ) -> None:
        provider.add(groups=["writers", "admins"])
        come_back(client)
        provider.add(groups=["writers"], given_name="")
        check(20)
        assert person(database).duty_set == {Duty.EXECUTOR}
        assert is_in(client)

    def test_whoever_has_no_group_any_more_is_shut_out(
        self,
        client: FlaskClient,
        database: Database,
        provider: Provider,
        check: Callable[[int], int],
    ) -> None:
        come_back(client)
        own_token.make(database, person(database).actor, "", ["check"])
        provider.add(groups=[])
        check(20)
        assert not is_in(client)
        found = person(database)
        assert (found.active, found.fs_token_uniquifier) == (False, None)

    def test_a_session_that_the_provider_has_ended_ends_here(
        self,
        client: FlaskClient,
        database: Database,
        provider: Provider,
        check: Callable[[int], int],
    ) -> None:
        come_back(client)
        provider.people.clear()
        check(20)
        assert not is_in(client)
        assert person(database).active  # signed out there or gone: the door itself will tell
        with database.reading() as session:
            assert session.query(DirectoryGrant).count() == 0

    def test_a_provider_that_does_not_answer_ends_nothing(
        self,
        client: FlaskClient,
        provider: Provider,
        check: Callable[[int], int],
    ) -> None:
        come_back(client)
        provider.is_down = True
        with pytest.raises(ToolError):
            check(20)
        provider.is_down = False
        assert is_in(client)

    def test_without_refresh_tokens_sessions_are_short(
        self,
        app: Flask,
        client: FlaskClient,
        provider: Provider,
        check: Callable[[int], int],
    ) -> None:
        put(app, {"session_minutes": 600})
        provider.refreshes = False
        come_back(client)
        check(50)
        assert is_in(client)
        check(70)
        assert not is_in(client)

    def test_a_token_of_somebody_unheard_of_for_a_week_ends(
        self,
        client: FlaskClient,
        database: Database,
        check: Callable[[int], int],
    ) -> None:
        come_back(client)
        own_token.make(database, person(database).actor, "", ["check"])
        check(6 * 24 * 60)
        assert person(database).fs_token_uniquifier is not None
        check(8 * 24 * 60)
        assert person(database).fs_token_uniquifier is None

    def test_what_it_has_given_is_sealed_and_gone_with_the_session(
        self,
        client: FlaskClient,
        database: Database,
        provider: Provider,
        check: Callable[[int], int],
    ) -> None:
        come_back(client)
        with database.reading() as session:
            [grant] = session.query(DirectoryGrant)
        assert not any(token in grant.sealed for token in provider.tokens)
        client.post("/sign-out")
        check(0)
        with database.reading() as session:
            assert session.query(DirectoryGrant).count() == 0


@pytest.mark.usefixtures("by_oidc")
def test_whoever_is_in_proves_once_more_who_they_are_by_the_provider(
    client: FlaskClient,
    database: Database,
    provider: Provider,
) -> None:
    come_back(client)
    with database.reading() as session:
        [before] = session.query(SignIn)
    assert come_back(client, "/me").location == "/me"
    assert provider.asked[-1]["prompt"] == "login"
    with database.reading() as session:
        [after] = session.query(SignIn)
    assert after.proved > before.proved
    for told in ({"auth_time": int(after.proved.timestamp()) - 600}, {"auth_time": None}):  # «prompt» was taken out
        provider.twist = lambda claims, told=told: claims.update(told)
        assert "не спросила пароль заново" in come_back(client).text
    provider.twist = lambda claims: None
    with database.reading() as session:
        assert session.query(SignIn).one().proved == after.proved
    provider.add(sub="2", preferred_username="ivanova", family_name="Иванова")
    provider.at_desk = "2"
    assert "Вошёл другой человек" in come_back(client).text
    assert ANNA["family_name"] in client.get("/me").text
