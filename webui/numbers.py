"""Whole numbers that browsers and programs send: one greater than a database can hold names nothing that there is."""

import re
from typing import Any

from flask import Flask, Request, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import IntegerConverter, Map

MOST = 2**31 - 1
"""The greatest number of a row: what a column of PostgreSQL holds."""
_WHOLE = re.compile(r"\s*[+-]?[0-9]{1,10}\s*", re.ASCII)


def whole(typed: object) -> int:
    """The number that was typed, no further from 0 than ``MOST``; raises ValueError for all else."""
    if type(typed) is int and abs(typed) <= MOST:
        return typed
    if not isinstance(typed, str) or not _WHOLE.fullmatch(typed) or abs(int(typed)) > MOST:
        raise ValueError
    return int(typed)


def whole_or_none(typed: object) -> int | None:
    """As ``whole``, None for all else."""
    try:
        return whole(typed)
    except ValueError:
        return None


def page_asked(name: str = "page") -> int:
    """The page of a list that the address asks for by ``name``; the first where it says nothing sensible."""
    return whole_or_none(request.args.get(name, "")) or 1


def limit_numbers(app: Flask) -> None:
    """Has ids in the addresses of ``app`` and what its views read with ``type=int`` kept within ``MOST``.

    An address with a greater id is one of a page that is not there; called before the routes are added.
    """
    app.url_map.converters["int"] = _Id
    app.request_class = _BoundedRequest


class _Id(IntegerConverter):
    regex = r"[0-9]{1,10}"

    def __init__(self, map: Map, **asked: Any) -> None:
        super().__init__(map, **{"max": MOST, **asked})


class _BoundedValues(ImmutableMultiDict[str, str]):
    """Fields of a query or a form."""

    def get(self, key: str, default: Any = None, type: Any = None) -> Any:  # type: ignore[override]
        return super().get(key, default, whole if type is int else type)

    def getlist(self, key: str, type: Any = None) -> list[Any]:
        return super().getlist(key, whole if type is int else type)


class _BoundedRequest(Request):
    parameter_storage_class = _BoundedValues
