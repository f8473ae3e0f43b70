from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.letter_card import LetterCard
from ...models.letter_whole import LetterWhole
from ...types import Response


def _request(
    letter_id: int,
    *,
    body: LetterCard,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/letters/{letter_id}/card".format(
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
    body: LetterCard,
) -> Response[LetterWhole]:
    """Изменить карточку письма; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            letter_id=letter_id,
            body=body,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    letter_id: int,
    *,
    client: AuthenticatedClient | Client,
    body: LetterCard,
) -> LetterWhole:
    """Изменить карточку письма. Отказ – errors.Refused."""
    return sync_detailed(
        letter_id=letter_id,
        client=client,
        body=body,
    ).parsed


def _parse(response: Any) -> LetterWhole:
    response_200 = LetterWhole.from_dict(response.json())

    return response_200
