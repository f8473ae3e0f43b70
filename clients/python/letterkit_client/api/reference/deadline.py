import datetime
from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.deadline_told import DeadlineTold
from ...types import UNSET, Response, Unset


def _request(
    *,
    day: datetime.date,
    term: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_day = day.isoformat()
    params["day"] = json_day

    params["term"] = term

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/deadline",
        "params": params,
    }
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    day: datetime.date,
    term: str | Unset = UNSET,
) -> Response[DeadlineTold]:
    """Посчитать срок; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            day=day,
            term=term,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    *,
    client: AuthenticatedClient | Client,
    day: datetime.date,
    term: str | Unset = UNSET,
) -> DeadlineTold:
    """Посчитать срок. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        day=day,
        term=term,
    ).parsed


def _parse(response: Any) -> DeadlineTold:
    response_200 = DeadlineTold.from_dict(response.json())

    return response_200
