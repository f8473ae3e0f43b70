from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import File, Response


def _request(
    batch_id: int,
    number: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/batches/{batch_id}/rows/{number}/letter.pdf".format(
            batch_id=quote(str(batch_id), safe=""),
            number=quote(str(number), safe=""),
        ),
    }
    return _kwargs


def sync_detailed(
    batch_id: int,
    number: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[File]:
    """Письмо строки, PDF; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            batch_id=batch_id,
            number=number,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    batch_id: int,
    number: int,
    *,
    client: AuthenticatedClient | Client,
) -> File:
    """Письмо строки, PDF. Отказ – errors.Refused."""
    return sync_detailed(
        batch_id=batch_id,
        number=number,
        client=client,
    ).parsed


def _parse(response: Any) -> File:
    response_200 = File(payload=BytesIO(response.content))

    return response_200
