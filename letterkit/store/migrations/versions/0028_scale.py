"""A million letters: lists and searches find what they show by an index, days that are over are counted once.

On PostgreSQL a part of a name or a number is found by its letters, three at a time (pg_trgm, which its packages bring).
Where that may not be installed, such a search reads a table through, as before.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

import letterkit.store.columns

revision = "0028"
down_revision = "0027"

_LISTED = ["due", "reviewer_id", "submitted", "appeal_id"]
_SAID = {
    "letters": ["number"],
    "appeals": ["applicant", "number", "reply_number"],
    "batch_rows": ["who", "letter_number", "appeal_number"],
}
"""What is searched for by a part of it."""


def upgrade() -> None:
    op.create_table(
        "sent_days",
        sa.Column("body", sa.String(length=60), nullable=False),
        sa.Column("begins", letterkit.store.columns.Moment(timezone=True), nullable=False),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("body", "begins", name=op.f("pk_sent_days")),
    )
    for name, table in (
        ("ix_letters_listed", "letters"),
        ("ix_letters_executor_id", "letters"),
        ("ix_letters_submitted", "letters"),
        ("ix_letters_appeal_id", "letters"),
        ("ix_audit_subject", "audit"),
    ):
        op.drop_index(name, table)
    op.create_index("ix_letters_listed", "letters", ["body", "state", "id", *_LISTED])
    op.create_index("ix_letters_own", "letters", ["executor_id", "state", "id", "body", *_LISTED])
    op.create_index("ix_letters_found", "letters", ["id", "body", "state", "executor_id", *_LISTED])
    op.create_index("ix_appeals_found", "appeals", ["id", "body", "state", "extended_to", "due", "responsible_id"])
    for table, *columns in (
        ("letters", "body", "submitted"),
        ("letters", "appeal_id", "id"),
        ("appeals", "number"),
        ("dispatches", "at", "letter_id"),
        ("audit", "by", "id"),
        ("audit", "address"),
        ("audit", "subject", "action"),
        ("incoming", "body", "state", "decided", "id"),
        ("mailings", "body", "state", "at", "id"),
        ("rule_counts", "day", "clause", "found"),
        ("appeals", "body", "state"),
    ):
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
    _index_lists()
    if op.get_bind().dialect.name == "postgresql":
        _index_parts()


def _index_lists() -> None:
    """The order of the lists: what SQLAlchemy cannot say of an index the same for both databases."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    falls = "DESC NULLS LAST" if is_postgresql else "DESC"
    beside = "INCLUDE (responsible_id, extended_to, due)" if is_postgresql else ""
    op.execute(
        f"CREATE INDEX ix_scale_appeals ON appeals (body, state, (coalesce(extended_to, due)) DESC, id) {beside}"
    )
    beside = "INCLUDE (submitted, executor_id, appeal_id, state)" if is_postgresql else ""
    op.execute(
        f"CREATE INDEX ix_scale_letters ON letters (body, dated {falls}, id DESC) {beside} WHERE number IS NOT NULL"
    )
    op.execute(
        f"CREATE INDEX ix_scale_rows ON batch_rows (dated {falls}, id DESC, batch_id, sending_id)"
        " WHERE letter_number IS NOT NULL AND state = 'done'"
    )
    op.execute(
        f"CREATE INDEX ix_scale_elsewhere ON appeals (body, answered {falls}, id DESC) WHERE reply_number IS NOT NULL"
    )


def _index_parts() -> None:
    try:
        with op.get_bind().begin_nested():
            op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DBAPIError:
        return
    for table, columns in _SAID.items():
        said = ", ".join(f"{column} gin_trgm_ops" for column in columns)
        op.execute(f"CREATE INDEX ix_scale_{table}_said ON {table} USING gin ({said})")
