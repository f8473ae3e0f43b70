"""What the search of replies asks of a letter stands in one index: the rows themselves are long and all over a disk."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    where = sa.text("number IS NOT NULL")
    columns = ["appeal_id", "id", "body", "submitted", "dated"]
    op.create_index("ix_scale_replied_letters", "letters", columns, sqlite_where=where, postgresql_where=where)
