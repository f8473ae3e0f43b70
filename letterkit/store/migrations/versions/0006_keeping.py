"""What clerks keep: reply texts and blanks with all their versions."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = letterkit.store.columns.Moment(timezone=True)
    op.create_table(
        "kept",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("folder", sa.String(length=120), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("live", sa.Integer(), nullable=True),
        sa.Column("shipped", sa.String(length=64), nullable=True),
        sa.Column("retired", moment, nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created", moment, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_kept_owner_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept")),
        sa.UniqueConstraint("kind", "slug", name=op.f("uq_kept_kind_slug")),
    )
    op.create_index(op.f("ix_kept_owner_id"), "kept", ["owner_id"])
    op.create_index(op.f("ix_kept_expires"), "kept", ["expires"])
    op.create_table(
        "kept_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made", moment, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("asked", moment, nullable=True),
        sa.Column("decided", moment, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("refused", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["kept_id"], ["kept.id"], name=op.f("fk_kept_versions_kept_id_kept")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_kept_versions_by_id_people")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_kept_versions_decided_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_versions")),
        sa.UniqueConstraint("kept_id", "number", name=op.f("uq_kept_versions_kept_id_number")),
    )
    op.create_index(op.f("ix_kept_versions_by_id"), "kept_versions", ["by_id"])
    op.create_index(op.f("ix_kept_versions_asked_decided"), "kept_versions", ["asked", "decided"])


def downgrade() -> None:
    op.drop_table("kept_versions")
    op.drop_table("kept")
