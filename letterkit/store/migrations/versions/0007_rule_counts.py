"""What has become of the findings of each rule, counted from the reports that letters and batches have already.

Of letters kept before, findings are compared by their number alone: one fewer after the words were changed has been
rewritten, one more is new. Which mends were taken in the editor nobody knows of them.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_AT_ONCE = 200
_MOMENT = letterkit.store.columns.Moment(timezone=True)


def upgrade() -> None:
    table = op.create_table(
        "rule_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("clause", sa.String(length=20), nullable=True),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("chunk_id", sa.Integer(), nullable=True),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("rewritten", sa.Integer(), nullable=False),
        sa.Column("waived", sa.Integer(), nullable=False),
        sa.Column("standing", sa.Integer(), nullable=False),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_rule_counts_letter_id_letters")),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_rule_counts_batch_id_batches")),
        sa.ForeignKeyConstraint(["chunk_id"], ["batch_chunks.id"], name=op.f("fk_rule_counts_chunk_id_batch_chunks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_counts")),
        sa.UniqueConstraint("letter_id", "code", name=op.f("uq_rule_counts_letter_id_code")),
        sa.UniqueConstraint("chunk_id", "code", name=op.f("uq_rule_counts_chunk_id_code")),
    )
    counted = _count_rows()
    while some := list(islice(counted, _AT_ONCE)):
        op.bulk_insert(table, some)
    figures = ["code", "day", "batch_id", "letters", "found", "taken", "rewritten", "waived"]
    op.create_index("ix_rule_counts_figures", "rule_counts", figures)
    of_batch = sa.text("batch_id IS NOT NULL")
    op.create_index(
        "ix_rule_counts_batches", "rule_counts", ["batch_id", "code"], sqlite_where=of_batch, postgresql_where=of_batch
    )
    # How many letters were handed in since a day is counted without reading them.
    op.create_index(op.f("ix_letters_submitted"), "letters", ["submitted"])


def downgrade() -> None:
    op.drop_index("ix_letters_submitted", table_name="letters")
    op.drop_table("rule_counts")


def _count_rows() -> Iterator[dict[str, Any]]:
    yield from _of_letters()
    yield from _of_batches()


def _of_letters() -> Iterator[dict[str, Any]]:
    versions = sa.table(
        "versions",
        *(sa.column(name, sa.Integer()) for name in ("letter_id", "number")),
        *(sa.column(name, sa.Text()) for name in ("title", "text", "blank", "verdict")),
        sa.column("at", _MOMENT),
        *(sa.column(name, sa.JSON()) for name in ("card", "report")),
    )
    letters = sa.table("letters", sa.column("id", sa.Integer()))
    connection, last = op.get_bind(), 0
    wanted = sa.select(letters.c.id).order_by(letters.c.id).limit(_AT_ONCE)
    while ids := connection.execute(wanted.where(letters.c.id > last)).scalars().all():
        last = ids[-1]
        reported = (
            sa.select(versions)
            .where(versions.c.letter_id.in_(ids), versions.c.verdict.is_not(None))
            .order_by(versions.c.letter_id, versions.c.number)
        )
        for letter_id, some in groupby(connection.execute(reported).all(), lambda version: version.letter_id):
            yield from _of_letter(letter_id, list(some))


def _of_letter(letter_id: int, versions: list[Any]) -> Iterator[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    before: Any = None
    for version in versions:
        report = version.report or {}
        standing = Counter(finding["code"] for finding in report.get("findings", ()))
        waived = Counter(finding["code"] for finding in report.get("waived", ()))
        for finding in report.get("findings", ()):
            row = rows.setdefault(finding["code"], _new_row(finding["code"], version.at.date(), letter_id=letter_id))
            row["clause"], row["level"] = finding["clause"], finding["level"]
        words = (version.title, version.text, version.card, version.blank)
        for code, row in rows.items():
            more = standing[code] + waived[code] - row["standing"] - row["waived"]
            row["found"] += max(0, more)
            if before is not None and before != words:
                row["rewritten"] += max(0, -more)
            row["standing"], row["waived"] = standing[code], waived[code]
        before = words
    yield from rows.values()


def _of_batches() -> Iterator[dict[str, Any]]:
    numbers = {
        "batch_rows": ("id", "chunk_id"),
        "batch_row_findings": ("row_id", "finding_id", "times"),
        "batch_findings": ("id", "batch_id", "waiver_id"),
        "batch_chunks": ("id",),
        "batches": ("id",),
    }
    rows, pairs, findings, chunks, batches = (
        sa.table(
            name,
            *(sa.column(column, sa.Integer()) for column in columns),
            *(sa.column(column, sa.String()) for column in ("code", "clause", "level")),
            *(sa.column(column, _MOMENT) for column in ("created", "ended")),
        )
        for name, columns in numbers.items()
    )
    waived = sa.case((findings.c.waiver_id.is_not(None), pairs.c.times), else_=0)
    counted = (
        sa.select(
            findings.c.batch_id,
            rows.c.chunk_id,
            findings.c.code,
            sa.func.max(findings.c.clause).label("clause"),
            sa.func.max(findings.c.level).label("level"),
            sa.func.max(sa.func.coalesce(chunks.c.ended, batches.c.created), type_=_MOMENT).label("at"),
            sa.func.count(pairs.c.row_id.distinct()).label("letters"),
            sa.func.sum(pairs.c.times).label("found"),
            sa.func.sum(waived).label("waived"),
        )
        .join(pairs, pairs.c.finding_id == findings.c.id)
        .join(rows, pairs.c.row_id == rows.c.id)
        .join(chunks, rows.c.chunk_id == chunks.c.id)
        .join(batches, findings.c.batch_id == batches.c.id)
        .group_by(findings.c.batch_id, rows.c.chunk_id, findings.c.code)
    )
    for one in op.get_bind().execute(counted).all():
        row = _new_row(one.code, one.at.date(), batch_id=one.batch_id, chunk_id=one.chunk_id)
        row |= {name: getattr(one, name) for name in ("clause", "level", "letters")}
        found, answered = int(one.found), int(one.waived)
        yield row | {"found": found, "waived": answered, "standing": found - answered}


def _new_row(code: str, day: Any, **of: int) -> dict[str, Any]:
    nothing = dict.fromkeys(("found", "taken", "rewritten", "waived", "standing", "pending"), 0)
    nobody = dict.fromkeys(("letter_id", "batch_id", "chunk_id", "clause"))
    return {"code": code, "day": day, "level": "", "letters": 1, **nobody, **nothing, **of}
