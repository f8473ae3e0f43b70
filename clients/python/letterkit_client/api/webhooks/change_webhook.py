from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.webhook_change import WebhookChange
from ...models.webhook_told import WebhookTold
from ...types import Response


def _request(
    webhook_id: int,
    *,
    body: WebhookChange,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/webhooks/{webhook_id}".format(
            webhook_id=quote(str(webhook_id), safe=""),
        ),
    }
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    webhook_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: WebhookChange,
) -> Response[WebhookTold]:
    """Изменить подписку; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            webhook_id=webhook_id,
            body=body,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    webhook_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: WebhookChange,
) -> WebhookTold:
    """Изменить подписку. Отказ – errors.Refused."""
    return sync_detailed(
        webhook_id=webhook_id,
        client=client,
        body=body,
    ).parsed


def _parse(response: Any) -> WebhookTold:
    response_200 = WebhookTold.from_dict(response.json())

    return response_200
