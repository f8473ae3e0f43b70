"""Backups on a schedule: whose turn it is, what has been made, whether it could be restored."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0027"
down_revision = "0026"

_MOMENT = letterkit.store.columns.Moment(timezone=True)


def upgrade() -> None:
    op.create_table(
        "backups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=True),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("begun", _MOMENT, nullable=True),
        sa.Column("ended", _MOMENT, nullable=True),
        sa.Column("name", sa.String(length=60), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("rows", sa.BigInteger(), nullable=True),
        sa.Column("files", sa.BigInteger(), nullable=True),
        sa.Column("missing", sa.Integer(), nullable=True),
        sa.Column("broken", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("encrypted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("fault", sa.JSON(), nullable=True),
        sa.Column("tried", _MOMENT, nullable=True),
        sa.Column("trial_fault", sa.JSON(), nullable=True),
        sa.Column("told", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backups")),
        sa.UniqueConstraint("day", name=op.f("uq_backups_day")),
    )
