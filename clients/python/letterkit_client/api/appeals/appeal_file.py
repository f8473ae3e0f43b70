from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import File, Response


def _request(
    appeal_id: int,
    file_id: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/appeals/{appeal_id}/files/{file_id}".format(
            appeal_id=quote(str(appeal_id), safe=""),
            file_id=quote(str(file_id), safe=""),
        ),
    }
    return _kwargs


def sync_detailed(
    appeal_id: int,
    file_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[File]:
    """Файл обращения; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            appeal_id=appeal_id,
            file_id=file_id,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    appeal_id: int,
    file_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> File:
    """Файл обращения. Отказ – errors.Refused."""
    return sync_detailed(
        appeal_id=appeal_id,
        file_id=file_id,
        client=client,
    ).parsed


def _parse(response: Any) -> File:
    response_200 = File(payload=BytesIO(response.content))

    return response_200
