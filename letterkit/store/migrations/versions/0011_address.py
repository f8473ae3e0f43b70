"""Where from something was done: the network address beside each entry of the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("audit", sa.Column("address", sa.String(length=45), nullable=True))
