"""Pieces of text kept for letters, and files that go with a letter."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0017"
down_revision = "0016"

_MOMENT = letterkit.store.columns.Moment(timezone=True)


def upgrade() -> None:
    op.create_table(
        "snippets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed", _MOMENT, nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_snippets_owner_id_people")),
        sa.ForeignKeyConstraint(["changed_by_id"], ["people.id"], name=op.f("fk_snippets_changed_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snippets")),
    )
    op.create_index(op.f("ix_snippets_body_owner_id"), "snippets", ["body", "owner_id"])
    op.create_table(
        "letter_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_letter_files_letter_id_letters")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_letter_files_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_files")),
    )
    op.create_index(op.f("ix_letter_files_letter_id"), "letter_files", ["letter_id"])
