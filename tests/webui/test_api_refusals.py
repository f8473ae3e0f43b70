"""The API refuses in JSON that says what, where and how to mend it; what it has done once it does not do again."""

import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from letterkit.core import clock
from letterkit.core.office import Duty, Scope
from letterkit.office.people import accounts
from letterkit.office.programs import lists, repeats
from letterkit.office.programs.calls import KEPT, last_calls
from letterkit.store.api_tables import ApiCall, RepeatKey
from letterkit.store.batch_tables import Batch
from letterkit.store.tables import Appeal

from .office import Register
from .programs import Program, ProgramOf, program_of  # noqa: F401

CARD = {"appeal": {"number": "И-7", "registered": "2024-05-14", "subject": "ремонт"}, "applicant": {"surname": "Ким"}}
TABLE = "Номер обращения;Фамилия;Куда направлено\nИ-1;Иванова;администрация города\n".encode()


@pytest.fixture
def program(program_of: ProgramOf, register: Register) -> Program:  # noqa: F811
    return program_of(Duty.REGISTRY, Duty.EXECUTOR)


def count(register: Register, table: Any) -> int:
    with register.office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("DELETE", "/appeals", 405),
        ("GET", "//appeals", 404),
        ("GET", "/appeals/999", 404),
        ("GET", "/appeals?colour=red", 422),
        ("GET", "/appeals?limit=0", 422),
        ("GET", "/appeals?limit=5&limit=6", 422),
        ("POST", "/appeals", 422),
        ("OPTIONS", "/appeals", 200),
    ],
)
def test_no_answer_is_a_page(program: Program, method: str, path: str, status: int) -> None:
    told = program.ask(method, path, status)
    assert "html" not in program.headers["Content-Type"]
    if status >= 400:
        assert program.headers["Content-Type"] == "application/problem+json"
        assert told["status"] == status
        assert told["detail"] == told["error"]
        assert told["code"]


def test_a_fault_of_our_own_is_no_page_either(app: Flask, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(lists, "batches", lambda *_: 1 / 0)
    assert program.ask("GET", "/batches", 500)["code"] == "request.broken"
    assert program.headers["Content-Type"] == "application/problem+json"


def test_what_is_too_large_is_no_page_either(app: Flask, program: Program) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 10
    assert program.ask("POST", "/check", 413, json={"text": "слишком много слов"})["code"] == "request.large"


def test_a_refusal_names_the_field_and_the_one_that_was_meant(program: Program) -> None:
    told = program.ask("POST", "/appeals", 422, json={"card": {"appeal": {"registred": "2024-05-14"}}})
    assert told["field"] == "appeal.registred"
    assert program.ask("GET", "/letters?stat=draft", 422)["field"] == "stat"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('{"card": {"appeal": {"number": "\\ud800"}}}', "api.half-sign"),
        ("[" * 100_000, "api.too-deep"),
        ('{"card": ' * 3000 + "1" + "}" * 3000, "api.too-deep"),
    ],
)
def test_json_that_nothing_can_be_made_of_is_refused_and_its_key_is_free(
    program: Program, body: str, code: str
) -> None:
    for _ in range(2):
        told = program.ask("POST", "/appeals", 422, key="K-1", data=body, content_type="application/json")
        assert told["code"] == code


def test_a_card_with_half_a_sign_is_refused(program: Program) -> None:
    form = {"letter": (io.BytesIO("Письмо".encode()), "письмо.txt"), "card": '{"appeal": {"number": "\\ud800"}}'}
    assert program.ask("POST", "/check/file", 422, data=form)["code"] == "yaml.half-sign"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/appeals?limit=10&page=2", "page"),
        ("/appeals?overdue=no", "overdue"),
        ("/appeals?until=", "until"),
        ("/letters?changed_since=0.5", "changed_since"),
        ("/letters?changed_since=2026-09-30", "changed_since"),
        ("/letters?changed_since=0001-01-01T00:00:00%2B14:00", "changed_since"),
        ("/deadline?term=reply&day=2024-02-30", "day"),
    ],
)
def test_a_query_that_says_nothing_clear_is_refused_by_its_key(program: Program, path: str, field: str) -> None:
    assert program.ask("GET", path, 422)["field"] == field


def test_a_field_that_the_form_does_not_have_is_refused(program: Program) -> None:
    form = {"table": (io.BytesIO(TABLE), "таблица.csv"), "reply": "redirect", "confrim": "true"}
    assert program.ask("POST", "/batches", 422, data=form)["field"] == "confrim"


def test_an_appeal_entered_twice_is_a_conflict(program: Program) -> None:
    program.ask("POST", "/appeals", 201, json={"card": CARD})
    assert program.ask("POST", "/appeals", 409, json={"card": CARD})["code"] == "appeal.twice"


