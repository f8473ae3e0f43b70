import datetime
from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.letters_state import LettersState
from ...models.letters_told import LettersTold
from ...types import UNSET, Response, Unset


def _request(
    *,
    limit: int | Unset = UNSET,
    cursor: int | Unset = UNSET,
    words: str | Unset = UNSET,
    state: LettersState | Unset = UNSET,
    appeal: int | Unset = UNSET,
    number: str | Unset = UNSET,
    changed_since: datetime.datetime | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params["words"] = words

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    params["appeal"] = appeal

    params["number"] = number

    json_changed_since: str | Unset = UNSET
    if not isinstance(changed_since, Unset):
        json_changed_since = changed_since.isoformat()
    params["changed_since"] = json_changed_since

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/letters",
        "params": params,
    }
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: int | Unset = UNSET,
    words: str | Unset = UNSET,
    state: LettersState | Unset = UNSET,
    appeal: int | Unset = UNSET,
    number: str | Unset = UNSET,
    changed_since: datetime.datetime | Unset = UNSET,
) -> Response[LettersTold]:
    """Письма: отбор и поиск; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            limit=limit,
            cursor=cursor,
            words=words,
            state=state,
            appeal=appeal,
            number=number,
            changed_since=changed_since,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: int | Unset = UNSET,
    words: str | Unset = UNSET,
    state: LettersState | Unset = UNSET,
    appeal: int | Unset = UNSET,
    number: str | Unset = UNSET,
    changed_since: datetime.datetime | Unset = UNSET,
) -> LettersTold:
    """Письма: отбор и поиск. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        words=words,
        state=state,
        appeal=appeal,
        number=number,
        changed_since=changed_since,
    ).parsed


def _parse(response: Any) -> LettersTold:
    response_200 = LettersTold.from_dict(response.json())

    return response_200
