"""Electronic signatures of what goes out, and the numbers that the post gives to letters of batches."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0021"
down_revision = "0020"

_MOMENT = letterkit.store.columns.Moment(timezone=True)
_IN_FORCE = sa.text("withdrawn IS NULL")


def upgrade() -> None:
    op.create_table(
        "file_signatures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signed", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=64), nullable=False),
        sa.Column("copy", sa.String(length=64), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_file_signatures_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_signatures")),
    )
    op.create_index(
        "uq_file_signatures_in_force",
        "file_signatures",
        ["signed"],
        unique=True,
        sqlite_where=_IN_FORCE,
        postgresql_where=_IN_FORCE,
    )
    for column in ("content", "copy", "note"):
        op.create_index(op.f(f"ix_file_signatures_{column}"), "file_signatures", [column])
    op.create_table(
        "batch_barcodes",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["batch_rows.id"], name=op.f("fk_batch_barcodes_row_id_batch_rows")),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_batch_barcodes")),
    )
    op.create_index(op.f("ix_batch_barcodes_code"), "batch_barcodes", ["code"])
