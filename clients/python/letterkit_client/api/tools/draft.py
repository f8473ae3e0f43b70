from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.draft import Draft
from ...models.draft_asked import DraftAsked
from ...types import Response


def _request(
    *,
    body: DraftAsked,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/draft",
    }
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: DraftAsked,
) -> Response[Draft]:
    """Составить письмо по карточке и тексту ответа; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            body=body,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: DraftAsked,
) -> Draft:
    """Составить письмо по карточке и тексту ответа. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        body=body,
    ).parsed


def _parse(response: Any) -> Draft:
    response_200 = Draft.from_dict(response.json())

    return response_200
