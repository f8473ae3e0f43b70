from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.files_told import FilesTold
from ...types import Response


def _request(
    appeal_id: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/appeals/{appeal_id}/files".format(
            appeal_id=quote(str(appeal_id), safe=""),
        ),
    }
    return _kwargs


def sync_detailed(
    appeal_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[FilesTold]:
    """Файлы обращения; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            appeal_id=appeal_id,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    appeal_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> FilesTold:
    """Файлы обращения. Отказ – errors.Refused."""
    return sync_detailed(
        appeal_id=appeal_id,
        client=client,
    ).parsed


def _parse(response: Any) -> FilesTold:
    response_200 = FilesTold.from_dict(response.json())

    return response_200
