"""Pages that are there for a service of several bodies: profiles side by side, the journal of one of them."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.core.office import Duty
from letterkit.store import audit
from webui.engine import Engine

from ..office.content.bodies import TOWN, profile_of
from ..office.content.live_profiles import let_live
from .conftest import ClientOf, People

BODY = TOWN["id"]


@pytest.fixture
def engine(app: Flask, people: People) -> Engine:
    engine: Engine = app.extensions["letterkit"]
    engine.take_in_shipped()
    let_live(engine.database, engine.office.files, profile_of(TOWN))
    return engine


@pytest.fixture
def chief(engine: Engine, client_of: ClientOf) -> FlaskClient:
    return client_of(Duty.ADMINISTRATOR)


def test_two_profiles_are_compared_value_by_value(engine: Engine, chief: FlaskClient) -> None:
    first = engine.checker.profile
    assert f"/bodies/compare?one={first.id}" in chief.get("/bodies").text
    page = chief.get(f"/bodies/compare?one={first.id}&other={BODY}").text
    differing, same = page.split("Одинаково:")
    for words in (first.body.phone, TOWN["phone"]):
        assert words in re.sub(r"<[^>]+>", "", differing)
        assert words not in re.sub(r"<[^>]+>", "", same)
    assert "<del>" in differing


def test_an_unknown_body_is_not_compared_but_the_first_two_are(engine: Engine, chief: FlaskClient) -> None:
    page = chief.get("/bodies/compare?one=nowhere&other=nowhere").text
    assert f'<option value="{BODY}" selected>' in page


def test_the_journal_is_sifted_by_body_and_keeps_that_on_its_pages(
    engine: Engine, chief: FlaskClient, people: People
) -> None:
    with engine.database.writing() as session:
        for _ in range(51):
            audit.record(session, None, "kept.saved", f"profile:{BODY}")
        audit.record(session, None, "person.signed-in", f"person:{people[Duty.CLERK].id}")
    page = chief.get(f"/journal?body={BODY}").text
    assert "Страница 1 из 2, записей 51" in page
    assert f"page=2&amp;body={BODY}" in page
    assert f">сотрудник {people[Duty.CLERK].id}<" not in page
    assert chief.get("/journal?body=nowhere").status_code in (404, 422)
    alone = chief.get(f"/journal?body={engine.checker.profile.id}").text
    assert f">профиль органа {BODY}<" not in alone


def test_a_service_of_one_body_asks_for_none(app: Flask, people: People, client_of: ClientOf) -> None:
    app.extensions["letterkit"].take_in_shipped()
    assert 'name="body"' not in client_of(Duty.ADMINISTRATOR).get("/journal").text
