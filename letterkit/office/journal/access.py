"""What leaves the service and who looks at what, noted in the journal.

An export waits for its entry: what cannot be noted is not given away. A page does not: readers must not stand behind a
long change (SQLite has one writer at a time). A look that finds the journal busy is shown at once, told to the log and
noted with the next one; if the process ends before that, the log alone has it.
"""

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from letterkit.core import client_address, clock
from letterkit.core.errors import LetterkitError
from letterkit.core.office import Actor
from letterkit.store import access_log
from letterkit.store.access_log import Look
from letterkit.store.audit import record
from letterkit.store.database import Database

Row = TypeVar("Row")
PATIENCE_MS = 50
"""How long a page waits for other writers."""
_MOST_LATE = 10_000
log = logging.getLogger("letterkit.audit")


def note_export(database: Database, by: Actor | None, action: str, subject: str, **details: Any) -> None:
    """Notes what is about to be given away; ``by`` None is the command line. ``details`` as ``audit.record``."""
    with database.writing() as session:
        record(session, by, action, subject, **details)


class Looks:
    """Notes looks of people at things, one for a person, a thing and an hour."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._late: deque[Look] = deque(maxlen=_MOST_LATE)

    def note(
        self,
        by: Actor,
        action: str,
        subject: str,
        told: Mapping[str, Any] | None = None,
        besides: Mapping[str, Any] | None = None,
    ) -> None:
        """Notes that ``by`` looks at ``subject`` now; ``told`` and ``besides`` as in ``Look``. Never raises a refusal
        of the database.
        """
        look = Look(clock.now(), by, action, subject, told or {}, besides or {}, client_address.address())
        try:
            with self._database.reading() as session:
                known = access_log.is_noted(session, look)
            if not known or self._late:
                self._write(look)
        except LetterkitError as fault:
            self._late.append(look)
            log.warning("late", extra={"told": _line(look, fault.code)})

    def _write(self, look: Look) -> None:
        late = list(self._take_late())
        try:
            with self._database.writing(PATIENCE_MS) as session:
                for each in (*late, look):
                    access_log.note(session, each)
        except BaseException:
            self._late.extendleft(reversed(late))
            raise

    def _take_late(self) -> Iterator[Look]:
        """Those that are late, each for one thread alone: nobody waits for another page either."""
        with suppress(IndexError):
            while True:
                yield self._late.popleft()


def _line(look: Look, why: str) -> dict[str, Any]:
    """What the log says of a look that the journal does not have yet."""
    return {
        "action": look.action,
        "person": look.by.id,
        "subject": look.subject,
        "address": look.address,
        "why": why,
    }


class CountedRows(Iterator[Row]):
    """Goes through ``rows`` once and knows how many have gone by (``count``): an export is written as it is read."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self.count = 0

    def __next__(self) -> Row:
        row = next(self._rows)
        self.count += 1
        return row
