from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.batches_told import BatchesTold
from ...types import UNSET, Response, Unset


def _request(
    *,
    limit: int | Unset = UNSET,
    cursor: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/batches",
        "params": params,
    }
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: int | Unset = UNSET,
) -> Response[BatchesTold]:
    """Рассылки; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            limit=limit,
            cursor=cursor,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: int | Unset = UNSET,
) -> BatchesTold:
    """Рассылки. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
    ).parsed


def _parse(response: Any) -> BatchesTold:
    response_200 = BatchesTold.from_dict(response.json())

    return response_200
