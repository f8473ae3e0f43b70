"""What has come in and is not in the register yet; the words of appeals."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0018"
down_revision = "0017"

_MOMENT = letterkit.store.columns.Moment(timezone=True)
_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "incoming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=True),
        sa.Column("failed", sa.Text(), nullable=True),
        sa.Column("settled", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.String(length=300), nullable=True),
        sa.Column("sender", sa.String(length=300), nullable=True),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("decided", _MOMENT, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("appeal_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_incoming_by_id_people")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_incoming_decided_by_id_people")),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_incoming_appeal_id_appeals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming")),
        sa.UniqueConstraint("body", "message_id", name=op.f("uq_incoming_body_message_id")),
    )
    op.create_index(op.f("ix_incoming_appeal_id"), "incoming", ["appeal_id"])
    op.create_index("ix_incoming_waiting", "incoming", ["body", "at"], sqlite_where=_WAITING, postgresql_where=_WAITING)
    op.create_table(
        "incoming_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incoming_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incoming_id"], ["incoming.id"], name=op.f("fk_incoming_files_incoming_id_incoming")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_files")),
    )
    op.create_index(op.f("ix_incoming_files_incoming_id"), "incoming_files", ["incoming_id"])
    op.create_table(
        "appeal_texts",
        sa.Column("appeal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_appeal_texts_appeal_id_appeals")),
        sa.PrimaryKeyConstraint("appeal_id", name=op.f("pk_appeal_texts")),
    )
