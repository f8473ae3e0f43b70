"""The headers of answers: where what was made is, when to come back; the document names them all."""

import io
from typing import Any

import pytest
from flask import Flask

from letterkit.core.office import Duty
from webui.account import TOKEN_HEADER

from .office import Register
from .programs import Program, ProgramOf, program_of  # noqa: F401

CARD = {"appeal": {"number": "И-7", "registered": "2024-05-14", "subject": "ремонт"}, "applicant": {"surname": "Ким"}}
TABLE = "Номер обращения;Фамилия;Куда направлено\nИ-1;Иванова;администрация города\n".encode()
TOLD_OF_ANSWERS = {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"}


@pytest.fixture
def program(program_of: ProgramOf, register: Register) -> Program:  # noqa: F811
    return program_of(Duty.REGISTRY, Duty.EXECUTOR)


def file(name: str = "a.txt") -> tuple[io.BytesIO, str]:
    return io.BytesIO("Прошу починить крышу.".encode()), name


def test_what_was_made_is_where_location_says(program: Program, register: Register) -> None:
    """Each call of the document that makes something is asked here."""
    appeal, of_another = register.appeal().id, register.appeal("И-2").id
    letter = {"appeal": of_another, "reply": "by_date", "card": {"reply": {"due_date": "2024-12-01"}}}
    made: dict[str, dict[str, Any]] = {
        "/appeals": {"json": {"card": CARD}},
        f"/appeals/{appeal}/files": {"data": {"files": file()}},
        "/incoming": {"json": {"text": "Прошу починить крышу. Иванова Мария"}},
        "/incoming/files": {"data": {"text": "Прошу починить крышу. Иванова Мария"}},
        "/incoming/1/enter": {"json": {"card": {**CARD, "appeal": {**CARD["appeal"], "number": "И-8"}}}},
        "/letters": {"json": letter},
        "/letters/1/files": {"data": {"files": file()}},
        "/webhooks": {"json": {"url": "https://8.8.8.8/letterkit"}},
    }
    for path, given in made.items():
        if "data" in given:
            given["content_type"] = "multipart/form-data"
        told = program.ask("POST", path, 201, key=f"k{path}", **given)
        where = program.headers["Location"]
        assert where.startswith("/api/v1/")
        if "href" in told and not path.endswith("/files"):
            assert where == told["href"]
        program.ask("GET", where.removeprefix("/api/v1"), 200)
        assert "Retry-After" not in program.headers
    program.ask("POST", "/appeals", 201, key="k/appeals", json={"card": CARD})
    assert program.headers["Location"], "an answer that is given again says so too"
    document = program.ask("GET", "/openapi.json", 200)
    described = {path for path, each in document["paths"].items() if "201" in each.get("post", {}).get("responses", {})}
    assert len(described) == len(made)


def test_several_files_are_where_the_list_of_them_is(program: Program, register: Register) -> None:
    appeal = register.appeal().id
    form = {"files": [file("a.txt"), file("b.txt")]}
    program.ask("POST", f"/appeals/{appeal}/files", 201, data=form, content_type="multipart/form-data")
    assert program.headers["Location"] == f"/api/v1/appeals/{appeal}/files"


def test_a_batch_at_work_is_where_location_says(program: Program) -> None:
    form = {"table": (io.BytesIO(TABLE), "таблица.csv"), "reply": "redirect"}
    told = program.ask("POST", "/batches", 202, data=form)
    assert program.headers["Location"] == told["href"]


def test_only_a_refusal_says_when_to_come_back(app: Flask, program: Program) -> None:
    app.config["LIMIT_API"] = "2/minute"
    client, headers = app.test_client(), {TOKEN_HEADER: program.token}
    done, refused, often = (client.get(f"/api/v1/{path}", headers=headers) for path in ("me", "appeals/9", "me"))
    assert [each.status_code for each in (done, refused, often)] == [200, 404, 429]
    assert [("Retry-After" in each.headers) for each in (done, refused, often)] == [False, False, True]
    assert 0 < int(often.headers["Retry-After"]) <= 60
    assert set(done.headers.keys()) >= TOLD_OF_ANSWERS


def test_every_header_of_an_answer_is_in_the_document(program: Program) -> None:
    document = program.ask("GET", "/openapi.json", 200)
    for path, each in document["paths"].items():
        for told in (one for method in each.values() for one in method["responses"].items()):
            status, answer = told
            if "$ref" in answer:
                answer = document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
            names = set(answer.get("headers", {}))
            assert ("Location" in names) == (status in ("201", "202")), path
            assert ("Retry-After" in names) == (status == "429"), path
            assert status not in ("200", "201", "202", "204") or names >= TOLD_OF_ANSWERS, path
