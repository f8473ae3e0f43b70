"""Refusals under /api as ``application/problem+json`` (RFC 9457), with the code, the field and the row of ours."""

from http import HTTPStatus
from typing import Any

from flask import Response, json, request

from letterkit.core.errors import LetterkitError

MIMETYPE = "application/problem+json"
_CONFLICTS = frozenset(
    {
        "appeal.answered",
        "appeal.answering",
        "appeal.done",
        "appeal.twice",
        "batch.no-letters",
        "batch.nothing-failed",
        "batch.numbers-taken",
        "batch.wrong-step",
        "export.no-pdf",
        "denied.not-writable",
        "export.not-approved",
        "extension.twice",
        "incoming.decided",
        "letter.meanwhile",
        "letter.wrong-step",
        "mailing.on-its-way",
        "number.taken",
    }
)
"""Refusals because of what is there already, or is not yet: 409, where a page tells them beside its form."""
_FIELDS = ("key", "field")
_BUSY_S = "60"
"""When to come back while letters of others are checked."""
_TITLES = {
    400: "Запрос не понят",
    401: "Нужен ключ доступа",
    403: "Нет прав",
    404: "Не найдено",
    405: "Так обращаться нельзя",
    409: "Противоречит тому, что уже есть",
    413: "Слишком большой запрос",
    422: "Запрос не годится",
    429: "Слишком часто",
    500: "Ошибка службы",
    503: "Служба не отвечает",
    507: "Нет места",
}
_CODES = {
    400: "bad",
    401: "unknown",
    403: "denied",
    404: "gone",
    405: "method",
    413: "large",
    429: "often",
    500: "broken",
}


def in_api() -> bool:
    """Whether a program asks by the interface for programs: it is answered in JSON whatever happens."""
    return request.path == "/api" or request.path.startswith("/api/")


def problem(status: int, said: str, code: str = "", **more: Any) -> Response:
    """A refusal in words; ``error`` says what ``detail`` does, for programs written before."""
    code = code or f"request.{_CODES.get(status, status)}"
    told = {
        "type": f"urn:letterkit:problem:{code}",
        "title": _TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": said,
        "code": code,
        **{name: value for name, value in more.items() if value is not None},
        "error": said,
    }
    refusal = Response(json.dumps(told) + "\n", status, content_type=MIMETYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        refusal.headers["WWW-Authenticate"] = "Bearer"
    return refusal


def fault_problem(fault: LetterkitError, status: int, said: str) -> Response:
    """The refusal ``fault`` of the engine, with its ``field`` and ``row`` where it has them."""
    field = next((str(value) for name in _FIELDS if isinstance(value := fault.details.get(name), str) and value), None)
    row = fault.details.get("row")
    status = 409 if fault.code in _CONFLICTS else status
    refusal = problem(status, said, fault.code, field=field, row=row if isinstance(row, int) else None)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        refusal.headers["Retry-After"] = _BUSY_S
    return refusal
