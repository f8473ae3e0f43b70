"""A hundred thousand rows: words to look for, keys of replies, a copy of what a batch is made of."""

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_UNKEYED = sa.text("number IS NOT NULL AND (keyed IS NULL OR keyed <> revision)")
_AT_ONCE = 500
_RUN = re.compile(r"[^\W_]+")


def upgrade() -> None:
    op.add_column("batches", sa.Column("made_of", sa.String(length=64), nullable=True))
    op.add_column("batches", sa.Column("keyed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("batch_rows", sa.Column("words", sa.String(length=500), nullable=False, server_default=sa.text("''")))
    op.add_column("letters", sa.Column("keyed", sa.Integer(), nullable=True))
    _fill_words()
    op.create_index("ix_batch_rows_words", "batch_rows", ["batch_id", "number", "words"])
    op.create_index("ix_letters_unkeyed", "letters", ["id"], sqlite_where=_UNKEYED, postgresql_where=_UNKEYED)
    for table, what, whose in (("letter_keys", "letter_id", "letters"), ("batch_row_keys", "row_id", "batch_rows")):
        op.create_table(
            table,
            sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column(what, sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint([what], [f"{whose}.id"], name=op.f(f"fk_{table}_{what}_{whose}")),
            sa.PrimaryKeyConstraint("key", what, name=op.f(f"pk_{table}")),
            sqlite_with_rowid=False,
        )
        op.create_index(op.f(f"ix_{table}_{what}"), table, [what])


def downgrade() -> None:
    op.drop_table("batch_row_keys")
    op.drop_table("letter_keys")
    op.drop_index("ix_letters_unkeyed", table_name="letters")
    op.drop_index("ix_batch_rows_words", table_name="batch_rows")
    op.drop_column("letters", "keyed")
    op.drop_column("batch_rows", "words")
    op.drop_column("batches", "keyed")
    op.drop_column("batches", "made_of")


def _fill_words() -> None:
    """As letterkit.office.batches.row_search did at this revision."""
    rows = sa.table(
        "batch_rows",
        sa.column("id", sa.Integer()),
        sa.column("who", sa.String()),
        sa.column("letter_number", sa.String()),
        sa.column("card", sa.JSON()),
        sa.column("words", sa.String()),
    )
    connection, last = op.get_bind(), 0
    change = sa.update(rows).where(rows.c.id == sa.bindparam("row")).values(words=sa.bindparam("found"))
    wanted = sa.select(rows.c.id, rows.c.who, rows.c.letter_number, rows.c.card).order_by(rows.c.id).limit(_AT_ONCE)
    while some := connection.execute(wanted.where(rows.c.id > last)).all():
        last = some[-1].id
        found = [{"row": row.id, "found": _words(row.who, row.letter_number, row.card)} for row in some]
        connection.execute(change, found)


def _words(who: str, letter_number: str | None, card: dict[str, Any] | None) -> str:
    number = ((card or {}).get("appeal") or {}).get("number")
    told = " ".join(filter(None, (who, letter_number, number))).casefold().replace("ё", "е")
    return "".join(f" {run}" for run in _RUN.findall(told))[:500]
