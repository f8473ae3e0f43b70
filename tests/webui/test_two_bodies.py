"""Pages that are there for a service of several bodies: profiles side by side, the journal of one of them."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.office.content import editing
from letterkit.office.content.profiles import read_profile
from letterkit.office.content.version_file import KeptKind
from letterkit.store import audit
from letterkit.store.tables import PersonDuty
from webui.access import actor
from webui.engine import Engine

from ..office.content.bodies import TOWN, profile_of, shipped, values_of
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
    assert "Страница 1 из 2, всего 51" in page
    assert f"body={BODY}&amp;page=2" in page
    assert f">сотрудник {people[Duty.CLERK].id}<" not in page
    assert chief.get("/journal?body=nowhere").status_code in (404, 422)
    alone = chief.get(f"/journal?body={engine.checker.profile.id}").text
    assert f">профиль органа {BODY}<" not in alone


def test_a_service_of_one_body_asks_for_none(app: Flask, people: People, client_of: ClientOf) -> None:
    app.extensions["letterkit"].take_in_shipped()
    assert 'name="body"' not in client_of(Duty.ADMINISTRATOR).get("/journal").text


def test_the_blank_of_any_body_stays_in_use(engine: Engine, people: People) -> None:
    writes_on = {**values_of(TOWN), "blank": "longitudinal"}
    let_live(engine.database, engine.office.files, read_profile(shipped().with_values(writes_on).encode(), BODY))
    assert engine.checker.profile.blank != "longitudinal"
    for blank in (engine.checker.profile.blank, "longitudinal"):
        with pytest.raises(RequestError, match=r"kept\.body-blank"):
            editing.retire(engine.office, people[Duty.CLERK].actor, KeptKind.BLANK, blank)


def test_who_is_an_administrator_no_more_works_for_their_own_body_again(
    engine: Engine, chief: FlaskClient, people: People
) -> None:
    assert chief.post("/bodies/choose", data={"body": BODY}).status_code == 303
    with chief:
        chief.get("/")
        assert actor().body == BODY
        with engine.database.writing() as session:
            session.execute(
                update(PersonDuty)
                .where(PersonDuty.person_id == people[Duty.ADMINISTRATOR].id)
                .values(duty=Duty.EXECUTOR.value)
            )
        chief.get("/")
        assert actor().body == ""
