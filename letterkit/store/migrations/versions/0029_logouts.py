"""A provider of sign-ins tells whom it has signed out: by what it calls a session, and what it has told already."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    with op.batch_alter_table("directory_grants") as batch:
        batch.add_column(sa.Column("sid", sa.String(length=64), nullable=True))
        batch.create_index(op.f("ix_directory_grants_sid"), ["sid"])
    op.create_table(
        "directory_logouts",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("at", letterkit.store.columns.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_directory_logouts")),
    )
