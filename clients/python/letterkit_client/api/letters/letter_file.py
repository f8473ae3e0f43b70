from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import File, Response


def _request(
    letter_id: int,
    file_id: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/letters/{letter_id}/files/{file_id}".format(
            letter_id=quote(str(letter_id), safe=""),
            file_id=quote(str(file_id), safe=""),
        ),
    }
    return _kwargs


def sync_detailed(
    letter_id: int,
    file_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[File]:
    """Приложение к письму; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            letter_id=letter_id,
            file_id=file_id,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    letter_id: int,
    file_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> File:
    """Приложение к письму. Отказ – errors.Refused."""
    return sync_detailed(
        letter_id=letter_id,
        file_id=file_id,
        client=client,
    ).parsed


def _parse(response: Any) -> File:
    response_200 = File(payload=BytesIO(response.content))

    return response_200
