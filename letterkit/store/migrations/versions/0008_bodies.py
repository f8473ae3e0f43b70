"""Several bodies in one service: whose each person, appeal, letter and batch is; what is there is of the first body."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TABLES = ("people", "appeals", "letters", "batches")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("body", sa.String(length=60), nullable=False, server_default=sa.text("''")))
    with op.batch_alter_table("appeals") as appeals:
        appeals.drop_constraint(op.f("uq_appeals_number_registered"), type_="unique")
        appeals.create_unique_constraint(op.f("uq_appeals_body_number_registered"), ["body", "number", "registered"])
    with op.batch_alter_table("counters") as counters:
        counters.alter_column("name", type_=sa.String(length=120), existing_type=sa.String(length=60))


def downgrade() -> None:
    with op.batch_alter_table("counters") as counters:
        counters.alter_column("name", type_=sa.String(length=60), existing_type=sa.String(length=120))
    with op.batch_alter_table("appeals") as appeals:
        appeals.drop_constraint(op.f("uq_appeals_body_number_registered"), type_="unique")
        appeals.create_unique_constraint(op.f("uq_appeals_number_registered"), ["number", "registered"])
    for table in reversed(_TABLES):
        op.drop_column(table, "body")
