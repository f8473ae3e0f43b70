"""Letters are found by their number, people by their department."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_letters_number"), "letters", ["number"])
    op.create_index(op.f("ix_people_unit"), "people", ["unit"])


def downgrade() -> None:
    op.drop_index(op.f("ix_people_unit"), "people")
    op.drop_index(op.f("ix_letters_number"), "letters")
