"""Entries of the journal found by who and when: every look at a letter asks whether it was noted within the hour."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.create_index("ix_audit_by_id_at", ["by_id", "at"])
        audit.create_index("ix_audit_at", ["at"])
