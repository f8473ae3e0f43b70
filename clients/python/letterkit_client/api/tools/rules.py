from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.rules import Rules
from ...types import Response


def _request() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/rules",
    }
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
) -> Response[Rules]:
    """Правила, которые действуют; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(**_request())
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    *,
    client: AuthenticatedClient | Client,
) -> Rules:
    """Правила, которые действуют. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
    ).parsed


def _parse(response: Any) -> Rules:
    response_200 = Rules.from_dict(response.json())

    return response_200
