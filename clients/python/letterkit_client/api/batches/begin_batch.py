from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.batch_form import BatchForm
from ...models.batch_taken import BatchTaken
from ...types import UNSET, Response, Unset


def _request(
    *,
    body: BatchForm,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/batches",
    }
    _kwargs["files"] = body.to_multipart()

    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: BatchForm,
    idempotency_key: str | Unset = UNSET,
) -> Response[BatchTaken]:
    """Начать рассылку типовых ответов по таблице; весь ответ, с заголовками. Отказ – errors.Refused."""
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
    body: BatchForm,
    idempotency_key: str | Unset = UNSET,
) -> BatchTaken:
    """Начать рассылку типовых ответов по таблице. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


def _parse(response: Any) -> BatchTaken:
    response_202 = BatchTaken.from_dict(response.json())

    return response_202
