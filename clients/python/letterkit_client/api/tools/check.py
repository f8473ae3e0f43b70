from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.check_asked import CheckAsked
from ...models.report import Report
from ...types import Response


def _request(
    *,
    body: CheckAsked,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/check",
    }
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CheckAsked,
) -> Response[Report]:
    """Проверить письмо: текст; весь ответ, с заголовками. Отказ – errors.Refused."""
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
    body: CheckAsked,
) -> Report:
    """Проверить письмо: текст. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        body=body,
    ).parsed


def _parse(response: Any) -> Report:
    response_200 = Report.from_dict(response.json())

    return response_200
