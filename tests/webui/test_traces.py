"""What people look at and take away is in the journal, with the address that they came from, and not a word of it."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.settings import Settings
from letterkit.store.tables import AuditEntry
from webui import create_app
from webui.looks import SAY_NOTHING, SEARCHED, THINGS

from .conftest import ClientOf, People
from .routes import ROUTES, Row
from .test_access import World, world  # noqa: F401

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What differs between databases is in tests/store."""

OF_NOBODY = {
    "appeals.template", "batches.template", "blanks.starter", "metrics.xlsx", "metrics.pdf", "metrics.style",
    "rules.file",
}  # fmt: skip
"""Files without a person in them: blanks, tables to fill in, figures, rules."""
OF_A_THING = {"appeals.file", "api.appeal_file"}
"""Files of one appeal: noted as a look at it."""


def entries(app: Flask) -> list[AuditEntry]:
    with app.extensions["letterkit"].database.reading() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def since(app: Flask, before: int) -> list[tuple[str, str, dict[str, Any]]]:
    """What the journal has more than its first ``before`` entries."""
    return [(entry.action, entry.subject, entry.details) for entry in entries(app)[before:]]


def readers(row: Row) -> Duty:
    """Somebody who may ask for it: of all duties one that sees the whole register, where there is one."""
    assert row.who is not None
    return next((duty for duty in (Duty.REGISTRY, Duty.SIGNER, Duty.EXECUTOR) if duty in row.who), min(row.who))


def test_every_page_of_a_letter_or_an_appeal_and_every_file_of_people_leaves_a_trace(
    app: Flask,
    world: World,  # noqa: F811
    client_of: ClientOf,
) -> None:
    """Routes are those of ROUTES, which has all: a new one falls in here by itself."""
    files = set()
    for row in ROUTES:
        rule = next(each for each in app.url_map.iter_rules(row.endpoint))
        things = sorted(THINGS[name] for name in rule.arguments & set(THINGS))
        things += ["batch"] if rule.arguments >= {"batch_id", "number"} else []
        if row.method != "GET" or not row.who or row.endpoint in SAY_NOTHING:
            continue
        with app.extensions["letterkit"].database.writing() as session:
            session.execute(AuditEntry.__table__.delete())
        answer = client_of(readers(row)).get(world(row.path))
        if answer.status_code != 200:
            continue
        noted = [action for action, _, _ in since(app, 0)]
        assert [f"{each}.read" for each in things] == [each for each in noted if each.endswith(".read")], row
        if answer.headers.get("Content-Disposition", "").startswith("attachment"):
            files.add(row.endpoint)
            exported = [action for action in noted if action.endswith("exported")]
            assert bool(exported) is (row.endpoint not in OF_NOBODY | OF_A_THING), row
    assert {"appeals.export", "appeals.replies_file", "control.sheet", "feedback.book", "journal.export"} <= files


def test_pages_of_a_letter_are_one_entry_an_hour(app: Flask, world: World, client_of: ClientOf) -> None:  # noqa: F811
    client, path = client_of(Duty.REVIEWER), world("/letters/{letter}")
    before = len(entries(app))
    for tail in ("", "/versions", "/card", "", "/now"):
        assert client.get(path + tail).status_code == 200
    client_of(Duty.SIGNER).get(path)
    subject = path.removeprefix("/").replace("letters/", "letter:")
    assert since(app, before) == [("letter.read", subject, {})] * 2


def test_what_was_refused_was_not_read(app: Flask, world: World, client_of: ClientOf) -> None:  # noqa: F811
    before = len(entries(app))
    for path in ("/letters/{draft}", "/letters/999", "/letters/{letter}/passport", "/appeals/999"):
        assert client_of(Duty.REGISTRY).get(world(path)).status_code in (404, 422)
    app.test_client().get(world("/letters/{letter}"))
    assert since(app, before) == []


def test_an_export_tells_how_much_and_by_what_but_no_name(app: Flask, world: World, client_of: ClientOf) -> None:  # noqa: F811
    world("")
    before = len(entries(app))
    client_of(Duty.REGISTRY).get("/appeals/export.csv?state=new&since=2020-01-01&words=Иванова&reason=Крыша")
    used = {"words": True, "state": "new", "reason": True, "since": "2020-01-01"}
    assert since(app, before) == [("register.exported", "register", {"rows": 0, "kind": "csv", "filter": used})]