def test_the_same_request_under_its_key_is_done_once(program: Program, register: Register) -> None:
    first = program.ask("POST", "/appeals", 201, "a-1", json={"card": CARD})
    again = program.ask("POST", "/appeals", 201, "a-1", json={"card": CARD})
    assert again == first
    assert program.headers["Idempotent-Replayed"] == "true"
    assert count(register, Appeal) == 1
    other = {**CARD, "applicant": {"surname": "Пак"}}
    assert program.ask("POST", "/appeals", 422, "a-1", json={"card": other})["code"] == "api.key-other"


def test_a_table_sent_twice_makes_one_batch(program: Program, register: Register) -> None:
    def begin() -> Any:
        form = {"table": (io.BytesIO(TABLE), "таблица.csv"), "reply": "redirect"}
        return program.ask("POST", "/batches", 202, "b-1", data=form)

    assert begin() == begin()  # parted by another boundary each time
    assert count(register, Batch) == 1


def test_a_part_of_a_form_without_a_name_is_no_fault_of_the_program(program: Program) -> None:
    parts = (
        b"--x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n"
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\r\n--x--\r\n'
    )
    program.ask("POST", "/incoming", 422, "n-1", data=parts, content_type="multipart/form-data; boundary=x")


def test_a_refused_request_may_be_mended_under_the_same_key(program: Program) -> None:
    program.ask("POST", "/appeals", 422, "a-2", json={"card": {}})
    program.ask("POST", "/appeals", 201, "a-2", json={"card": CARD})


def test_a_request_at_work_is_not_begun_again_and_one_that_died_is_not_guessed_at(
    program: Program, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = register.office.database
    monkeypatch.setattr(repeats, "keep", lambda *_: None)  # the process dies before it has noted the answer
    program.ask("POST", "/appeals", 201, "a-3", json={"card": CARD})
    assert program.ask("POST", "/appeals", 409, "a-3", json={"card": CARD})["code"] == "api.key-busy"
    with database.writing() as session:
        row = session.get_one(RepeatKey, (program.id, "a-3"))
        row.at -= 2 * repeats._AT_WORK
    assert program.ask("POST", "/appeals", 409, "a-3", json={"card": CARD})["code"] == "api.key-lost"
    assert count(register, Appeal) == 1


def test_keys_are_kept_for_two_weeks_and_are_each_program_s_own(
    program: Program,
    program_of: ProgramOf,  # noqa: F811
    register: Register,
) -> None:
    program.ask("POST", "/appeals", 201, "a-4", json={"card": CARD})
    other = program_of(Duty.REGISTRY, name="Портал")
    other.ask("POST", "/appeals", 409, "a-4", json={"card": CARD})  # done anew: the appeal is there
    with clock.stopped_at(clock.now() + repeats.KEPT_FOR + repeats._AT_WORK):
        program.ask("POST", "/appeals", 409, "a-4", json={"card": CARD})


def test_a_token_is_good_for_its_scopes_alone(program_of: ProgramOf, register: Register) -> None:  # noqa: F811
    reader = program_of(Duty.REGISTRY, scopes=[Scope.READ])
    reader.ask("GET", "/appeals", 200)
    told = reader.ask("POST", "/appeals", 403, json={"card": CARD})
    assert told["code"] == "denied.scope"
    assert "вносить" in told["detail"]
    chief = register.people[Duty.ADMINISTRATOR].actor
    accounts.set_scopes(register.office.database, chief, reader.id, [Scope.APPEALS])
    reader.ask("POST", "/appeals", 201, json={"card": CARD})
    assert reader.ask("GET", "/me", 200)["scopes"] == ["appeals"]


def test_no_scope_gives_more_than_the_duties_do(program_of: ProgramOf, register: Register) -> None:  # noqa: F811
    assert program_of(Duty.CLERK).ask("GET", "/letters", 403)["code"] == "denied.duty"


def test_the_last_calls_are_kept(program: Program, register: Register) -> None:
    program.ask("GET", "/appeals?words=Ким", 200)
    program.ask("GET", "/nowhere", 404)
    calls = last_calls(register.office.database, program.id, 10)
    assert [(call.method, call.path, call.status, call.code) for call in calls] == [
        ("GET", "/api/v1/nowhere", 404, "request.gone"),
        ("GET", "/api/v1/appeals", 200, None),
    ]


def test_calls_do_not_grow_for_ever(program: Program, register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letterkit.office.programs.calls.KEPT", 3)
    for _ in range(52):
        program.ask("GET", "/me", 200)
    assert count(register, ApiCall) <= 6 < KEPT


def test_a_list_is_walked_to_its_end_by_links(program: Program, register: Register) -> None:
    numbers = [register.appeal(f"И-{number}").number for number in range(1, 6)]
    seen, path = [], "/appeals?limit=2"
    while path:
        seen += [each["number"] for each in program.ask("GET", path, 200)["appeals"]]
        links = dict(reversed(each.split("; ")) for each in program.headers["Link"].split(", "))
        path = links.get('rel="next"', "").strip("<>").partition("/api/v1")[2]
        register.appeal(f"И-1{len(seen)}") if len(seen) == 2 else None  # what comes meanwhile is not skipped
    assert seen == [*numbers, "И-12"]
