from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.changes_told import ChangesTold
from ...types import UNSET, Response, Unset


def _request(
    *,
    after: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    events: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["after"] = after

    params["limit"] = limit

    params["events"] = events

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/changes",
        "params": params,
    }
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    after: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    events: str | Unset = UNSET,
) -> Response[ChangesTold]:
    """Что изменилось; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            after=after,
            limit=limit,
            events=events,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    *,
    client: AuthenticatedClient | Client,
    after: int | Unset = UNSET,
    limit: int | Unset = UNSET,
    events: str | Unset = UNSET,
) -> ChangesTold:
    """Что изменилось. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        after=after,
        limit=limit,
        events=events,
    ).parsed


def _parse(response: Any) -> ChangesTold:
    response_200 = ChangesTold.from_dict(response.json())

    return response_200
