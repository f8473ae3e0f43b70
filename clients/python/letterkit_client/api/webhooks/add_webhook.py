from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.webhook_asked import WebhookAsked
from ...models.webhook_made import WebhookMade
from ...types import UNSET, Response, Unset


def _request(
    *,
    body: WebhookAsked,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/webhooks",
    }
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: WebhookAsked,
    idempotency_key: str | Unset = UNSET,
) -> Response[WebhookMade]:
    """Подписаться на изменения; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            body=body,
            idempotency_key=idempotency_key,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: WebhookAsked,
    idempotency_key: str | Unset = UNSET,
) -> WebhookMade:
    """Подписаться на изменения. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


def _parse(response: Any) -> WebhookMade:
    response_201 = WebhookMade.from_dict(response.json())

    return response_201
