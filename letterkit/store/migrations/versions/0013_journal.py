"""Approved files found by their SHA-256: whoever has received one asks whether it is the one approved."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_APPROVED = sa.text("approval_id IS NOT NULL")


def upgrade() -> None:
    for name in ("docx", "pdf"):
        op.create_index(f"ix_approvals_{name}", "approvals", [name])
        op.create_index(
            f"ix_batch_rows_{name}", "batch_rows", [name], sqlite_where=_APPROVED, postgresql_where=_APPROVED
        )
