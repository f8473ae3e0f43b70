from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...types import UNSET, File, Response, Unset


def _request(
    batch_id: int,
    *,
    approved: bool | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["approved"] = approved

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/batches/{batch_id}/archive.zip".format(
            batch_id=quote(str(batch_id), safe=""),
        ),
        "params": params,
    }
    return _kwargs


def sync_detailed(
    batch_id: int,
    *,
    client: AuthenticatedClient | Client,
    approved: bool | Unset = UNSET,
) -> Response[File]:
    """Письма рассылки с реестром архивом; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            batch_id=batch_id,
            approved=approved,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    batch_id: int,
    *,
    client: AuthenticatedClient | Client,
    approved: bool | Unset = UNSET,
) -> File:
    """Письма рассылки с реестром архивом. Отказ – errors.Refused."""
    return sync_detailed(
        batch_id=batch_id,
        client=client,
        approved=approved,
    ).parsed


def _parse(response: Any) -> File:
    response_200 = File(payload=BytesIO(response.content))

    return response_200
