"""Every route is asked: signed out? another duty? another's thing? not there? (``routes.py`` has the answers)

Each page that answers has its «?», which leads to its own place of the guide.
"""

from collections.abc import Callable
from typing import Any, cast

import pytest
from flask import Flask, jsonify
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import BatchState, Duty, IncomingSource, IncomingState, LetterState, RowState
from letterkit.core.register import CallEnd
from letterkit.office.batches.plan import Plan
from letterkit.office.cases.drafting import keep
from letterkit.office.people import accounts
from letterkit.settings import Settings
from letterkit.store.api_tables import Webhook
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.incoming_tables import Incoming
from letterkit.store.register_tables import AppealFile, Call, Opinion, Reception
from letterkit.store.tables import Appeal, Letter, Person
from webui import create_app
from webui.access import actor, needs, public
from webui.account import TOKEN_HEADER, token_of
from webui.engine import Engine
from webui.resume import own_path
from webui.security import FRONT_END

from ..signed_in import sign_in
from ..stock import Stock
from .conftest import ClientOf, People
from .guidance import demand_help
from .routes import ROUTES, Row

World = Callable[[str], str]


@pytest.fixture
def world(app: Flask, people: People, stock: Stock) -> World:
    """Fills the {braces} of a path."""
    engine: Engine = app.extensions["letterkit"]
    ids = stock.fill(engine.database, engine.settings.data_dir, "world", lambda: made(engine, people))
    return lambda path: path.format(**ids)


def made(engine: Engine, people: People) -> dict[str, object]:
    """One of everything that a path may name, by what it is called there."""
    program = accounts.add_program(engine.database, None, "СЭД", [Duty.REGISTRY])
    engine.take_in_shipped()
    ids: dict[str, object] = {duty.value: person.id for duty, person in people.items()}
    ids |= {"program": program.id, "body": engine.checker.profile.id}
    with engine.database.writing() as session:
        ids["webhook"] = webhook_of(session, program)
        ids["letter"] = letter_of(session, people[Duty.EXECUTOR], LetterState.REVIEW)
        ids["draft"] = letter_of(session, people[Duty.CLERK], LetterState.DRAFT)
        ids["appeal"] = appeal_of(session, people[Duty.EXECUTOR])
        ids |= contacts_of(session, people[Duty.EXECUTOR])
        file = engine.files.put(b"%PDF")
        ids["file"] = file_of(session, cast(int, ids["appeal"]), people[Duty.REGISTRY], file)
        ids["incoming"] = incoming_of(session, people[Duty.REGISTRY])
        ids["batch"] = batch_of(session, people[Duty.EXECUTOR], engine.files.put(TABLE))
    return ids


def webhook_of(session: Session, program: Person) -> int:
    """The number of a webhook of the program's."""
    now = clock.now()
    told = {"url": "https://sed.example.org/", "secret": "whsec_", "due": now, "at": now, "by_id": program.id}
    webhook = Webhook(program_id=program.id, **told)
    session.add(webhook)
    session.flush()
    return webhook.id


def letter_of(session: Session, person: Person, state: LetterState) -> int:
    """The number of a letter of that person's, never composed."""
    now = clock.now()
    letter = Letter(
        executor_id=person.id,
        changed_by_id=person.id,
        state=state,
        reply="explained",
        blank="corner",
        card={},
        created=now,
        changed=now,
        submitted=None if state is LetterState.DRAFT else now,
    )
    session.add(letter)
    session.flush()
    keep(session, letter, person.actor, "begun")
    return letter.id


def appeal_of(session: Session, person: Person) -> int:
    """The number of an appeal that the person answers."""
    on = clock.today()
    appeal = Appeal(number="И-1", registered=on, card={}, due=on, responsible_id=person.id, created=clock.now())
    session.add(appeal)
    session.flush()
    return appeal.id


def contacts_of(session: Session, person: Person) -> dict[str, object]:
    """A call, a reception and an opinion of the own body, and those of another («alien»)."""
    ids: dict[str, object] = {}
    for name, body in (("", ""), ("alien_", "another")):
        call = Call(body=body, at=clock.now(), by_id=person.id, seconds=60, end=CallEnd.ANSWERED)
        reception = Reception(
            body=body, at=clock.now(), visitor="Ким", official="министр", by_id=person.id, created=clock.now()
        )
        opinion = Opinion(body=body, day=clock.today(), channel="letter", comment="Спасибо", reason="thanks")
        session.add_all((call, reception, opinion))
        session.flush()
        ids |= {f"{name}call": call.id, f"{name}reception": reception.id, f"{name}opinion": opinion.id}
    return ids


