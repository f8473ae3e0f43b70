"""Every call of the API, asked as a careless or hostile integrator would: no answer is a page, none a fault of ours."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from letterkit.core.office import Duty, Scope
from letterkit.office.people import accounts
from webui.account import TOKEN_HEADER

from ..office.content.bodies import TOWN, profile_of
from ..office.content.live_profiles import let_live
from .office import Register
from .programs import Program, ProgramOf, program_of  # noqa: F401

METHODS = ("GET", "POST", "PATCH", "DELETE")
NESTED: Any = {"a": [{"b": [{"c": [None, 1.5, "\x00", "я" * 5000]}]}]}
WRONG: tuple[Any, ...] = (None, 0, -1, 2**63, 10**400, 1.5, True, "", " ", "\x00", "0" * 100_000, [], [[]], {}, NESTED)
PARTS = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n--x--\r\n'
BODIES: tuple[tuple[str | None, bytes], ...] = (
    ("application/json", b""),
    ("application/json", b"null"),
    ("application/json", b"[]"),
    ("application/json", b"\xff\xfe{"),
    ("application/json", b'{"a": NaN}'),
    ("application/json; charset=koi8-r", '{"а": 1}'.encode("koi8-r")),
    ("application/xml", b"<a/>"),
    ("text/plain", b"{}"),
    (None, b"{}"),
    ("application/x-www-form-urlencoded", b"a=1&reply=redirect&text=%FF%00"),
    ("multipart/form-data", b"--x--"),
    ("multipart/form-data; boundary=x", b"--x"),
    ("multipart/form-data; boundary=x", PARTS % (b"table", b'; filename="a.csv"', b"\x00\xff" * 100)),
    ("multipart/form-data; boundary=x", PARTS % (b"files", b'; filename="../../a.pdf"', b"%PDF")),
    ("multipart/form-data; boundary=x", PARTS % (b"letter", b'; filename="\x00.docx"', b"PK\x03\x04")),
    ("multipart/form-data; boundary=x", PARTS % (b"card", b"", b"[1, {")),
)
QUERIES = (
    *("colour=red", "limit=0", "limit=5&limit=6", "cursor=-1", "cursor=99999999999999999999", "limit=%00", "%FF=%FE"),
    *("words=%00", "changed_since=x", "page=1&cursor=1", "after=x", "events=a,b", "day=x", "approved=maybe", "=", "&&"),
)
HEADERS: tuple[Mapping[str, str], ...] = (
    {"Idempotency-Key": ""},
    {"Idempotency-Key": "k" * 5000},
    {"Idempotency-Key": "ключ".encode().decode("latin-1")},
    {"If-None-Match": "*"},
    {"If-None-Match": '"x'},
    {"If-Modified-Since": "вчера".encode().decode("latin-1")},
    {"If-Match": "*"},
    {"Range": "bytes=5-1"},
    {"Range": "bytes=999999999-"},
    {"Accept": "text/html"},
    {"Accept-Encoding": "gzip;q=x"},
    {"Content-Length": "x"},
    {"X-HTTP-Method-Override": "DELETE"},
    {"Origin": "https://example.ru"},
    {"Host": "[::1"},
    {"X-Request-Id": "\x7f" * 300},
)


def share_of(values: Sequence[Any], number: int) -> Sequence[Any]:
    """A third of ``values``, another for each call or key in turn: what refuses them is the same for all."""
    return values[number % 3 :: 3]


@pytest.fixture
def program(program_of: ProgramOf, register: Register) -> Program:  # noqa: F811
    register.letter(register.appeal())
    return program_of(Duty.REGISTRY, Duty.EXECUTOR)


@pytest.fixture
def asked(app: Flask, program: Program) -> "Asked":
    app.config["LIMIT_API"] = "1000000/minute"
    return Asked(app, program)


class Asked:
    """Asks whatever is asked and looks at what comes back."""

    def __init__(self, app: Flask, program: Program) -> None:
        self._client, self.token = app.test_client(), program.token
        self.document = program.ask("GET", "/openapi.json", 200)
        self.faults: list[str] = []

    def calls(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """(method, address with ids of the first of everything, what the document says) of each call."""
        for path, each in self.document["paths"].items():
            for method, told in each.items():
                yield method.upper(), path, told

    def send(self, method: str, path: str, expect: int | None = None, **given: Any) -> TestResponse:
        headers = {TOKEN_HEADER: self.token, **given.pop("headers", {})}
        answer = self._client.open(f"/api/v1{path}", method=method, headers=headers, **given)
        said = f"{method} {path} {str(given)[:300]}: {answer.status_code} {answer.data[:200]!r}"
        if answer.status_code >= 500 or "html" in (answer.content_type or ""):
            self.faults.append(said)
        elif answer.status_code >= 400:
            is_told = answer.content_type == "application/problem+json"
            if not is_told or (method != "HEAD" and not answer.get_json().get("code")):
                self.faults.append(said)
        if expect is not None and answer.status_code != expect:
            self.faults.append(f"{expect}? {said}")
        return answer


def first(path: str) -> str:
    return "/".join("1" if part.startswith("{") else part for part in path.split("/"))


def body_of(asked: Asked, told: Mapping[str, Any]) -> Any:
    return told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")


def test_other_queries_are_refused(asked: Asked) -> None:
    for number, (method, path, told) in enumerate(asked.calls()):
        for query in share_of(QUERIES, number):
            asked.send(method, f"{first(path)}?{query}", json=body_of(asked, told) if method != "GET" else None)
        asked.send(method, f"{first(path)}?colour=red", 422, json=body_of(asked, told) if method != "GET" else None)
    assert asked.faults == []


def test_other_bodies_are_refused(asked: Asked) -> None:
    for number, (method, path, _) in enumerate(asked.calls()):
        for kind, data in share_of(BODIES, number) if method != "GET" else ():
            asked.send(method, first(path), data=data, content_type=kind)
    assert asked.faults == []


def test_a_body_with_a_key_too_many_is_refused(asked: Asked) -> None:
    for method, path, told in asked.calls():
        if method != "GET" and path != "/openapi.json":
            body = body_of(asked, told)
            form = "multipart/form-data" in told.get("requestBody", {}).get("content", {})
            given = (
                {"data": {"colour": "red"}, "content_type": "multipart/form-data"}
                if form
                else {"json": {**(body or {}), "colour": 1}}
            )
            asked.send(method, first(path), 422, **given)
    assert asked.faults == []


def test_values_of_any_kind_are_refused_or_taken(asked: Asked) -> None:
    for method, path, told in asked.calls():
        example = body_of(asked, told)
        for number, key in enumerate(example or ()):
            for value in share_of(WRONG, number):
                asked.send(
                    method, first(path), data=json.dumps({**example, key: value}), content_type="application/json"
                )
        for part in (example or {}).get("card", ()) if isinstance((example or {}).get("card"), dict) else ():
            for value in WRONG:
                card = {**example["card"], part: value}
                asked.send(
                    method, first(path), data=json.dumps({**example, "card": card}), content_type="application/json"
                )
    assert asked.faults == []


def test_odd_headers_change_nothing(asked: Asked) -> None:
    for number, (method, path, told) in enumerate(asked.calls()):
        for headers in share_of(HEADERS, number):
            asked.send(method, first(path), headers=headers, json=body_of(asked, told) if method != "GET" else None)
    assert asked.faults == []


def test_other_methods_are_refused_in_json(asked: Asked) -> None:
    for path, each in asked.document["paths"].items():
        for method in {*METHODS, "PUT", "TRACE", "COPY", "ЖЖЖ"} - {name.upper() for name in each}:
            asked.send(method, first(path), 405)
        asked.send("HEAD", first(path))
        asked.send("OPTIONS", first(path), 200)
    assert asked.faults == []


def test_what_is_not_there_is_not_there(asked: Asked) -> None:
    for method, path, told in asked.calls():
        if "{" not in path:
            continue
        for id in ("999999", "0", "2147483648", "99999999999999999999", "-1", "x", "1.0", "%00", "%31%2f", "1/", "١"):
            other = "/".join(id if part.startswith("{") else part for part in path.split("/"))
            answer = asked.send(method, other, json=body_of(asked, told) if method != "GET" else None)
            assert answer.status_code in (404, 405, 422), (method, other, answer.status_code)
    assert asked.faults == []


def test_what_another_body_has_is_not_there(
    app: Flask,
    asked: Asked,
    register: Register,
    program_of: ProgramOf,  # noqa: F811
) -> None:
    engine = app.extensions["letterkit"]
    engine.take_in_shipped()
    let_live(engine.database, engine.office.files, profile_of(TOWN))
    stranger = program_of(Duty.REGISTRY, Duty.EXECUTOR, name="Чужая")
    accounts.set_body(engine.database, None, stranger.id, TOWN["id"])
    for method, path, told in asked.calls():
        if "{" in path:
            given: dict[str, Any] = {} if method == "GET" else {"json": body_of(asked, told)}
            given["headers"] = {TOKEN_HEADER: stranger.token}
            there, nowhere = (
                asked.send(method, each, **given) for each in (first(path), first(path).replace("1", "9"))
            )
            assert there.status_code in (404, 422), (method, path)
            assert there.get_json() == nowhere.get_json(), (method, path)
    for path, name in (
        ("/appeals", "appeals"),
        ("/letters", "letters"),
        ("/batches", "batches"),
        ("/changes", "changes"),
    ):
        assert stranger.ask("GET", path, 200)[name] == []
    assert asked.faults == []


def test_a_token_that_is_none_or_too_narrow_is_refused(asked: Asked, program_of: ProgramOf) -> None:  # noqa: F811
    narrow = program_of(Duty.CLERK, scopes=[Scope.WEBHOOKS], name="Узкая")
    for method, path, told in asked.calls():
        if path == "/openapi.json":
            continue
        for token in ("", "x", asked.token[:-1], asked.token + "x", "я".encode().decode("latin-1"), "a" * 20_000):
            asked.send(method, first(path), 401, headers={TOKEN_HEADER: token})
        if not path.startswith("/webhooks") and path != "/me":
            asked.send(method, first(path), 403, headers={TOKEN_HEADER: narrow.token}, json=body_of(asked, told))
    assert asked.faults == []
