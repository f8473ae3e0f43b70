"""What people are told of, and how each of them wants to be told."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0016"
down_revision = "0015"

_MOMENT = letterkit.store.columns.Moment(timezone=True)
_UNREAD = sa.text("read IS NULL AND in_page")
_UNMAILED = sa.text("mail = 'waits'")


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("in_page", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("read", _MOMENT, nullable=True),
        sa.Column("mail", sa.String(length=12), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("tried", _MOMENT, nullable=True),
        sa.Column("failed", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_notices_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint(
            "person_id", "kind", "subject", "once", name=op.f("uq_notices_person_id_kind_subject_once")
        ),
    )
    op.create_index(op.f("ix_notices_person_id_at"), "notices", ["person_id", "at"])
    op.create_index("ix_notices_unread", "notices", ["person_id"], sqlite_where=_UNREAD, postgresql_where=_UNREAD)
    op.create_index("ix_notices_unmailed", "notices", ["at"], sqlite_where=_UNMAILED, postgresql_where=_UNMAILED)
    op.create_table(
        "notice_choices",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("in_page", sa.Boolean(), nullable=False),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_notice_choices_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_notice_choices")),
    )
