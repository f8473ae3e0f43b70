from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import File, Response


def _request(
    letter_id: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/letters/{letter_id}/archive.zip".format(
            letter_id=quote(str(letter_id), safe=""),
        ),
    }
    return _kwargs


def sync_detailed(
    letter_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[File]:
    """Письмо, подпись, приложения и паспорт архивом; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            letter_id=letter_id,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    letter_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> File:
    """Письмо, подпись, приложения и паспорт архивом. Отказ – errors.Refused."""
    return sync_detailed(
        letter_id=letter_id,
        client=client,
    ).parsed


def _parse(response: Any) -> File:
    response_200 = File(payload=BytesIO(response.content))

    return response_200
