"""A program takes part: from an appeal to a letter that has gone out, approved by people and by nobody else."""

import io
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import jsonschema
import pytest
from flask import Flask
from sqlalchemy import select

from letterkit.core.office import Duty
from letterkit.office.cases import appeals
from letterkit.store.tables import AuditEntry, Letter

from .office import Register
from .programs import Program, ProgramOf, program_of  # noqa: F401


@pytest.fixture
def program(program_of: ProgramOf, register: Register) -> Program:  # noqa: F811
    return program_of(Duty.REGISTRY, Duty.EXECUTOR)


def asked(register: Register, **more: Any) -> dict[str, Any]:
    """The sample card as a program sends it."""
    return {"card": {"appeal": register.card["appeal"], "applicant": register.card["applicant"]}, **more}


def test_an_appeal_is_entered_found_put_right_and_given_to_somebody(program: Program, register: Register) -> None:
    made = program.ask("POST", "/appeals", 201, json=asked(register, reason="жалоба на подрядчика"))
    path = f"/appeals/{made['id']}"
    changed = program.ask(
        "PATCH", path, 200, json={"card": {"appeal": {"subject": "ремонт кровли"}}, "revision": made["revision"]}
    )
    assert (changed["subject"], changed["reason"]) == ("ремонт кровли", "жалоба на подрядчика")
    assert changed["applicant"] == made["applicant"]
    stale = program.ask("PATCH", path, 409, json={"priority": True, "revision": made["revision"]})
    assert stale["code"] == "appeal.changed-since"
    executor = register.people[Duty.EXECUTOR]
    given = program.ask("POST", f"{path}/assign", 200, json={"responsible": executor.login})
    assert given["responsible"] == executor.full_name
    found = program.ask("GET", "/appeals?words=кровли&executor=nobody", 200)["appeals"]
    assert found == []
    assert program.ask("PATCH", path, 200, json={"reason": None})["reason"] is None


def test_files_go_up_and_come_down_as_they_were(program: Program, register: Register) -> None:
    appeal = register.appeal()
    path = f"/appeals/{appeal.id}/files"
    form = {"files": [(io.BytesIO(b"%PDF-1.7 1"), "договор.pdf"), (io.BytesIO(b"%PDF-1.7 2"), "акт.pdf")]}
    files = program.ask("POST", path, 201, data=form)["files"]
    assert [each["name"] for each in files] == ["договор.pdf", "акт.pdf"]
    assert program.ask("GET", files[1]["href"].removeprefix("/api/v1"), 200) == b"%PDF-1.7 2"
    assert program.ask("GET", path, 200)["files"] == files


def test_a_program_of_a_department_takes_part_in_its_letters_and_no_others(
    program_of: ProgramOf,  # noqa: F811
    register: Register,
) -> None:
    letter = register.letter(register.appeal())
    outsider = program_of(Duty.EXECUTOR)
    outsider.ask("GET", f"/letters/{letter.id}", 404)
    assert outsider.ask("GET", "/letters", 200)["letters"] == []
    assert outsider.ask("GET", "/changes?events=letter.begun", 200)["changes"] == []


def test_what_has_changed_since_a_moment_is_found(program: Program, register: Register) -> None:
    register.appeal("И-1")
    given = register.appeal()
    before = program.ask("GET", "/changes", 200)
    appeals.assign(register.office, register.by(Duty.REGISTRY), given.id, register.people[Duty.EXECUTOR].id)
    moment = max(each["at"] for each in before["changes"]).replace("+", "%2B")
    found = program.ask("GET", f"/appeals?changed_since={moment}", 200)["appeals"]
    assert given.number in [each["number"] for each in found]
    after = program.ask("GET", f"/changes?after={before['next']}", 200)
    assert [each["event"] for each in after["changes"]] == ["appeal.assigned"]
    program.ask("GET", "/appeals?changed_since=2024-06-05T10:00:00", 422)  # of which zone?
    assert program.ask("GET", "/changes?events=letter.eaten", 422)["code"] == "changes.no-event"


def test_a_change_written_in_another_zone_is_found(program_of: ProgramOf, register: Register) -> None:  # noqa: F811
    program = program_of(Duty.EXECUTOR)
    letter = register.letter(register.appeal())
    with register.office.database.writing() as session:
        session.get_one(Letter, letter.id).executor_id = program.id
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        for entry in entries:
            at = datetime.fromisoformat(entry.at)
            entry.at = at.astimezone(timezone(timedelta(hours=-11))).isoformat()
    for aside, count in ((-1, 1), (1, 0)):
        since = (at.astimezone(UTC) + timedelta(seconds=aside)).isoformat().replace("+", "%2B")
        assert program.ask("GET", f"/letters?changed_since={since}", 200)["total"] == count


def test_the_answers_of_reference_hold_to_the_document(program: Program, app: Flask) -> None:
    app.extensions["letterkit"].take_in_shipped()
    document = program.ask("GET", "/openapi.json", 200)
    for path in ("/me", "/texts", "/blanks", "/executors", "/classifier", "/terms", "/deadline?day=2024-04-23"):
        told = document["paths"][path.partition("?")[0]]["get"]["responses"]["200"]["content"]["application/json"]
        answer = program.ask("GET", path, 200)
        jsonschema.validate(answer, {**told["schema"], "components": document["components"]})
        assert all(value for name, value in answer.items() if name != "unit")
    assert answer["due"] == "2024-05-23"


def test_every_call_has_an_example_that_is_true(program: Program) -> None:
    document = program.ask("GET", "/openapi.json", 200)
    for path, calls in document["paths"].items():
        for method, call in calls.items():
            bodies = [call["responses"][code] for code in call["responses"] if code.startswith("2")]
            bodies += [call["requestBody"]] if "requestBody" in call else []
            for body in bodies:
                for kind, told in body.get("content", {}).items():
                    if kind.startswith(("application/json", "multipart")):
                        schema = {**told["schema"], "components": document["components"]}
                        assert told["example"], (method, path)
                        jsonschema.validate(told["example"], schema)


def test_every_view_of_the_api_says_what_it_is(app: Flask) -> None:
    from webui.api.operations import operation_of

    with app.app_context():
        views = [rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")]
        assert [each for each in views if operation_of(each) is None] == []


def test_a_batch_is_led_by_its_steps(program: Program, register: Register) -> None:
    table = "Номер обращения;Фамилия;Куда направлено\nИ-1;Иванова;администрация города\n".encode()
    form = {"table": (io.BytesIO(table), "таблица.csv"), "reply": "redirect"}
    batch = program.ask("POST", "/batches", 202, data=form)
    assert [each["id"] for each in program.ask("GET", "/batches", 200)["batches"]] == [batch["id"]]
    path = f"/batches/{batch['id']}"
    assert program.ask("POST", f"{path}/pause", 409)["code"] == "batch.wrong-step"
    assert program.ask("GET", f"{path}/rows", 200) == {"next": None, "total": 0, "rows": []}
    assert program.ask("GET", f"{path}/archive.zip", 409)["code"] == "batch.no-letters"
