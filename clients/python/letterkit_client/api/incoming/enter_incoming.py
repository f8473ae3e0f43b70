from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.appeal_asked import AppealAsked
from ...models.appeal_whole import AppealWhole
from ...types import UNSET, Response, Unset


def _request(
    incoming_id: int,
    *,
    body: AppealAsked,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/incoming/{incoming_id}/enter".format(
            incoming_id=quote(str(incoming_id), safe=""),
        ),
    }
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    incoming_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: AppealAsked,
    idempotency_key: str | Unset = UNSET,
) -> Response[AppealWhole]:
    """Внести присланное в реестр по подтверждённой карточке; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            incoming_id=incoming_id,
            body=body,
            idempotency_key=idempotency_key,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    incoming_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: AppealAsked,
    idempotency_key: str | Unset = UNSET,
) -> AppealWhole:
    """Внести присланное в реестр по подтверждённой карточке. Отказ – errors.Refused."""
    return sync_detailed(
        incoming_id=incoming_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


def _parse(response: Any) -> AppealWhole:
    response_201 = AppealWhole.from_dict(response.json())

    return response_201
