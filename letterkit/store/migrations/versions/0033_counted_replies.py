"""Letters with a number are counted by an index of their own, nine times smaller than the one that orders them.

Such a count reads no row while PostgreSQL knows that all of a page are seen by everybody, which a vacuum writes down:
of a million rows it waits for two hundred thousand changes if nobody says otherwise.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

_COUNTED = ("appeals", "letters", "batch_rows")


def upgrade() -> None:
    where = sa.text("number IS NOT NULL AND submitted IS NOT NULL")
    op.create_index("ix_scale_counted_letters", "letters", ["body"], sqlite_where=where, postgresql_where=where)
    if op.get_bind().dialect.name == "postgresql":
        for table in _COUNTED:
            op.execute(
                f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0.02,"
                " autovacuum_vacuum_insert_scale_factor = 0.02)"
            )
