"""People that a directory knows, and what it has given for their sessions."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0023"
down_revision = "0022"

_MOMENT = letterkit.store.columns.Moment(timezone=True)


def upgrade() -> None:
    op.create_table(
        "directory_people",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=True),
        sa.Column("fields", sa.String(length=120), nullable=False),
        sa.Column("confirmed", _MOMENT, nullable=True),
        sa.Column("asked", _MOMENT, nullable=True),
        sa.Column("left", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_directory_people_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_directory_people")),
        sa.UniqueConstraint("source", "key", name=op.f("uq_directory_people_source_key")),
    )
    op.create_table(
        "directory_grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_in_id", sa.Integer(), nullable=True),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("asked", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["sign_in_id"], ["sign_ins.id"], name=op.f("fk_directory_grants_sign_in_id_sign_ins"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_grants")),
        sa.UniqueConstraint("sign_in_id", name=op.f("uq_directory_grants_sign_in_id")),
    )
