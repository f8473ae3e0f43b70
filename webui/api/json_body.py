"""The JSON that a program has sent: no deeper than any card is, every sign of it one that can be kept."""

from typing import Any

from flask import Request

from letterkit.core.errors import RequestError
from letterkit.yaml_bounds import DEEPEST, HALF_SIGN


def read_object(request: Request) -> dict[str, Any]:
    """The object in the body of ``request``.

    Raises RequestError ``api.not-json``, ``api.too-deep`` (``limit``), ``api.half-sign``.
    """
    try:
        body = request.get_json(silent=True)
    except RecursionError:
        raise RequestError("api.too-deep", limit=DEEPEST) from None
    if not isinstance(body, dict):
        raise RequestError("api.not-json")
    _demand_bounded(body)
    return body


def _demand_bounded(body: dict[str, Any]) -> None:
    inside: list[Any] = [body]
    for _ in range(DEEPEST):
        strings = (each for each in inside if isinstance(each, str))
        if any(map(HALF_SIGN.search, strings)):
            raise RequestError("api.half-sign")
        inside = [each for value in inside for each in _parts(value)]
    if inside:
        raise RequestError("api.too-deep", limit=DEEPEST)


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return value if isinstance(value, list) else []
