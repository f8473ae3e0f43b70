from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.similar_letters_told import SimilarLettersTold
from ...types import Response


def _request(
    appeal_id: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/appeals/{appeal_id}/similar".format(
            appeal_id=quote(str(appeal_id), safe=""),
        ),
    }
    return _kwargs


def sync_detailed(
    appeal_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[SimilarLettersTold]:
    """Похожие ответы; весь ответ, с заголовками. Отказ – errors.Refused."""
    response = client.get_httpx_client().request(
        **_request(
            appeal_id=appeal_id,
        )
    )
    errors.demand(response)
    return Response(HTTPStatus(response.status_code), response.content, response.headers, _parse(response))


def sync(
    appeal_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> SimilarLettersTold:
    """Похожие ответы. Отказ – errors.Refused."""
    return sync_detailed(
        appeal_id=appeal_id,
        client=client,
    ).parsed


def _parse(response: Any) -> SimilarLettersTold:
    response_200 = SimilarLettersTold.from_dict(response.json())

    return response_200
