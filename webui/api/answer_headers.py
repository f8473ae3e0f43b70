"""The headers of answers: where what was made is, and what the document says of each of them."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import Response

from webui.api.operations import Operation
from webui.api.paging import PageTold

REPLAYED = "Idempotent-Replayed"
_WHOLE, _TEXT = {"type": "integer", "minimum": 0}, {"type": "string"}
_COUNTS = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
_TOLD: dict[str, tuple[str, dict[str, Any], bool]] = {
    "Location": ("Адрес того, что создано.", {"type": "string", "format": "uri-reference"}, True),
    "Link": ("Адреса начала (first) и следующих (next), RFC 8288.", _TEXT, True),
    "Content-Disposition": ("Имя файла, RFC 6266.", _TEXT, True),
    REPLAYED: (
        "true: запрос с этим ключом повтора уже выполнен, это его прежний ответ.",
        {"type": "string", "enum": ["true"]},
        False,
    ),
    "Retry-After": ("Через сколько секунд повторить.", _WHOLE, True),
    "WWW-Authenticate": ("Bearer.", _TEXT, True),
    "Allow": ("Какими методами обращаются по этому адресу.", _TEXT, True),
    "X-RateLimit-Limit": ("Сколько запросов можно за срок.", _WHOLE, False),
    "X-RateLimit-Remaining": ("Сколько из них осталось.", _WHOLE, False),
    "X-RateLimit-Reset": ("Когда счёт начнётся снова: секунды с 1970 года.", {"type": "number"}, False),
}
"""What each says, its schema, whether it is always there: nothing is counted where the office has turned that off."""
HEADERS = {
    name: {"description": told, "required": is_there, "schema": schema}
    for name, (told, schema, is_there) in _TOLD.items()
}
"""Of the document: its ``components.headers``."""
_OF_REFUSALS = {401: ("WWW-Authenticate",), 405: ("Allow",), 429: ("Retry-After", *_COUNTS)}


def with_location(answer: Response, href: str, status: int = 201) -> Response:
    """``answer`` about what was not there before, with where it is now (RFC 9110, 15.3.2)."""
    answer.status_code = status
    answer.location = href
    return answer


def describe_headers(names: Iterable[str]) -> dict[str, Any]:
    """The ``headers`` of an answer that has those of ``names``; nothing where it has none."""
    told = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    return {"headers": told} if told else {}


def headers_of(each: Operation, *, takes_key: bool) -> Iterator[str]:
    """The headers of what a call answers; ``takes_key``: the same request is done once."""
    answer = each.answer
    if each.status in (201, 202):
        yield "Location"
    if isinstance(answer, type) and (issubclass(answer, PageTold) or each.id == "changes"):
        yield "Link"
    if isinstance(answer, str) and "/" in answer:
        yield "Content-Disposition"
    if takes_key:
        yield REPLAYED
    yield from _COUNTS


def headers_of_refusal(status: int) -> Iterable[str]:
    """The headers of a refusal."""
    return _OF_REFUSALS.get(status, ())
