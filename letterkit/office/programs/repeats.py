"""A request that a program sends again, not knowing whether it was heard, is done once (``Idempotency-Key``)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, update

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.store.api_tables import RepeatKey
from letterkit.store.database import Database
from letterkit.store.new_rows import add_new

KEPT_FOR = timedelta(days=14)
"""How long an answer is kept for the same request."""
LONGEST = 200
_AT_WORK = timedelta(minutes=15)
"""No request is at work for so long: whoever did it has died."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was answered to the same request."""

    status: int
    headers: dict[str, Any]
    body: bytes


def begin(database: Database, person_id: int, key: str, asked: str) -> KeptAnswer | None:
    """The answer that this very request has had; None where it is to be done now, by whoever has asked.

    ``asked`` is SHA-256 of all that the request asks for. Raises RequestError ``api.bad-key``, ``api.key-other`` where
    the key was another request's, ``api.key-busy`` while that is at work, ``api.key-lost`` where nobody knows how it
    has ended.
    """
    if not key or len(key) > LONGEST or not key.isprintable():
        raise RequestError("api.bad-key", limit=LONGEST)
    now = clock.now()
    with database.writing() as session:
        session.execute(delete(RepeatKey).where(RepeatKey.at < now - KEPT_FOR))
        if add_new(session, RepeatKey, [{"person_id": person_id, "key": key, "asked": asked, "at": now}]):
            return None
        known = session.get_one(RepeatKey, (person_id, key))
    if known.asked != asked:
        raise RequestError("api.key-other", said=key)
    if known.status is None:
        code = "api.key-busy" if known.at > now - _AT_WORK else "api.key-lost"
        raise RequestError(code, said=key)
    return KeptAnswer(known.status, known.headers or {}, known.answer or b"")


def keep(database: Database, person_id: int, key: str, answer: KeptAnswer) -> None:
    """Has the same request get ``answer`` from now on."""
    said = {"status": answer.status, "headers": answer.headers, "answer": answer.body}
    with database.writing() as session:
        session.execute(update(RepeatKey).filter_by(person_id=person_id, key=key).values(**said))


def release(database: Database, person_id: int, key: str) -> None:
    """Nothing has come of the request: it may be made anew under the same key."""
    with database.writing() as session:
        session.execute(delete(RepeatKey).filter_by(person_id=person_id, key=key, status=None))
