"""Long lists of the API: so many at once, the next ones by a cursor, addresses of both in Link (RFC 8288)."""

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from flask import Response, jsonify, request
from pydantic import AwareDatetime, BaseModel, BeforeValidator, Field

from webui.api.operations import Query
from webui.numbers import MOST

Limit = Annotated[int, Field(ge=1, le=200, description="Сколько за раз.")]
Cursor = Annotated[int, Field(ge=0, le=MOST, description="Откуда продолжать: next прежнего ответа.")]


_YEARS = range(1900, 2200)
"""Of a moment that is asked for: databases know neither the year 1 nor the end of 9999."""


def _moment(written: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(written))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or moment.year not in _YEARS:
        raise ValueError("нужны день, время и часовой пояс: 2026-09-30T09:00:00Z")
    return moment


Moment = Annotated[AwareDatetime, BeforeValidator(_moment)]
"""A moment with its zone; «+» of the zone is «%2B» in an address."""


class PageAsked(Query):
    """A piece of a list."""

    limit: Limit = 50
    cursor: Cursor = 0


class PageTold(BaseModel):
    """A piece of a list."""

    next: Annotated[int | None, Field(description="cursor следующих; null – это конец.")]


def send_page(told: BaseModel, next_cursor: int | None, name: str = "cursor") -> Response:
    """``told`` with the addresses of the beginning and of what comes next, by the key ``name`` of the query."""
    answer = jsonify(told.model_dump(mode="json"))
    links = [_link("first", name, None)]
    if next_cursor is not None:
        links.append(_link("next", name, next_cursor))
    answer.headers["Link"] = ", ".join(links)
    return answer


def _link(relation: str, name: str, value: Any) -> str:
    asked = {key: each for key, each in request.args.items() if key not in (name, "page")}
    query = urlencode(asked if value is None else {**asked, name: value})
    return f'<{request.base_url}{"?" if query else ""}{query}>; rel="{relation}"'
