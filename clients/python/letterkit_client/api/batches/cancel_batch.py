from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.batch_told import BatchTold
from ...types import UNSET, Response, Unset


def _request(
    batch_id: int,
    *,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/batches/{batch_id}/cancel".format(
            batch_id=quote(str(batch_id), safe=""),
        ),
    }
    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    batch_id: int,
    *,
    client: AuthenticatedClient | Client,
    idempotency_key: str | Unset = UNSET,
) -> Response[BatchTold]:
    """Отменить рассылку; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            batch_id=batch_id,
            idempotency_key=idempotency_key,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    batch_id: int,
    *,
    client: AuthenticatedClient | Client,
    idempotency_key: str | Unset = UNSET,
) -> BatchTold:
    """Отменить рассылку. Отказ – errors.Refused."""
    return sync_detailed(
        batch_id=batch_id,
        client=client,
        idempotency_key=idempotency_key,
    ).parsed


def _parse(response: Any) -> BatchTold:
    response_200 = BatchTold.from_dict(response.json())

    return response_200