def file_of(session: Session, appeal_id: int, person: Person, content: str) -> int:
    """The number of a file of the appeal."""
    told = {"name": "договор.pdf", "content": content, "size": 4}
    file = AppealFile(appeal_id=appeal_id, at=clock.now(), by_id=person.id, **told)
    session.add(file)
    session.flush()
    return file.id


def incoming_of(session: Session, person: Person) -> int:
    """The number of something that came in and could not be read."""
    told = {"source": IncomingSource.PAGE, "state": IncomingState.WAITING, "failed": "Файл пустой."}
    came = Incoming(**told, at=clock.now(), text="Прошу починить крышу.", settled={}, heading="", by_id=person.id)
    session.add(came)
    session.flush()
    return came.id


TABLE = "Номер обращения;О чём обращение;Фамилия;Куда направлено\nИ-1;;Иванова;администрация города\n".encode()


def batch_of(session: Session, person: Person, source: str) -> int:
    """The number of a batch of that person's that waits to be confirmed, though its only row is faulty."""
    batch = Batch(
        name="таблица.csv",
        source=source,
        reply="redirect",
        blank="corner",
        plan=Plan().as_json(),
        state=BatchState.CHECKED,
        rows=1,
        by_id=person.id,
        created=clock.now(),
    )
    session.add(batch)
    session.flush()
    session.add(BatchRow(batch_id=batch.id, number=2, key="0" * 64, state=RowState.FAULTY))
    return batch.id


def asked(client: FlaskClient, row: Row, path: str, accept: str = "text/html") -> int:
    answer = client.open(path, method=row.method, data=row.form or None, headers={"Accept": accept})
    if row.endpoint not in FRONT_END:  # a page, a file, a refusal: nobody keeps any of it
        assert answer.headers.getlist("Cache-Control") == ["no-store"]
    if answer.status_code == 303 and answer.location.startswith("/sign-in"):
        # Those who leave are sent there too.
        return 303 if row.endpoint == "sign_in.leave" and client.get_cookie("letterkit") else 401
    if answer.status_code == 200 and row.method == "GET" and answer.mimetype == "text/html":
        demand_help(answer.get_data(as_text=True), row.endpoint)
    return answer.status_code


def test_every_route_has_its_row_and_every_row_its_route(app: Flask) -> None:
    methods = {"GET", "POST", "PUT", "PATCH", "DELETE"}
    there = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in methods & (rule.methods or set())
        if rule.endpoint != "static"
    }
    assert {(row.endpoint, row.method) for row in ROUTES} == there


@pytest.mark.parametrize("job", sorted({row.job for row in ROUTES}))
def test_each_route_is_there_for_those_who_may_ask_and_for_nobody_else(
    app: Flask, world: World, client_of: ClientOf, job: str
) -> None:
    """All routes of a job are asked in one world: who reads, is refused or asks for another's changes nothing there."""
    clients = {duty: client_of(duty) for duty in Duty}
    expected: dict[tuple[str, str, str], int] = {}
    told: dict[tuple[str, str, str], int] = {}

    def ask(client: FlaskClient, row: Row, path: str, who: str, status: int) -> None:
        expected[str(row), path, who] = status
        # A page that only refuses takes as long to draw as any other.
        accept = "application/json" if status in (403, 404) else "text/html"
        told[str(row), path, who] = asked(client, row, world(path), accept)

    for row in (row for row in ROUTES if row.job == job):
        ask(app.test_client(), row, row.path, "a stranger", row.status if row.who is None else 401)
        for duty in Duty if row.who is not None else ():
            may = duty in (row.who or ())
            if not may or row.method == "GET":
                ask(clients[duty], row, row.path, duty, row.status if may else 403)
            for path in filter(None, (row.gone, row.alien)):
                ask(clients[duty], row, path, duty, 404 if may else 403)
    assert told == expected


@pytest.mark.parametrize("row", [row for row in ROUTES if row.who and row.method != "GET"], ids=str)
def test_each_change_is_made_for_those_who_may_ask(world: World, client_of: ClientOf, row: Row) -> None:
    for duty in sorted(row.who or ()):
        assert asked(client_of(duty), row, world(row.path)) == row.status, duty


