"""Letters of batches go out from the register, and findings of a batch can be answered for."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_AT_ONCE = 500
_NUMBER_LIMIT = 60
_INDEXES = (
    ("to_send", ["batch_id", "sending_id", "approval_id", "number", "way"], None),
    ("sent", ["batch_id", "number"], "sending_id IS NOT NULL"),
    ("register", ["approval_id", "who", "letter_number", "appeal_number", "batch_id"], None),
    ("appeal_number", ["appeal_number"], None),
    ("sending_id", ["sending_id"], None),
)
_ADDED: Mapping[str, sa.types.TypeEngine[Any]] = {
    "whole": sa.Boolean(),
    "appeal_number": sa.String(length=60),
    "appeal_day": sa.Date(),
    "outcome": sa.String(length=12),
    "way": sa.String(length=12),
    "sending_id": sa.Integer(),
}


def upgrade() -> None:
    op.create_table(
        "batch_sendings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("letters", sa.String(length=64), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("track", sa.String(length=60), nullable=True),
        sa.Column("handed_to", sa.String(length=300), nullable=True),
        sa.Column("at", letterkit.store.columns.Moment(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_sendings_batch_id_batches")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_batch_sendings_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_sendings")),
    )
    op.create_index(op.f("ix_batch_sendings_batch_id"), "batch_sendings", ["batch_id"], unique=False)
    op.create_table(
        "batch_waivers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", letterkit.store.columns.Moment(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("withdrawn", letterkit.store.columns.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_waivers_batch_id_batches")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_batch_waivers_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_waivers")),
    )
    op.create_index(op.f("ix_batch_waivers_batch_id"), "batch_waivers", ["batch_id"], unique=False)
    with op.batch_alter_table("batch_chunks") as table:
        table.add_column(sa.Column("made_of", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("batch_row_findings") as table:
        table.add_column(sa.Column("times", sa.Integer(), server_default="1", nullable=False))
    with op.batch_alter_table("batch_findings") as table:
        table.add_column(sa.Column("waiver_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_batch_findings_waiver_id_batch_waivers"), "batch_waivers", ["waiver_id"], ["id"]
        )
        table.create_index(op.f("ix_batch_findings_waiver_id"), ["waiver_id"], unique=False)
    with op.batch_alter_table("batch_rows") as table:
        for name, kind in _ADDED.items():
            table.add_column(sa.Column(name, kind, nullable=True))
        table.create_foreign_key(
            op.f("fk_batch_rows_sending_id_batch_sendings"), "batch_sendings", ["sending_id"], ["id"]
        )
    _fill()
    op.drop_index("ix_batch_rows_approval_id", table_name="batch_rows")  # that of the register begins with it
    for name, columns, where in _INDEXES:
        known = sa.text(where) if where else None
        op.create_index(
            f"ix_batch_rows_{name}", "batch_rows", columns, unique=False, sqlite_where=known, postgresql_where=known
        )


def downgrade() -> None:
    for name, *_ in reversed(_INDEXES):
        op.drop_index(f"ix_batch_rows_{name}", table_name="batch_rows")
    op.create_index("ix_batch_rows_approval_id", "batch_rows", ["approval_id"], unique=False)
    with op.batch_alter_table("batch_rows") as table:
        table.drop_constraint(op.f("fk_batch_rows_sending_id_batch_sendings"), type_="foreignkey")
        for name in reversed(list(_ADDED)):
            table.drop_column(name)
    with op.batch_alter_table("batch_findings") as table:
        table.drop_index(op.f("ix_batch_findings_waiver_id"))
        table.drop_constraint(op.f("fk_batch_findings_waiver_id_batch_waivers"), type_="foreignkey")
        table.drop_column("waiver_id")
    with op.batch_alter_table("batch_row_findings") as table:
        table.drop_column("times")
    with op.batch_alter_table("batch_chunks") as table:
        table.drop_column("made_of")
    op.drop_index(op.f("ix_batch_waivers_batch_id"), table_name="batch_waivers")
    op.drop_table("batch_waivers")
    op.drop_index(op.f("ix_batch_sendings_batch_id"), table_name="batch_sendings")
    op.drop_table("batch_sendings")


def _fill() -> None:
    """What rows of before know by their cards alone; whether a letter with errors was checked whole, nobody does."""
    rows = sa.table("batch_rows", *(sa.column(name) for name in ("id", "verdict")), sa.column("card", sa.JSON()))
    filled = [name for name in _ADDED if name != "sending_id"]
    known = sa.table("batch_rows", sa.column("id"), *(sa.column(name, _ADDED[name]) for name in filled))
    change = known.update().where(known.c.id == sa.bindparam("row"))
    change = change.values({name: sa.bindparam(f"new_{name}") for name in filled})
    connection = op.get_bind()
    for some in _read(connection, rows):
        connection.execute(change, [_update_values(*each) for each in some])


def _read(connection: sa.Connection, rows: sa.TableClause) -> Iterator[list[Any]]:
    last = 0
    while True:
        wanted = sa.select(rows.c.id, rows.c.verdict, rows.c.card).where(rows.c.id > last)
        some = list(connection.execute(wanted.order_by(rows.c.id).limit(_AT_ONCE)))
        if not some:
            return
        yield some
        last = some[-1].id


def _update_values(row: int, verdict: str | None, card: Mapping[str, Any] | None) -> dict[str, Any]:
    appeal = (card or {}).get("appeal") or {}
    reply = (card or {}).get("reply") or {}
    number, day = appeal.get("number"), appeal.get("registered")
    return {
        "row": row,
        "new_whole": {"ready": True, "incomplete": False}.get(verdict or ""),
        "new_appeal_number": number if number and len(number) <= _NUMBER_LIMIT else None,
        "new_appeal_day": date.fromisoformat(day) if day else None,
        "new_outcome": reply.get("outcome"),
        "new_way": _way(appeal, (card or {}).get("applicant") or {}, reply) if card else None,
    }


def _way(appeal: Mapping[str, Any], applicant: Mapping[str, Any], reply: Mapping[str, Any]) -> str:
    if reply.get("restricted"):
        return "registered"
    if appeal.get("channel") in ("pos", "gosuslugi"):
        return "pos"
    known = [way for way, key in (("post", "address"), ("email", "email")) if applicant.get(key)]
    return reply["delivery"] if reply.get("delivery") in known else (known or ["unknown"])[0]
