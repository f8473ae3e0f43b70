import datetime
from http import HTTPStatus
from typing import Any

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.appeals_channel import AppealsChannel
from ...models.appeals_kind import AppealsKind
from ...models.appeals_overdue import AppealsOverdue
from ...models.appeals_result import AppealsResult
from ...models.appeals_state import AppealsState
from ...models.appeals_told import AppealsTold
from ...types import UNSET, Response, Unset


def _request(
    *,
    limit: int | Unset = UNSET,
    cursor: int | Unset = UNSET,
    words: str | Unset = UNSET,
    state: AppealsState | Unset = UNSET,
    executor: str | Unset = UNSET,
    group: str | Unset = UNSET,
    channel: AppealsChannel | Unset = UNSET,
    kind: AppealsKind | Unset = UNSET,
    reason: str | Unset = UNSET,
    result: AppealsResult | Unset = UNSET,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    answered_since: datetime.date | Unset = UNSET,
    answered_until: datetime.date | Unset = UNSET,
    overdue: AppealsOverdue | Unset = UNSET,
    changed_since: datetime.datetime | Unset = UNSET,
    page: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params["words"] = words

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    params["executor"] = executor

    params["group"] = group

    json_channel: str | Unset = UNSET
    if not isinstance(channel, Unset):
        json_channel = channel.value

    params["channel"] = json_channel

    json_kind: str | Unset = UNSET
    if not isinstance(kind, Unset):
        json_kind = kind.value

    params["kind"] = json_kind

    params["reason"] = reason

    json_result: str | Unset = UNSET
    if not isinstance(result, Unset):
        json_result = result.value

    params["result"] = json_result

    json_since: str | Unset = UNSET
    if not isinstance(since, Unset):
        json_since = since.isoformat()
    params["since"] = json_since

    json_until: str | Unset = UNSET
    if not isinstance(until, Unset):
        json_until = until.isoformat()
    params["until"] = json_until

    json_answered_since: str | Unset = UNSET
    if not isinstance(answered_since, Unset):
        json_answered_since = answered_since.isoformat()
    params["answered_since"] = json_answered_since

    json_answered_until: str | Unset = UNSET
    if not isinstance(answered_until, Unset):
        json_answered_until = answered_until.isoformat()
    params["answered_until"] = json_answered_until

    json_overdue: str | Unset = UNSET
    if not isinstance(overdue, Unset):
        json_overdue = overdue.value

    params["overdue"] = json_overdue

    json_changed_since: str | Unset = UNSET
    if not isinstance(changed_since, Unset):
        json_changed_since = changed_since.isoformat()
    params["changed_since"] = json_changed_since

    params["page"] = page

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/appeals",
        "params": params,
    }
    return _kwargs


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: int | Unset = UNSET,
    words: str | Unset = UNSET,
    state: AppealsState | Unset = UNSET,
    executor: str | Unset = UNSET,
    group: str | Unset = UNSET,
    channel: AppealsChannel | Unset = UNSET,
    kind: AppealsKind | Unset = UNSET,
    reason: str | Unset = UNSET,
    result: AppealsResult | Unset = UNSET,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    answered_since: datetime.date | Unset = UNSET,
    answered_until: datetime.date | Unset = UNSET,
    overdue: AppealsOverdue | Unset = UNSET,
    changed_since: datetime.datetime | Unset = UNSET,
    page: int | Unset = UNSET,
) -> Response[AppealsTold]:
    """Обращения: отбор и поиск; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            limit=limit,
            cursor=cursor,
            words=words,
            state=state,
            executor=executor,
            group=group,
            channel=channel,
            kind=kind,
            reason=reason,
            result=result,
            since=since,
            until=until,
            answered_since=answered_since,
            answered_until=answered_until,
            overdue=overdue,
            changed_since=changed_since,
            page=page,
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
    state: AppealsState | Unset = UNSET,
    executor: str | Unset = UNSET,
    group: str | Unset = UNSET,
    channel: AppealsChannel | Unset = UNSET,
    kind: AppealsKind | Unset = UNSET,
    reason: str | Unset = UNSET,
    result: AppealsResult | Unset = UNSET,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    answered_since: datetime.date | Unset = UNSET,
    answered_until: datetime.date | Unset = UNSET,
    overdue: AppealsOverdue | Unset = UNSET,
    changed_since: datetime.datetime | Unset = UNSET,
    page: int | Unset = UNSET,
) -> AppealsTold:
    """Обращения: отбор и поиск. Отказ – errors.Refused."""
    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        words=words,
        state=state,
        executor=executor,
        group=group,
        channel=channel,
        kind=kind,
        reason=reason,
        result=result,
        since=since,
        until=until,
        answered_since=answered_since,
        answered_until=answered_until,
        overdue=overdue,
        changed_since=changed_since,
        page=page,
    ).parsed


def _parse(response: Any) -> AppealsTold:
    response_200 = AppealsTold.from_dict(response.json())

    return response_200
