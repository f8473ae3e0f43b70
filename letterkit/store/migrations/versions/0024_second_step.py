"""The second step of signing in, old passwords, and when a session was last proved."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0024"
down_revision = "0023"

_MOMENT = letterkit.store.columns.Moment(timezone=True)


def upgrade() -> None:
    op.add_column("people", sa.Column("password_set", _MOMENT, nullable=True))
    op.add_column("sign_ins", sa.Column("proved", _MOMENT, nullable=True))
    op.add_column("sign_ins", sa.Column("step", sa.String(length=12), nullable=True))
    op.create_table(
        "code_apps",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_code_apps_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_code_apps")),
    )
    op.create_table(
        "security_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(length=255), nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("used", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_security_keys_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_security_keys")),
        sa.UniqueConstraint("credential", name=op.f("uq_security_keys_credential")),
    )
    op.create_index(op.f("ix_security_keys_person_id"), "security_keys", ["person_id"])
    op.create_table(
        "recovery_codes",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_recovery_codes_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "code", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "second_step_duties",
        sa.Column("body", sa.String(length=60), nullable=False),
        sa.Column("duty", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("body", "duty", name=op.f("pk_second_step_duties")),
    )
    op.create_table(
        "old_passwords",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_old_passwords_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_old_passwords")),
    )
    op.create_index(op.f("ix_old_passwords_person_id"), "old_passwords", ["person_id"])
