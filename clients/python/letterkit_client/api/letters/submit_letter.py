from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.letter_whole import LetterWhole
from ...models.step_asked import StepAsked
from ...types import UNSET, Response, Unset


def _request(
    letter_id: int,
    *,
    body: StepAsked,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/letters/{letter_id}/submit".format(
            letter_id=quote(str(letter_id), safe=""),
        ),
    }
    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"
    _kwargs["headers"] = headers
    return _kwargs


def sync_detailed(
    letter_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: StepAsked,
    idempotency_key: str | Unset = UNSET,
) -> Response[LetterWhole]:
    """Сдать письмо на проверку; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            letter_id=letter_id,
            body=body,
            idempotency_key=idempotency_key,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    letter_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: StepAsked,
    idempotency_key: str | Unset = UNSET,
) -> LetterWhole:
    """Сдать письмо на проверку. Отказ – errors.Refused."""
    return sync_detailed(
        letter_id=letter_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


def _parse(response: Any) -> LetterWhole:
    response_200 = LetterWhole.from_dict(response.json())

    return response_200
