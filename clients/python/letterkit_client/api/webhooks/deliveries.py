from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.deliveries_told import DeliveriesTold
from ...types import UNSET, Response, Unset


def _request(
    webhook_id: int,
    *,
    cursor: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/webhooks/{webhook_id}/deliveries".format(
            webhook_id=quote(str(webhook_id), safe=""),
        ),
        "params": params,
    }
    return _kwargs


def sync_detailed(
    webhook_id: int,
    *,
    client: AuthenticatedClient | Client,
    cursor: int | Unset = UNSET,
) -> Response[DeliveriesTold]:
    """Что сообщено по подписке; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            webhook_id=webhook_id,
            cursor=cursor,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    webhook_id: int,
    *,
    client: AuthenticatedClient | Client,
    cursor: int | Unset = UNSET,
) -> DeliveriesTold:
    """Что сообщено по подписке. Отказ – errors.Refused."""
    return sync_detailed(
        webhook_id=webhook_id,
        client=client,
        cursor=cursor,
    ).parsed


def _parse(response: Any) -> DeliveriesTold:
    response_200 = DeliveriesTold.from_dict(response.json())

    return response_200
