from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.texts_told import TextsTold
from ...types import Response


def _request() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/texts",
    }
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
) -> Response[TextsTold]:
    """Тексты ответов; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(**_request())
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> TextsTold:
    """Тексты ответов. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
    ).parsed


def _parse(response: Any) -> TextsTold:
    response_200 = TextsTold.from_dict(response.json())

    return response_200