def test_a_search_is_noted_without_its_words(app: Flask, people: People, client_of: ClientOf) -> None:
    client, before = client_of(Duty.REGISTRY), len(entries(app))
    client.get("/appeals/")
    client.get("/appeals/?words=Иванова")
    client.get("/appeals/?words=Петрова")
    assert since(app, before) == [("register.searched", "register", {})]
    assert set(SEARCHED) <= set(app.view_functions)


def test_a_program_that_takes_the_register_page_by_page_leaves_an_entry_for_each_question(
    app: Flask,
    world: World,  # noqa: F811
    client_of: ClientOf,
) -> None:
    client = client_of(Duty.REGISTRY)
    world("")
    before = len(entries(app))
    for query in ("", "", "?state=new"):
        assert client.get(f"/api/v1/appeals{query}").status_code == 200
    exported = [details for action, _, details in since(app, before) if action == "register.exported"]
    assert exported == [
        {"rows": 1, "kind": "api", "page": 1, "filter": {}},
        {"rows": 1, "kind": "api", "page": 1, "filter": {"state": "new"}},
    ]


FORGED = {"X-Forwarded-For": "203.0.113.9, 198.51.100.4", "Forwarded": "for=203.0.113.9", "X-Real-IP": "203.0.113.9"}


@pytest.mark.parametrize(
    ("proxies", "peer", "noted"),
    [
        (0, "10.0.0.7", "10.0.0.7"),
        (1, "10.0.0.1", "198.51.100.4"),  # the proxy of our own has added the last one
        (0, "", None),
    ],
)
def test_the_address_is_that_of_the_connection_or_of_the_trusted_proxy(
    app: Flask, settings: Settings, client_of: ClientOf, proxies: int, peer: str, noted: str | None
) -> None:
    behind = create_app(settings.model_copy(update={"proxies": proxies}), TESTING=True, WTF_CSRF_ENABLED=False)
    behind.extensions["letterkit"], behind.secret_key = app.extensions["letterkit"], app.secret_key
    client = behind.test_client()
    cookie = client_of(Duty.ADMINISTRATOR).get_cookie("letterkit")
    assert cookie is not None
    client.set_cookie("letterkit", cookie.value)
    answer = client.get("/journal/export.csv", headers=FORGED, environ_base={"REMOTE_ADDR": peer})
    assert answer.status_code == 200
    assert entries(app)[-1].address == noted
    assert clock.today().isoformat() in entries(app)[-1].at


class TestJournal:
    """The officer's page."""

    @pytest.fixture
    def chief(self, app: Flask, world: World, client_of: ClientOf) -> FlaskClient:  # noqa: F811
        """Who looks at the journal, after others have read, exported and changed."""
        client_of(Duty.EXECUTOR).get(world("/appeals/{appeal}"))
        client_of(Duty.REGISTRY).get("/appeals/export.xlsx", environ_base={"REMOTE_ADDR": "10.1.2.3"})
        return client_of(Duty.ADMINISTRATOR)

    def test_it_is_sifted_by_what_people_did_with_which_thing_and_from_where(self, chief: FlaskClient) -> None:
        def rows(query: str) -> int:
            return chief.get(f"/journal?{query}").get_data(as_text=True).count('data-label="Кто"')

        assert (rows("deeds=reads"), rows("deeds=exports"), rows("address=10.1.2.3")) == (1, 1, 1)
        assert rows("deeds=changes") + 2 == rows("")
        assert rows("number=И-1") == rows("about=appeal&number=И-1") == 1
        assert rows("about=letter&number=И-1") == 0

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_it_is_taken_away_as_it_was_sifted_and_that_is_noted(
        self, app: Flask, chief: FlaskClient, kind: str
    ) -> None:
        before = len(entries(app))
        answer = chief.get(f"/journal/export.{kind}?deeds=exports&number=")
        assert answer.status_code == 200
        if kind == "csv":
            assert "реестр обращений выгружен" in answer.get_data(as_text=True)
        told = {"rows": 1, "kind": kind, "filter": {"deeds": "exports"}}
        assert since(app, before) == [("journal.exported", "journal", told)]
        page = chief.get("/journal?deeds=exports").get_data(as_text=True)
        assert "журнал выгружен" in page
        assert "отбор: что делали выгружали" in page

    def test_a_wrong_filter_gives_no_file(self, chief: FlaskClient) -> None:
        answer = chief.get("/journal/export.csv?since=завтра")
        assert answer.status_code == 303
        assert 'id="f-since-error"' in chief.get(answer.location).get_data(as_text=True)
