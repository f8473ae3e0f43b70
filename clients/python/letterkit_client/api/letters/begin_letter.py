from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.letter_asked import LetterAsked
from ...models.letter_whole import LetterWhole
from ...types import UNSET, Response, Unset


def _request(
    *,
    body: LetterAsked,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/letters",
    }
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: LetterAsked,
    idempotency_key: str | Unset = UNSET,
) -> Response[LetterWhole]:
    """Начать ответ на обращение; весь ответ, с заголовками. Отказ – errors.Refused."""
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
    body: LetterAsked,
    idempotency_key: str | Unset = UNSET,
) -> LetterWhole:
    """Начать ответ на обращение. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


def _parse(response: Any) -> LetterWhole:
    response_201 = LetterWhole.from_dict(response.json())

    return response_201
