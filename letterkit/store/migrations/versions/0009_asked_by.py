"""Who has asked for approval of a version: of what came with letterkit that is not its author."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KEY = "fk_kept_versions_asked_by_id_people"


def upgrade() -> None:
    with op.batch_alter_table("kept_versions") as versions:
        versions.add_column(sa.Column("asked_by_id", sa.Integer(), nullable=True))
        versions.create_foreign_key(op.f(_KEY), "people", ["asked_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("kept_versions") as versions:
        versions.drop_constraint(op.f(_KEY), type_="foreignkey")
        versions.drop_column("asked_by_id")
