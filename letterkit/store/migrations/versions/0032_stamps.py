"""Appeals have stamps: figures of a quarter are counted anew only when one of its appeals has changed."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.add_column("appeals", sa.Column("stamp", sa.BigInteger(), nullable=False, server_default=sa.text("0")))
    op.create_index(
        op.f("ix_appeals_body_registered_stamp_id"), "appeals", ["body", "registered", "stamp", "id"], unique=False
    )
    op.drop_index("ix_appeals_body_registered", "appeals")
