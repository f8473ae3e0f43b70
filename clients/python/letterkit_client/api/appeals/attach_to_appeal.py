from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.files_form import FilesForm
from ...models.files_told import FilesTold
from ...types import UNSET, Response, Unset


def _request(
    appeal_id: int,
    *,
    body: FilesForm,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/appeals/{appeal_id}/files".format(
            appeal_id=quote(str(appeal_id), safe=""),
        ),
    }
    _kwargs["files"] = body.to_multipart()

    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    appeal_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: FilesForm,
    idempotency_key: str | Unset = UNSET,
) -> Response[FilesTold]:
    """Приложить файлы к обращению; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            appeal_id=appeal_id,
            body=body,
            idempotency_key=idempotency_key,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    appeal_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: FilesForm,
    idempotency_key: str | Unset = UNSET,
) -> FilesTold:
    """Приложить файлы к обращению. Отказ – errors.Refused."""
    return sync_detailed(
        appeal_id=appeal_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


def _parse(response: Any) -> FilesTold:
    response_201 = FilesTold.from_dict(response.json())

    return response_201
