from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.document import Document
from ...types import Response


def _request() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/openapi.json",
    }
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
) -> Response[Document]:
    """Этот документ; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(**_request())
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> Document:
    """Этот документ. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
    ).parsed


def _parse(response: Any) -> Document:
    response_200 = Document.from_dict(response.json())

    return response_200
