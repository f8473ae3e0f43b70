from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.batch_rows_state import BatchRowsState
from ...models.batch_rows_told import BatchRowsTold
from ...models.batch_rows_verdict import BatchRowsVerdict
from ...types import UNSET, Response, Unset


def _request(
    batch_id: int,
    *,
    limit: int | Unset = UNSET,
    cursor: int | Unset = UNSET,
    state: BatchRowsState | Unset = UNSET,
    verdict: BatchRowsVerdict | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    json_verdict: str | Unset = UNSET
    if not isinstance(verdict, Unset):
        json_verdict = verdict.value

    params["verdict"] = json_verdict

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/batches/{batch_id}/rows".format(
            batch_id=quote(str(batch_id), safe=""),
        ),
        "params": params,
    }
    return _kwargs


def sync_detailed(
    batch_id: int,
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: int | Unset = UNSET,
    state: BatchRowsState | Unset = UNSET,
    verdict: BatchRowsVerdict | Unset = UNSET,
) -> Response[BatchRowsTold]:
    """Строки рассылки; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            batch_id=batch_id,
            limit=limit,
            cursor=cursor,
            state=state,
            verdict=verdict,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    batch_id: int,
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: int | Unset = UNSET,
    state: BatchRowsState | Unset = UNSET,
    verdict: BatchRowsVerdict | Unset = UNSET,
) -> BatchRowsTold:
    """Строки рассылки. Отказ – errors.Refused."""
    return sync_detailed(
        batch_id=batch_id,
        client=client,
        limit=limit,
        cursor=cursor,
        state=state,
        verdict=verdict,
    ).parsed


def _parse(response: Any) -> BatchRowsTold:
    response_200 = BatchRowsTold.from_dict(response.json())

    return response_200
