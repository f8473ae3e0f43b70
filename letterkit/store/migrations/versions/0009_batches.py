"""Tables of batches, their workers and the counts of findings."""

import sqlalchemy as sa
from alembic import op

from letterkit.store.columns import Moment

revision = "0009"
down_revision = "0009_letters"

_MOMENT = Moment(timezone=True)
_NO_BODY = sa.text("''")
_INDEXES = (
    ("batch_chunks", "state_until", ["state", "until"], None),
    ("batch_rows", "answered", ["batch_id", "number"], "earlier IS NOT NULL"),
    ("batch_rows", "counted", ["batch_id", "state", "verdict", "approval_id", "letter_number", "number"], None),
    ("batch_rows", "faulted", ["batch_id", "number"], "faults IS NOT NULL"),
    ("batch_rows", "register", ["approval_id", "who", "letter_number", "appeal_number", "batch_id"], None),
    ("batch_rows", "sent", ["batch_id", "number"], "sending_id IS NOT NULL"),
    ("batch_rows", "to_send", ["batch_id", "sending_id", "approval_id", "number", "way"], None),
    ("batch_rows", "words", ["batch_id", "number", "words"], None),
    ("rule_counts", "batches", ["batch_id", "code"], "batch_id IS NOT NULL"),
    ("rule_counts", "figures", ["code", "day", "batch_id", "letters", "found", "taken", "rewritten", "waived"], None),
)
"""Table, name, columns, and which rows alone are in it."""


def upgrade() -> None:
    op.create_table(
        "workers",
        sa.Column("name", sa.String(120), primary_key=True),
        sa.Column("begun", _MOMENT, nullable=False),
        sa.Column("seen", _MOMENT, nullable=False),
    )
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("source", sa.String(64), nullable=False, index=True),
        sa.Column("content", sa.String(80), index=True),
        sa.Column("reply", sa.String(60), nullable=False),
        sa.Column("blank", sa.String(60), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False, index=True),
        sa.Column("fault", sa.JSON()),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("begun", _MOMENT),
        sa.Column("ended", _MOMENT),
        sa.Column("made_of", sa.String(64)),
        sa.Column("keyed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("body", sa.String(60), nullable=False, server_default=_NO_BODY),
    )
    op.create_table(
        "batch_approvals",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("batch_id", sa.Integer(), sa.ForeignKey("batches.id"), nullable=False, index=True),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("letters", sa.String(64), nullable=False),
        sa.Column("withdrawn", _MOMENT),
    )
    op.create_table(
        "batch_chunks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("batch_id", sa.Integer(), sa.ForeignKey("batches.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("token", sa.String(64)),
        sa.Column("worker", sa.String(120)),
        sa.Column("until", _MOMENT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(64)),
        sa.Column("ended", _MOMENT),
        sa.Column("made_of", sa.JSON()),
        sa.UniqueConstraint("batch_id", "number"),
    )
    op.create_table(
        "batch_sendings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("batch_id", sa.Integer(), sa.ForeignKey("batches.id"), nullable=False, index=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("letters", sa.String(64), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("track", sa.String(60)),
        sa.Column("handed_to", sa.String(300)),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
    )
    op.create_table(
        "batch_waivers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("batch_id", sa.Integer(), sa.ForeignKey("batches.id"), nullable=False, index=True),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("withdrawn", _MOMENT),
    )
    op.create_table(
        "batch_findings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("batch_id", sa.Integer(), sa.ForeignKey("batches.id"), nullable=False),
        sa.Column("signature", sa.String(64), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("clause", sa.String(20)),
        sa.Column("level", sa.String(12), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("waiver_id", sa.Integer(), sa.ForeignKey("batch_waivers.id"), index=True),
        sa.UniqueConstraint("batch_id", "signature"),
    )
    op.create_table(
        "batch_rows",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("batch_id", sa.Integer(), sa.ForeignKey("batches.id"), nullable=False),
        sa.Column("chunk_id", sa.Integer(), sa.ForeignKey("batch_chunks.id"), index=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False, index=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("card", sa.JSON()),
        sa.Column("faults", sa.JSON()),
        sa.Column("earlier", sa.JSON()),
        sa.Column("who", sa.String(300), nullable=False),
        sa.Column("letter_number", sa.String(60), index=True),
        sa.Column("dated", sa.Date()),
        sa.Column("stem", sa.String(120)),
        sa.Column("docx", sa.String(64)),
        sa.Column("pdf", sa.String(64)),
        sa.Column("pages", sa.Integer()),
        sa.Column("verdict", sa.String(12)),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("reason", sa.JSON()),
        sa.Column("approval_id", sa.Integer(), sa.ForeignKey("batch_approvals.id")),
        sa.Column("whole", sa.Boolean()),
        sa.Column("appeal_number", sa.String(60), index=True),
        sa.Column("appeal_day", sa.Date()),
        sa.Column("outcome", sa.String(12)),
        sa.Column("way", sa.String(12)),
        sa.Column("sending_id", sa.Integer(), sa.ForeignKey("batch_sendings.id"), index=True),
        sa.Column("words", sa.String(500), nullable=False, server_default=sa.text("''")),
        sa.UniqueConstraint("batch_id", "number"),
    )
    op.create_table(
        "rule_counts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("clause", sa.String(20)),
        sa.Column("level", sa.String(12), nullable=False),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letters.id")),
        sa.Column("batch_id", sa.Integer(), sa.ForeignKey("batches.id")),
        sa.Column("chunk_id", sa.Integer(), sa.ForeignKey("batch_chunks.id")),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("rewritten", sa.Integer(), nullable=False),
        sa.Column("waived", sa.Integer(), nullable=False),
        sa.Column("standing", sa.Integer(), nullable=False),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.UniqueConstraint("letter_id", "code"),
        sa.UniqueConstraint("chunk_id", "code"),
    )
    op.create_table(
        "batch_row_findings",
        sa.Column("row_id", sa.Integer(), sa.ForeignKey("batch_rows.id"), primary_key=True),
        sa.Column("finding_id", sa.Integer(), sa.ForeignKey("batch_findings.id"), primary_key=True, index=True),
        sa.Column("times", sa.Integer(), nullable=False, server_default="1"),
    )
    op.create_table(
        "batch_row_keys",
        sa.Column("key", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("row_id", sa.Integer(), sa.ForeignKey("batch_rows.id"), primary_key=True, index=True),
        sqlite_with_rowid=False,
    )
    for table, name, columns, where in _INDEXES:
        met = sa.text(where) if where else None
        op.create_index(f"ix_{table}_{name}", table, columns, sqlite_where=met, postgresql_where=met)
