"""What can be wrong with a row, seen from the journal, and what the journal says of one subject."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.store.tables import AuditEntry

AT_ONCE = 500
"""Subjects asked for together: few of a hundred thousand are in memory."""


class MismatchKind(StrEnum):
    """In which way a row and the journal tell different things."""

    EMPTY = "empty"  # the journal has no entry, the tables have rows
    UNKNOWN = "unknown"  # nothing in the journal says that it was begun
    GONE = "gone"  # it was begun, and is not there
    STATE = "state"
    NUMBER = "number"
    APPROVAL = "approval"  # who answers for which bytes
    SENDING = "sending"
    LETTERS = "letters"  # letters of a batch are not those that were answered for or sent
    DUTIES = "duties"
    ACTIVE = "active"
    FILE_GONE = "file-gone"
    FILE_ALTERED = "file-altered"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """``subject`` as the journal calls it; ``now`` is what its row says, ``told`` what follows from the journal."""

    kind: MismatchKind
    subject: str
    now: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """An entry about one subject."""

    action: str
    by_id: int | None
    details: dict[str, Any]


def steps_of(session: Session, kind: str, ids: Collection[int], actions: Collection[str]) -> dict[int, list[Step]]:
    """What the journal says of each of ``ids``, first to last; of no more than ``AT_ONCE`` at a time."""
    subjects = {f"{kind}:{number}": number for number in ids}
    found: dict[int, list[Step]] = {number: [] for number in ids}
    columns = (AuditEntry.subject, AuditEntry.action, AuditEntry.by_id, AuditEntry.details)
    query = select(*columns).where(AuditEntry.subject.in_(subjects), AuditEntry.action.in_(actions))
    for subject, action, by_id, details in session.execute(query.order_by(AuditEntry.id)):
        found[subjects[subject]].append(Step(action, by_id, details))
    return found


def windows(session: Session, *columns: Any) -> Iterator[Sequence[Any]]:
    """The rows of a table, ``AT_ONCE`` at a time; the first of ``columns`` is its id."""
    last: int | None = None
    while True:
        query = select(*columns) if last is None else select(*columns).where(columns[0] > last)
        rows = session.execute(query.order_by(columns[0]).limit(AT_ONCE)).all()
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def find_missing(session: Session, kind: str, begun: str, identity: Any) -> Iterator[Mismatch]:
    """What was begun by the action ``begun`` and has no row any more; ``identity`` is the id of its table."""
    for rows in windows(session, AuditEntry.id, AuditEntry.subject, AuditEntry.action):
        ids = {int(row.subject.partition(":")[2]) for row in rows if row.action == begun}
        there = set(session.scalars(select(identity).where(identity.in_(ids)))) if ids else set()
        yield from (Mismatch(MismatchKind.GONE, f"{kind}:{number}") for number in sorted(ids - there))
