"""What was found over a whole batch: one line for a mistake, however many letters have it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from letterkit.core.office import Actor
from letterkit.office import batch_rights
from letterkit.office.context import Office
from letterkit.store.batch_tables import BatchFinding, BatchRow, BatchWaiver, RowFinding

_EXAMPLES = 5
_MOST = 200
_RANKS = {"error": 0, "warning": 1, "advice": 2}
_ALIKE = (
    BatchFinding.code,
    BatchFinding.level,
    BatchFinding.message,
    BatchFinding.advice,
    BatchFinding.waiver_id,
)
"""What findings of one group have in common."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """A finding that reads the same but for the words it was found in.

    ``letters`` have it; ``excerpts`` and ``rows`` (numbers in the table) are the first of them. ``id`` stands for it
    (``rows.RowFilter``). ``waiver`` is the id of the waiver of somebody who answers for it.
    """

    id: int
    code: str
    clause: str | None
    level: str
    message: str
    advice: str
    letters: int
    excerpts: tuple[str, ...]
    rows: tuple[int, ...]
    waiver: int | None = None


def groups(office: Office, by: Actor, batch_id: int, most: int = _MOST) -> list[FindingGroup]:
    """The findings of a batch, the worst and the most frequent first, no more than ``most`` of them.

    Raises RequestError ``batch.gone``.
    """
    letters = func.count(RowFinding.row_id)
    rank = case(_RANKS, value=BatchFinding.level, else_=len(_RANKS))
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        counted = session.execute(
            select(*_ALIKE, func.max(BatchFinding.clause), func.min(BatchFinding.id), letters)
            .join(RowFinding, RowFinding.finding_id == BatchFinding.id)
            .where(BatchFinding.batch_id == batch_id)
            .group_by(*_ALIKE)
            .order_by(BatchFinding.waiver_id.is_not(None), rank, letters.desc(), BatchFinding.code)
            .limit(most)
        ).all()
        return [
            FindingGroup(
                first, code, clause, level, message, advice, count, *_examples(session, batch_id, tuple(one)), waiver
            )
            for one in counted
            for code, level, message, advice, waiver, clause, first, count in [one]
        ]


def alike_to(batch_id: int, finding: int) -> Select[int]:
    """The ids of the findings of the group ``finding``: they read the same but for their excerpts."""
    one, same = aliased(BatchFinding), aliased(BatchFinding)
    alike = and_(
        same.batch_id == one.batch_id,
        *(getattr(same, column.key).is_not_distinct_from(getattr(one, column.key)) for column in _ALIKE),
    )
    return select(same.id).join(one, alike).where(one.id == finding, one.batch_id == batch_id)


def _examples(session: Session, batch_id: int, one: Sequence[Any]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words in which the group was found most, and the first rows that have them."""
    letters, row = func.count(RowFinding.row_id), func.min(BatchRow.number)
    found = session.execute(
        select(BatchFinding.excerpt, row)
        .join(RowFinding, RowFinding.finding_id == BatchFinding.id)
        .join(BatchRow, RowFinding.row_id == BatchRow.id)
        .where(
            BatchFinding.batch_id == batch_id, *(column == value for column, value in zip(_ALIKE, one, strict=False))
        )
        .group_by(BatchFinding.id)
        .order_by(letters.desc(), row)
        .limit(_EXAMPLES)
    ).all()
    return tuple(excerpt for excerpt, _ in found if excerpt), tuple(sorted(number for _, number in found))


def messages(session: Session, row_ids: Sequence[int]) -> dict[int, list[str]]:
    """What was found in the letters of some rows, by their ids, as the register of a batch tells it."""
    pairs = session.execute(
        select(RowFinding.row_id, BatchFinding, BatchWaiver)
        .join(BatchFinding, RowFinding.finding_id == BatchFinding.id)
        .outerjoin(BatchWaiver, BatchFinding.waiver_id == BatchWaiver.id)
        .where(RowFinding.row_id.in_(row_ids))
        .order_by(RowFinding.row_id, RowFinding.finding_id)
    )
    told: dict[int, list[str]] = {}
    for row_id, finding, waiver in pairs:
        told.setdefault(row_id, []).append(_finding_line(finding, waiver))
    return told


def _finding_line(finding: BatchFinding, waiver: BatchWaiver | None) -> str:
    words = f"{finding.message} – «{finding.excerpt}»" if finding.excerpt else finding.message
    if waiver is None:
        return words
    return f"{words} (принято под ответственность: {waiver.reason}; {waiver.by.short_name}, до {waiver.until:%d.%m.%Y})"
