from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.appeal_asked import AppealAsked
from ...models.appeal_whole import AppealWhole
from ...types import UNSET, Response, Unset


def _request(
    *,
    body: AppealAsked,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/appeals",
    }
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: AppealAsked,
    idempotency_key: str | Unset = UNSET,
) -> Response[AppealWhole]:
    """Внести обращение; весь ответ, с заголовками. Отказ – errors.Refused."""
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
    body: AppealAsked,
    idempotency_key: str | Unset = UNSET,
) -> AppealWhole:
    """Внести обращение. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


def _parse(response: Any) -> AppealWhole:
    response_201 = AppealWhole.from_dict(response.json())

    return response_201
