"""The API: the same report as the command line, refusals in words, and a document that is true."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.cli.main import run
from letterkit.core.office import Duty
from letterkit.office.people import accounts
from letterkit.settings import load_settings
from webui.account import token_of
from webui.check.given import card_of_text

LETTER = "Уважаемый Мария Петровна!\n\nСогласно приказа министерства плата пересчитана.\n"
DEMO = load_settings().templates_dir / "samples" / "demo.yml"


@pytest.fixture
def token(app: Flask) -> str:
    engine = app.extensions["letterkit"]
    made = accounts.add_program(engine.database, None, "СЭД", [Duty.EXECUTOR])
    program = accounts.renew_token(engine.database, None, made.id)
    with app.app_context():
        return token_of(program)


@pytest.fixture
def api(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_AUTHENTICATION_TOKEN"] = token
    return client


def without_times(report: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in report.items() if name != "timing_ms"}


def test_a_program_without_a_token_is_told_to_sign_in(client: FlaskClient, token: str) -> None:
    answer = client.post("/api/v1/check", json={"text": LETTER})
    assert answer.status_code == 401
    assert answer.get_json()["error"].startswith("Нужно войти")


def test_a_text_gets_the_report_of_the_command_line(
    api: FlaskClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "письмо.txt"
    path.write_text(LETTER, "utf-8")
    run(["check", str(path), "--format", "json", "--engine", "off"])
    printed = json.loads(capsys.readouterr().out)
    assert without_times(api.post("/api/v1/check", json={"text": LETTER}).get_json()) == without_times(printed)


def test_a_file_is_checked_like_a_text(api: FlaskClient) -> None:
    form = {"letter": (io.BytesIO(LETTER.encode()), "письмо.txt")}
    from_file = api.post("/api/v1/check", data=form).get_json()
    from_text = api.post("/api/v1/check", json={"text": LETTER}).get_json()
    assert without_times(from_file) == without_times(from_text)


def test_a_report_holds_to_its_schema(api: FlaskClient) -> None:
    document = api.get("/api/v1/openapi.json").get_json()
    report = api.post("/api/v1/check", json={"text": LETTER}).get_json()
    schema = {"$ref": "#/components/schemas/Report", "components": document["components"]}
    jsonschema.validate(report, schema)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "text"),
        ({"text": LETTER, "colour": 1}, "colour"),
        ({"text": LETTER, "card": {"appeal": {"channel": "pigeon"}}}, "pigeon"),
        ({"text": "   "}, "пуст"),
    ],
)
def test_a_request_that_cannot_be_used_is_told_why(api: FlaskClient, body: dict[str, Any], told: str) -> None:
    answer = api.post("/api/v1/check", json=body)
    assert answer.status_code == 422
    assert told in answer.get_json()["error"]


@pytest.mark.parametrize("path", ["/api/v1/check", "/api/v1/draft"])
@pytest.mark.parametrize(
    ("card", "field"),
    [
        ([], "card"),
        (5, "card"),
        ({"signer": "Министр"}, "signer"),
        ({"appeal": [{}]}, "appeal"),
        ({"appeal": {"number": 345}}, "appeal.number"),
        ({"appeal": {"registered": 0}}, "appeal.registered"),
        ({"appeal": {"registered": ""}}, "appeal.registered"),
        ({"appeal": {"channel": ""}}, "appeal.channel"),
        ({"appeal": {"questions": [1]}}, "appeal.questions"),
        ({"applicant": {"collective": "yes"}}, "applicant.collective"),
        ({"applicant": {"surname": {"of": "Иванова"}}}, "applicant.surname"),
        ({"reply": {"restricted": 1}}, "reply.restricted"),
        ({"reply": {"fields": {"sum": 1.5}}}, "reply.fields.sum"),
        ({"date": True}, "date"),
    ],
)
def test_a_value_of_a_card_of_another_type_than_the_document_says_is_refused_by_its_field(
    api: FlaskClient, path: str, card: object, field: str
) -> None:
    asked = {"card": card, **({"text": LETTER} if path.endswith("check") else {"reply": "by_date"})}
    answer = api.post(path, json=asked)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "data.bad-value")
    assert answer.get_json()["field"] == field


def test_what_says_nothing_in_a_card_may_be_null_as_the_document_says(api: FlaskClient) -> None:
    card = {"signer": None, "appeal": {"number": None, "questions": None}, "reply": {"fields": None}}
    document = api.get("/api/v1/openapi.json").get_json()
    jsonschema.validate(card, {"$ref": "#/components/schemas/Card", "components": document["components"]})
    assert api.post("/api/v1/check", json={"text": LETTER, "card": card}).status_code == 200


def test_a_text_is_read_as_one_whatever_it_is_called(api: FlaskClient) -> None:
    told = api.post("/api/v1/check", json={"text": LETTER, "name": "Ответ.docx"}).get_json()
    assert told["source"]["name"] == "Ответ.docx.txt"


@pytest.mark.parametrize("path", ["/api/v1/check", "/api/v1/check/file"])
@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"crad": "{}"}, "data.unknown-key", "crad"),
        ({"crad": (io.BytesIO(b"{}"), "card.json")}, "data.unknown-key", "crad"),
        ({"text": LETTER}, "data.unknown-key", "text"),
        ({"text_only": ["1", "1"]}, "api.field-twice", "text_only"),
        ({"text_only": (io.BytesIO(b"1"), "1.txt")}, "api.field-no-file", "text_only"),
    ],
)
def test_a_form_has_no_field_that_is_passed_over(
    api: FlaskClient, path: str, more: dict[str, Any], code: str, field: str
) -> None:
    form = {"letter": (io.BytesIO(LETTER.encode()), "письмо.txt")}
    given = {name: (io.BytesIO(v[0].getvalue()), v[1]) if isinstance(v, tuple) else v for name, v in more.items()}
    answer = api.post(path, data={**form, **given}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert (answer.get_json()["code"], answer.get_json()["field"]) == (code, field)


def test_a_card_may_be_sent_as_a_file_of_the_form(api: FlaskClient) -> None:
    form = {
        "letter": (io.BytesIO(LETTER.encode()), "письмо.txt"),
        "card": (io.BytesIO(b'{"appeal": {"channel": "pigeon"}}'), "card.json"),
    }
    answer = api.post("/api/v1/check/file", data=form)
    assert (answer.status_code, answer.get_json()["field"]) == (422, "appeal.channel")


def test_what_is_not_json_is_refused_in_words(api: FlaskClient) -> None:
    answer = api.post("/api/v1/check", data=b"{", content_type="application/json")
    assert answer.status_code == 422
    assert "JSON" in answer.get_json()["error"]


@pytest.mark.office
def test_a_card_becomes_a_letter_with_its_report(api: FlaskClient) -> None:
    card = card_of_text(DEMO.read_text("utf-8"))
    made = api.post("/api/v1/draft", json={"card": card, "reply": "by_date"}).get_json()
    assert base64.b64decode(made["docx"]).startswith(b"PK")
    assert base64.b64decode(made["pdf"]).startswith(b"%PDF")
    assert made["report"]["facts"]["pages"] == 1
    assert made["name"] == "3.08-1201-24_Иванова"


def test_a_draft_by_a_reply_text_that_is_not_there_names_those_that_are(api: FlaskClient) -> None:
    answer = api.post("/api/v1/draft", json={"card": {}, "reply": "nothing"})
    assert answer.status_code == 422
    assert "by_date" in answer.get_json()["error"]


def test_the_rules_are_those_of_the_book(api: FlaskClient, app: Flask) -> None:
    rules = api.get("/api/v1/rules").get_json()["rules"]
    assert len(rules) == len(app.extensions["letterkit"].checker.book.checks)
    assert {"salutation.gender", "executor.missing"} <= {rule["code"] for rule in rules}


def test_a_standard_reply_without_its_ground_is_refused_by_the_field(api: FlaskClient) -> None:
    card = card_of_text(DEMO.read_text("utf-8"))
    card["reply"] = {"fields": {"to_body": "соответствующий орган"}}
    answer = api.post("/api/v1/draft", json={"card": card, "reply": "redirect"})
    assert answer.status_code == 422
    assert "не название органа" in answer.get_json()["error"]
