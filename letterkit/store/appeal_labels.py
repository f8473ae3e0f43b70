"""What an appeal is found by a part of: its applicant, its number and that of a reply given elsewhere."""

from collections.abc import Sequence

from sqlalchemy import FromClause, Integer, Select, String, column, or_, select, table
from sqlalchemy.orm import Session

from letterkit.store.tables import Appeal

APPEAL_LABELS = "appeal_labels"
"""On PostgreSQL a table of these alone, which triggers keep (0035)."""
_KEPT = table(
    APPEAL_LABELS,
    column("appeal_id", Integer),
    column("applicant", String),
    column("number", String),
    column("reply_number", String),
)


def labels_with(session: Session, words: Sequence[str], *places: str) -> Select[int]:
    """The ids of the appeals that have each of ``words`` in one of ``places``: applicant, number, reply_number.

    A million appeals are wide and all over a disk; their labels stay in memory. SQLite reads the appeals.
    """
    labels = _labels(session).c
    each_has = (or_(*(labels[place].icontains(word, autoescape=True) for place in places)) for word in words)
    return select(labels.appeal_id).where(*each_has)


def _labels(session: Session) -> FromClause:
    if session.get_bind().dialect.name == "postgresql":
        return _KEPT
    return select(Appeal.id.label("appeal_id"), Appeal.applicant, Appeal.number, Appeal.reply_number).subquery()
