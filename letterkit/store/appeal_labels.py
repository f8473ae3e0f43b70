"""What an appeal is found by a part of: its applicant, its number and that of a reply given elsewhere."""

from sqlalchemy import FromClause, Integer, String, column, select, table
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


def appeal_labels(session: Session) -> FromClause:
    """Rows of ``appeal_id``, ``applicant``, ``number``, ``reply_number``: of each appeal one.

    A million appeals are wide and all over a disk; their labels stay in memory. SQLite gives them from the appeals.
    """
    if session.get_bind().dialect.name == "postgresql":
        return _KEPT
    return select(Appeal.id.label("appeal_id"), Appeal.applicant, Appeal.number, Appeal.reply_number).subquery()
