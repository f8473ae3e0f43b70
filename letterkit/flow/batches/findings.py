"""What was found over a whole batch: one line for a mistake, however many letters have it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from letterkit.core.office import Actor
from letterkit.flow.batches import rights
from letterkit.flow.cases.office import Office
from letterkit.store.batch_tables import BatchFinding, BatchRow, RowFinding

_EXAMPLES = 5
_RANKS = {"error": 0, "warning": 1, "advice": 2}


@dataclass(frozen=True, slots=True)
class Group:
    """A finding that reads the same but for the words it was found in.

    ``letters`` have it; ``excerpts`` and ``rows`` (numbers in the table) are the first of them.
    """

    code: str
    clause: str | None
    level: str
    message: str
    advice: str
    letters: int
    excerpts: tuple[str, ...]
    rows: tuple[int, ...]


def groups(office: Office, by: Actor, batch_id: int) -> list[Group]:
    """The findings of a batch, the worst and the most frequent first; raises RequestError ``batch.gone``."""
    with office.database.reading() as session:
        rights.seen(session, by, batch_id)
        counted = session.execute(
            select(BatchFinding, func.count(RowFinding.row_id), func.min(BatchRow.number))
            .join(RowFinding, RowFinding.finding_id == BatchFinding.id)
            .join(BatchRow, RowFinding.row_id == BatchRow.id)
            .where(BatchFinding.batch_id == batch_id)
            .group_by(BatchFinding.id)
        ).all()
    together: dict[tuple[str, str, str, str], list[tuple[BatchFinding, int, int]]] = {}
    for finding, count, first in counted:
        key = (finding.code, finding.level, finding.message, finding.advice)
        together.setdefault(key, []).append((finding, count, first))
    found = [_group(sorted(some, key=lambda one: (-one[1], one[2]))) for some in together.values()]
    return sorted(found, key=lambda group: (_RANKS.get(group.level, 3), -group.letters, group.code))


def _group(some: Sequence[tuple[BatchFinding, int, int]]) -> Group:
    finding = some[0][0]
    return Group(
        code=finding.code,
        clause=finding.clause,
        level=finding.level,
        message=finding.message,
        advice=finding.advice,
        letters=sum(count for _, count, _ in some),
        excerpts=tuple(one.excerpt for one, _, _ in some[:_EXAMPLES] if one.excerpt),
        rows=tuple(sorted(first for _, _, first in some[:_EXAMPLES])),
    )


def messages(office: Office, by: Actor, batch_id: int) -> dict[int, list[str]]:
    """What was found in each row's letter, by the row's id, as its register tells it."""
    with office.database.reading() as session:
        rights.seen(session, by, batch_id)
        texts = {
            finding.id: f"{finding.message} – «{finding.excerpt}»" if finding.excerpt else finding.message
            for finding in session.scalars(select(BatchFinding).filter_by(batch_id=batch_id))
        }
        pairs = session.execute(
            select(RowFinding.row_id, RowFinding.finding_id)
            .join(BatchFinding, RowFinding.finding_id == BatchFinding.id)
            .where(BatchFinding.batch_id == batch_id)
            .order_by(RowFinding.row_id, RowFinding.finding_id)
        )
        told: dict[int, list[str]] = {}
        for row_id, finding_id in pairs:
            told.setdefault(row_id, []).append(texts[finding_id])
        return told
