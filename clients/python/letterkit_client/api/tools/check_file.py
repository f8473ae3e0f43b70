from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.check_form import CheckForm
from ...models.report import Report
from ...types import Response


def _request(
    *,
    body: CheckForm,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/check/file",
    }
    _kwargs["files"] = body.to_multipart()

    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CheckForm,
) -> Response[Report]:
    """Проверить письмо: файл; весь ответ, с заголовками. Отказ – errors.Refused."""
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
    body: CheckForm,
) -> Report:
    """Проверить письмо: файл. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        body=body,
    ).parsed


def _parse(response: Any) -> Report:
    response_200 = Report.from_dict(response.json())

    return response_200
