"""A person's own token: their programs ask in their name, within their duties, until one of them ends it."""

import pytest
from flask import Flask
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.office import Duty, LetterState, Scope
from letterkit.office.people import accounts, own_token, second_step_demands
from letterkit.office.people.details import Details
from letterkit.office.people.second_step import Way
from letterkit.store.session_tables import SignIn
from letterkit.store.tables import AuditEntry, Person
from webui.access import _MARK as ACCESS
from webui.api.operations import _MARK as OPERATION

from ..signed_in import sign_in
from .conftest import PASSWORD
from .office import Register
from .programs import Program, ProgramOf
from .test_people_pages import error, shown

WORDS = {"title": "О ремонте дома", "text": "Работы начнутся в мае."}
LETTERS = (Scope.READ, Scope.LETTERS)


@pytest.fixture
def own(app: Flask, register: Register) -> ProgramOf:
    """Makes the token of a person on their own page; their program with it."""

    def made(*scopes: Scope, person: Person = register.people[Duty.EXECUTOR]) -> Program:
        client = sign_in(app.test_client(), person)
        page = client.post("/me/token", data={"old": PASSWORD, "scopes": [*scopes]}).get_data(as_text=True)
        return Program(app, person, shown(page, "token") or "")

    return made


def journal(register: Register, subject: str) -> list[tuple[str, str]]:
    with register.office.database.reading() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.subject == subject).order_by(AuditEntry.id))
        return [(each.by, each.action) for each in rows]


@pytest.mark.both_databases
def test_one_s_own_draft_is_written_and_submitted_in_one_s_own_name(own: ProgramOf, register: Register) -> None:
    letter = register.letter(register.appeal())
    program = own(*LETTERS)
    [draft] = program.ask("GET", "/letters?state=draft", 200)["letters"]
    path = f"/letters/{draft['id']}"
    kept = program.ask("PATCH", path, 200, json={**WORDS, "revision": draft["revision"]})
    told = program.ask("POST", f"{path}/submit", 200, json={"revision": kept["revision"]})
    assert (told["state"], told["text"]) == (LetterState.REVIEW, WORDS["text"])
    names = {by for by, _ in journal(register, f"letter:{letter.id}")}
    assert names == {register.by(Duty.EXECUTOR).name}


def test_the_page_says_what_the_token_is_for_and_when_it_was_used_and_shows_it_once(
    own: ProgramOf, register: Register
) -> None:
    program, client = own(Scope.CHECK), register.client_of(Duty.EXECUTOR)
    before = client.get("/me").get_data(as_text=True)
    assert "ещё не было" in before
    assert program.token not in before
    assert program.ask("GET", "/me", 200)["scopes"] == ["check"]
    assert "ещё не было" not in client.get("/me").get_data(as_text=True)


def test_the_letters_of_another_department_are_not_there(own: ProgramOf, register: Register) -> None:
    letter = register.letter(register.appeal())
    details = Details("Чужая", "Анна", unit="другой отдел")
    database = register.office.database
    program = own(*LETTERS, person=accounts.add(database, None, "alien", PASSWORD, details, [Duty.EXECUTOR]))
    assert program.ask("GET", "/me", 200)["name"] == "Чужая Анна"
    assert program.ask("GET", "/letters", 200)["letters"] == []
    refused = program.ask("PATCH", f"/letters/{letter.id}", 404, json={**WORDS, "revision": letter.revision})
    assert refused["code"] == "letter.gone"


@pytest.mark.both_databases
def test_a_token_ends_by_its_person_by_another_one_by_a_new_password_and_with_the_account(
    own: ProgramOf, register: Register
) -> None:
    database, person = register.office.database, register.people[Duty.EXECUTOR]
    first = own(Scope.READ)
    second = own(Scope.READ)
    first.ask("GET", "/me", 401)
    second.ask("GET", "/me", 200)
    register.client_of(Duty.EXECUTOR).post("/me/token/end")
    second.ask("GET", "/me", 401)
    third = own(Scope.READ)
    accounts.set_password(database, None, person.id, PASSWORD)
    third.ask("GET", "/me", 401)
    own_token.make(database, person.actor, PASSWORD, [Scope.READ])
    accounts.deactivate(database, None, person.id)
    assert accounts.activate(database, None, person.id).fs_token_uniquifier is None
    steps = [(by, what) for by, what in journal(register, f"person:{person.id}") if "token" in what]
    name, made, ended = person.short_name, "person.token-made", "person.token-ended"
    assert [what for _, what in steps] == [made, made, ended, made, ended, made, ended]
    assert [by for by, _ in steps[:4]] == [name] * 4


def test_no_token_is_made_without_the_password_or_for_nothing(register: Register) -> None:
    client = register.client_of(Duty.EXECUTOR)
    wrong = client.post("/me/token", data={"old": "не тот", "scopes": ["read"]})
    assert (wrong.status_code, "не подходит" in error(wrong.get_data(as_text=True), "old")) == (422, True)
    nothing = client.post("/me/token", data={"old": PASSWORD, "scopes": ["webhooks"]})
    assert (nothing.status_code, "хотя бы одно" in error(nothing.get_data(as_text=True), "scopes")) == (422, True)


def test_scopes_never_go_beyond_the_duties_and_shrink_with_them(own: ProgramOf, register: Register) -> None:
    program = own(*Scope)
    assert set(program.ask("GET", "/me", 200)["scopes"]) == set(Scope) - {Scope.WEBHOOKS}
    assert program.ask("GET", "/webhooks", 403)["code"] == "denied.scope"
    accounts.set_duties(register.office.database, None, program.id, [Duty.CLERK])
    assert program.ask("GET", "/me", 200)["scopes"] == ["check"]
    assert program.ask("GET", "/letters", 403)["code"] == "denied.duty"


@pytest.mark.both_databases
def test_a_token_is_worth_no_more_than_the_door_of_its_person(own: ProgramOf, app: Flask, register: Register) -> None:
    program, database = own(*LETTERS), register.office.database
    second_step_demands.demand(database, register.by(Duty.ADMINISTRATOR), [Duty.EXECUTOR])
    for _ in range(2):
        refused = program.ask("GET", "/letters", 403)
        assert refused["code"] == "second-step.token"
        assert "второй шаг" in refused["detail"]
    languages = app.test_client().get("/v2/languages", headers={"Authorization": f"Bearer {program.token}"})
    assert languages.status_code in (403, 404)
    told = [action for _, action in journal(register, f"person:{program.id}") if action == "person.token-refused"]
    assert len(told) == 1  # a program that asks each minute fills no journal
    with database.writing() as session:  # the provider of their sign-ins has asked for one
        session.add(
            SignIn(token="0" * 64, person_id=program.id, begun=clock.now(), seen=clock.now(), address="192.0.2.1",
                   browser="Firefox", step=Way.PROVIDER)
        )  # fmt: skip
    program.ask("GET", "/letters", 200)


def test_each_duty_is_offered_exactly_the_scopes_that_it_has_calls_for(app: Flask) -> None:
    marks = [
        (getattr(view, OPERATION).scope, getattr(view, ACCESS).duties)
        for view in app.view_functions.values()
        if hasattr(view, OPERATION)
    ]
    for duty in Duty:
        of_use = {scope for scope, duties in marks if duty in duties}
        assert (duty, own_token.scopes_within([duty])) == (duty, of_use | {Scope.CHECK})
