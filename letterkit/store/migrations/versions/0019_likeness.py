"""What answered letters and appeals are like."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "letter_likenesses",
        sa.Column("letter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_letter_likenesses_letter_id_letters")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter_likenesses")),
    )
    op.create_table(
        "likeness_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("executor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_likeness_keys_letter_id_letters")),
        sa.PrimaryKeyConstraint("key", "letter_id", name=op.f("pk_likeness_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_likeness_keys_letter_id"), "likeness_keys", ["letter_id"])
    op.create_table(
        "appeal_shingles",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_appeal_shingles_appeal_id_appeals")),
        sa.PrimaryKeyConstraint("key", "appeal_id", name=op.f("pk_appeal_shingles")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_appeal_shingles_appeal_id"), "appeal_shingles", ["appeal_id"])
