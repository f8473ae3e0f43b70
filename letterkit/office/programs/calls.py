"""What programs have asked of the service, the last calls of each: when, what, what was answered, how quick."""

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import delete, insert, select

from letterkit.core.errors import LetterkitError
from letterkit.office.journal.access import PATIENCE_MS
from letterkit.store.api_tables import ApiCall
from letterkit.store.database import Database
from letterkit.store.tables import table_of

KEPT = 500
"""Calls of one program that are kept."""
_TRIMS_EVERY = 50
_MOST_LATE = 1000


class Calls:
    """Notes calls; one that finds the database busy is noted with the next one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._late: deque[dict[str, Any]] = deque(maxlen=_MOST_LATE)

    def note(self, **call: Any) -> None:
        """Notes a call by the columns of ``ApiCall``; never raises a refusal of the database."""
        self._late.append(call)
        some = []
        with suppress(IndexError):
            while True:
                some.append(self._late.popleft())
        try:
            with self._database.writing(PATIENCE_MS) as session:
                session.execute(insert(table_of(ApiCall)), some)
                last = select(ApiCall.id).filter_by(person_id=call["person_id"]).order_by(ApiCall.id.desc())
                if (session.scalar(last.limit(1)) or 0) % _TRIMS_EVERY == 0:
                    oldest = session.scalar(last.offset(KEPT).limit(1))
                    gone = delete(ApiCall).where(ApiCall.person_id == call["person_id"], ApiCall.id <= (oldest or 0))
                    session.execute(gone)
        except LetterkitError:
            self._late.extendleft(reversed(some))


def last_calls(database: Database, program_id: int, count: int) -> Sequence[ApiCall]:
    """The last ``count`` calls of a program, the newest first."""
    with database.reading() as session:
        wanted = select(ApiCall).filter_by(person_id=program_id).order_by(ApiCall.id.desc()).limit(count)
        return session.scalars(wanted).all()
