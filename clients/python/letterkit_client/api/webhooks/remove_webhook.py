from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import Response


def _request(
    webhook_id: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/webhooks/{webhook_id}".format(
            webhook_id=quote(str(webhook_id), safe=""),
        ),
    }
    return _kwargs


def sync_detailed(
    webhook_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[Any]:
    """Снять подписку; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            webhook_id=webhook_id,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    webhook_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Any:
    """Снять подписку. Отказ – errors.Refused."""
    return sync_detailed(
        webhook_id=webhook_id,
        client=client,
    ).parsed


def _parse(response: Any) -> Any:
    response_204 = cast(Any, None)
    return response_204
