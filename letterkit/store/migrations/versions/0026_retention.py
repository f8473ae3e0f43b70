"""Terms of keeping: acts of removal and what is in them, what is held back, what has been removed."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0026"
down_revision = "0025"

_MOMENT = letterkit.store.columns.Moment(timezone=True)
_HELD = sa.text("lifted IS NULL")
_TO_REMOVE = sa.text("removed IS NULL")


def upgrade() -> None:
    op.create_table(
        "removal_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("terms", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("decided", _MOMENT, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("protocol", sa.String(length=200), nullable=True),
        sa.Column("refused", sa.Text(), nullable=True),
        sa.Column("removed", _MOMENT, nullable=True),
        sa.Column("act", sa.String(length=64), nullable=True),
        sa.Column("listed", sa.String(length=64), nullable=True),
        sa.Column("final", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_removal_acts_by_id_people")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_removal_acts_decided_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal_acts")),
    )
    op.create_table(
        "removal_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("named", sa.String(length=120), nullable=False),
        sa.Column("ended", sa.Date(), nullable=False),
        sa.Column("removed", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["removal_acts.id"], name=op.f("fk_removal_items_act_id_removal_acts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal_items")),
        sa.UniqueConstraint("act_id", "kind", "thing_id", name=op.f("uq_removal_items_act_id_kind_thing_id")),
    )
    op.create_index(op.f("ix_removal_items_kind_thing_id"), "removal_items", ["kind", "thing_id"])
    op.create_index(
        "ix_removal_items_to_remove",
        "removal_items",
        ["act_id", "id"],
        sqlite_where=_TO_REMOVE,
        postgresql_where=_TO_REMOVE,
    )
    op.create_table(
        "released_files",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["removal_acts.id"], name=op.f("fk_released_files_act_id_removal_acts")),
        sa.PrimaryKeyConstraint("act_id", "sha256", name=op.f("pk_released_files")),
    )
    op.create_table(
        "holds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("lifted", _MOMENT, nullable=True),
        sa.Column("lifted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_holds_by_id_people")),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["people.id"], name=op.f("fk_holds_lifted_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    op.create_index(
        "uq_holds_in_force",
        "holds",
        ["kind", "thing_id", "why"],
        unique=True,
        sqlite_where=_HELD,
        postgresql_where=_HELD,
    )
    for table in ("appeals", "letters", "batches"):
        op.add_column(table, sa.Column("removed_by", sa.Integer(), nullable=True))
