"""Changes of people's access that wait for an officer of information security."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0025"
down_revision = "0024"

_MOMENT = letterkit.store.columns.Moment(timezone=True)
_WAITING = sa.text("decided IS NULL")


def upgrade() -> None:
    op.create_table(
        "held_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("wanted", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("decided", _MOMENT, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_held_changes_person_id_people")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_held_changes_by_id_people")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_held_changes_decided_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_changes")),
    )
    op.create_index(
        "ix_held_changes_waiting",
        "held_changes",
        ["person_id"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