def test_a_view_without_a_mark_is_refused_to_everybody(own_app: Flask, people: People) -> None:
    own_app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    for client in (own_app.test_client(), sign_in(own_app.test_client(), people[Duty.ADMINISTRATOR])):
        answer = client.get("/forgotten")
        assert answer.status_code == 403
        assert "secret" not in answer.get_data(as_text=True)


def test_a_page_sends_a_stranger_to_sign_in_and_back(client: FlaskClient) -> None:
    answer = client.get("/people?words=анна&state=")
    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/people?words%3D%D0%B0%D0%BD%D0%BD%D0%B0%26state%3D"


def test_a_form_of_a_stranger_comes_back_to_the_page_it_was_on(client: FlaskClient) -> None:
    answer = client.post("/people/1", headers={"Referer": "http://localhost/people/1"})
    assert answer.location == "/sign-in?next=/people/1"
    assert client.post("/people/1", headers={"Referer": "http://elsewhere.test/x"}).location == "/sign-in"


@pytest.mark.parametrize(
    "headers", [{"Accept": "application/json"}, {"Content-Type": "application/json"}], ids=["accept", "content"]
)
def test_a_script_of_a_stranger_is_told_where_to_sign_in(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = client.post("/me/password", headers={**headers, "Referer": "http://localhost/me"})
    assert answer.status_code == 401
    assert answer.json == {"error": "Нужно войти.", "sign_in": "/sign-in?next=/me"}


def test_a_part_of_a_page_has_the_whole_page_sign_in(client: FlaskClient) -> None:
    answer = client.get("/people", headers={"HX-Request": "true", "Referer": "http://localhost/people"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/people"


def test_a_form_that_is_being_filled_in_is_not_led_away_to_sign_in(client: FlaskClient) -> None:
    headers = {"HX-Request": "true", "Referer": "http://localhost/letters/new"}
    answer = client.post("/letters/new/addressee", data={"surname": "Ким"}, headers=headers)
    assert answer.status_code == 401
    assert "HX-Redirect" not in answer.headers


@pytest.mark.parametrize("path", ["/people", "/people?words=a&state=", "/me/password", "/"])
def test_a_path_of_our_own_is_gone_to(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "people",
        "//elsewhere.test",
        "/\\elsewhere.test",
        "\\/elsewhere.test",
        "http://elsewhere.test/",
        "javascript:alert(1)",
        "/x\r\nSet-Cookie: a=b",
        "/\t/elsewhere.test",
        " //elsewhere.test",
        "/a\\b",
    ],
)
def test_a_path_of_others_is_not(path: str | None) -> None:
    assert own_path(path) is None


def test_a_page_of_sections_shows_only_what_its_reader_may_open(client: FlaskClient, client_of: ClientOf) -> None:
    def links(client: FlaskClient, address: str = "/") -> list[str]:
        page = client.get(address).get_data(as_text=True)
        paths = ("/appeals/", "/texts/", "/people", "/programs", "/me", "/sign-in")
        return [path for path in paths if f'href="{path}"' in page]

    assert links(client) == ["/sign-in"]
    assert links(client_of(Duty.EXECUTOR)) == ["/appeals/", "/me"]
    assert links(client_of(Duty.ADMINISTRATOR)) == ["/texts/", "/me"]
    assert links(client_of(Duty.ADMINISTRATOR), "/journal") == ["/texts/", "/people", "/programs", "/me"]


def test_where_checking_is_not_open_a_stranger_signs_in_first(
    settings: Settings, app: Flask, client_of: ClientOf
) -> None:
    app.extensions["letterkit"].settings = settings.model_copy(update={"open_check": False})
    stranger = app.test_client()
    assert stranger.get("/").location == "/sign-in"
    assert stranger.post("/check").location == "/sign-in"
    assert stranger.get("/health").status_code == 503
    assert "Проверка письма" not in stranger.get("/sign-in").get_data(as_text=True)
    assert client_of(Duty.CLERK).get("/").status_code == 200


class TestTokens:
    """Programs sign in by a token, and only under /api/."""

    @pytest.fixture
    def app(self, own_app: Flask) -> Flask:
        app = own_app

        @needs(Duty.REGISTRY)
        def who() -> Any:
            return jsonify(name=actor().name)

        app.add_url_rule("/api/v1/who", "who", who, methods=["GET", "POST"])
        app.add_url_rule("/who", "who_else", needs()(lambda: "me"))
        app.add_url_rule("/api/v1/open", "open", public(lambda: "open"), methods=["POST"])
        app.config["WTF_CSRF_ENABLED"] = True
        return app

    @pytest.fixture
    def token(self, app: Flask) -> str:
        database = app.extensions["letterkit"].database
        program = accounts.add_program(database, None, "СЭД", [Duty.REGISTRY])
        with app.test_request_context():
            return token_of(accounts.renew_token(database, None, program.id))

    def test_a_program_asks_without_a_session_and_without_csrf(self, client: FlaskClient, token: str) -> None:
        answer = client.post("/api/v1/who", headers={TOKEN_HEADER: token})
        assert answer.json == {"name": "СЭД"}
        assert "Set-Cookie" not in answer.headers

    def test_a_token_opens_no_page(self, client: FlaskClient, token: str) -> None:
        assert client.get("/who", headers={TOKEN_HEADER: token}).location == "/sign-in?next=/who"

    def test_a_token_in_the_address_or_in_json_is_none(self, client: FlaskClient, token: str) -> None:
        assert client.get("/api/v1/who", query_string={"auth_token": token}).status_code == 401
        assert client.post("/api/v1/who", json={"auth_token": token}).status_code == 401

    @pytest.mark.parametrize("spoil", [lambda token: token[:-2], lambda token: "x", lambda token: ""])
    def test_a_token_that_is_not_ours_is_none(self, client: FlaskClient, token: str, spoil: Any) -> None:
        answer = client.get("/api/v1/who", headers={TOKEN_HEADER: spoil(token)})
        assert answer.status_code == 401
        assert {"code", "detail", "error", "sign_in"} <= set(answer.json)

    @pytest.mark.parametrize("step", [accounts.renew_token, accounts.revoke_token, accounts.deactivate])
    def test_a_token_ends_when_it_is_renewed_revoked_or_its_program_shut_out(
        self, app: Flask, client: FlaskClient, token: str, step: Any
    ) -> None:
        database = app.extensions["letterkit"].database
        [program] = accounts.programs(database)
        step(database, None, program.id)
        assert client.get("/api/v1/who", headers={TOKEN_HEADER: token}).status_code == 401

    def test_a_token_ends_with_its_days(self, app: Flask, client: FlaskClient, token: str) -> None:
        from datetime import timedelta

        app.config["SECURITY_TOKEN_MAX_AGE"] = timedelta(seconds=-1)
        assert client.get("/api/v1/who", headers={TOKEN_HEADER: token}).status_code == 401

    def test_a_program_without_the_duty_is_refused(self, app: Flask, client: FlaskClient, token: str) -> None:
        database = app.extensions["letterkit"].database
        [program] = accounts.programs(database)
        accounts.set_duties(database, None, program.id, [Duty.CLERK])
        answer = client.get("/api/v1/who", headers={TOKEN_HEADER: token})
        assert answer.status_code == 403
        assert "приёмная" in answer.json["error"]

    def test_a_session_asks_the_api_only_with_csrf(self, client_of: ClientOf) -> None:
        client = client_of(Duty.REGISTRY)
        refused = client.post("/api/v1/who")
        assert refused.status_code == 400
        assert refused.json["csrf"] == "/csrf"
        proof = client.get("/csrf").json["csrf_token"]
        assert client.post("/api/v1/who", headers={"X-CSRFToken": proof}).status_code == 200

    def test_a_token_beside_a_session_does_not_stand_for_csrf(self, client_of: ClientOf, token: str) -> None:
        assert client_of(Duty.REGISTRY).post("/api/v1/who", headers={TOKEN_HEADER: token}).status_code == 400

    def test_a_stranger_with_a_wrong_token_needs_csrf_too(self, client: FlaskClient) -> None:
        assert client.post("/api/v1/open", headers={TOKEN_HEADER: "x"}).status_code == 400


def test_a_database_that_does_not_answer_is_said_on_a_page(settings: Settings, client_of: ClientOf) -> None:
    from letterkit.store.database import Database

    client = client_of(Duty.CLERK)
    app = client.application
    app.extensions["letterkit"].database = Database("sqlite:///nothing-here.db", settings.data_dir)
    answer = client.get("/me")
    assert answer.status_code == 503
    assert "база данных" in answer.get_data(as_text=True).lower()


def test_a_service_is_made_without_asking_the_database(settings: Settings, client: FlaskClient) -> None:
    made = create_app(settings.model_copy(update={"database_url": "postgresql://nobody@127.0.0.1:1/none"}))
    assert made.test_client().get("/").status_code == 200
