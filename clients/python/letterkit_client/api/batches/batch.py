from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.batch_told import BatchTold
from ...types import Response


def _request(
    batch_id: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/batches/{batch_id}".format(
            batch_id=quote(str(batch_id), safe=""),
        ),
    }
    return _kwargs


def sync_detailed(
    batch_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[BatchTold]:
    """Что с рассылкой; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            batch_id=batch_id,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    batch_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> BatchTold:
    """Что с рассылкой. Отказ – errors.Refused."""
    return sync_detailed(
        batch_id=batch_id,
        client=client,
    ).parsed


def _parse(response: Any) -> BatchTold:
    response_200 = BatchTold.from_dict(response.json())

    return response_200
