from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.incoming_told import IncomingTold
from ...types import Response


def _request(
    incoming_id: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/incoming/{incoming_id}".format(
            incoming_id=quote(str(incoming_id), safe=""),
        ),
    }
    return _kwargs


def sync_detailed(
    incoming_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[IncomingTold]:
    """Присланное и его карточка; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            incoming_id=incoming_id,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    incoming_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> IncomingTold:
    """Присланное и его карточка. Отказ – errors.Refused."""
    return sync_detailed(
        incoming_id=incoming_id,
        client=client,
    ).parsed


def _parse(response: Any) -> IncomingTold:
    response_200 = IncomingTold.from_dict(response.json())

    return response_200
