from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.incoming_form import IncomingForm
from ...models.incoming_told import IncomingTold
from ...types import UNSET, Response, Unset


def _request(
    *,
    body: IncomingForm,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/incoming/files",
    }
    _kwargs["files"] = body.to_multipart()

    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: IncomingForm,
    idempotency_key: str | Unset = UNSET,
) -> Response[IncomingTold]:
    """Прочитать обращение и предложить карточку: файлы; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            body=body,
            idempotency_key=idempotency_key,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: IncomingForm,
    idempotency_key: str | Unset = UNSET,
) -> IncomingTold:
    """Прочитать обращение и предложить карточку: файлы. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


def _parse(response: Any) -> IncomingTold:
    response_201 = IncomingTold.from_dict(response.json())

    return response_201
