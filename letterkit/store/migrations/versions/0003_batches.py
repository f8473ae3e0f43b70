"""Batches: tables of standard replies, their rows, the workers that make them."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workers",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("begun", letterkit.store.columns.Moment(timezone=True), nullable=False),
        sa.Column("seen", letterkit.store.columns.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_workers")),
    )
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("content", sa.String(length=80), nullable=True),
        sa.Column("reply", sa.String(length=60), nullable=False),
        sa.Column("blank", sa.String(length=60), nullable=False),
        sa.Column("plan", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("fault", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("created", letterkit.store.columns.Moment(timezone=True), nullable=False),
        sa.Column("begun", letterkit.store.columns.Moment(timezone=True), nullable=True),
        sa.Column("ended", letterkit.store.columns.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_batches_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_index(op.f("ix_batches_by_id"), "batches", ["by_id"], unique=False)
    op.create_index(op.f("ix_batches_content"), "batches", ["content"], unique=False)
    op.create_index(op.f("ix_batches_source"), "batches", ["source"], unique=False)
    op.create_index(op.f("ix_batches_state"), "batches", ["state"], unique=False)
    op.create_table(
        "batch_approvals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", letterkit.store.columns.Moment(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("letters", sa.String(length=64), nullable=False),
        sa.Column("withdrawn", letterkit.store.columns.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_approvals_batch_id_batches")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_batch_approvals_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_approvals")),
    )
    op.create_index(op.f("ix_batch_approvals_batch_id"), "batch_approvals", ["batch_id"], unique=False)
    op.create_table(
        "batch_chunks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=True),
        sa.Column("worker", sa.String(length=120), nullable=True),
        sa.Column("until", letterkit.store.columns.Moment(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(length=64), nullable=True),
        sa.Column("ended", letterkit.store.columns.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_chunks_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_chunks")),
        sa.UniqueConstraint("batch_id", "number", name=op.f("uq_batch_chunks_batch_id_number")),
    )
    op.create_index(op.f("ix_batch_chunks_state_until"), "batch_chunks", ["state", "until"], unique=False)
    op.create_table(
        "batch_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("clause", sa.String(length=20), nullable=True),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_findings_batch_id_batches")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_findings")),
        sa.UniqueConstraint("batch_id", "signature", name=op.f("uq_batch_findings_batch_id_signature")),
    )
    op.create_table(
        "batch_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("chunk_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("card", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("faults", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("earlier", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("who", sa.String(length=300), nullable=False),
        sa.Column("letter_number", sa.String(length=60), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("stem", sa.String(length=120), nullable=True),
        sa.Column("docx", sa.String(length=64), nullable=True),
        sa.Column("pdf", sa.String(length=64), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=12), nullable=True),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("reason", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("approval_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["batch_approvals.id"], name=op.f("fk_batch_rows_approval_id_batch_approvals")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_rows_batch_id_batches")),
        sa.ForeignKeyConstraint(["chunk_id"], ["batch_chunks.id"], name=op.f("fk_batch_rows_chunk_id_batch_chunks")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_rows")),
        sa.UniqueConstraint("batch_id", "number", name=op.f("uq_batch_rows_batch_id_number")),
    )
    op.create_index(op.f("ix_batch_rows_approval_id"), "batch_rows", ["approval_id"], unique=False)
    counted = ["batch_id", "state", "verdict", "approval_id", "letter_number", "number"]
    op.create_index("ix_batch_rows_counted", "batch_rows", counted, unique=False)
    for name, column in (("faulted", "faults"), ("answered", "earlier")):
        known = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_batch_rows_{name}",
            "batch_rows",
            ["batch_id", "number"],
            unique=False,
            sqlite_where=known,
            postgresql_where=known,
        )
    op.create_index(op.f("ix_batch_rows_chunk_id"), "batch_rows", ["chunk_id"], unique=False)
    op.create_index(op.f("ix_batch_rows_key"), "batch_rows", ["key"], unique=False)
    op.create_index(op.f("ix_batch_rows_letter_number"), "batch_rows", ["letter_number"], unique=False)
    op.create_table(
        "batch_row_findings",
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["batch_findings.id"], name=op.f("fk_batch_row_findings_finding_id_batch_findings")
        ),
        sa.ForeignKeyConstraint(["row_id"], ["batch_rows.id"], name=op.f("fk_batch_row_findings_row_id_batch_rows")),
        sa.PrimaryKeyConstraint("row_id", "finding_id", name=op.f("pk_batch_row_findings")),
    )
    op.create_index(op.f("ix_batch_row_findings_finding_id"), "batch_row_findings", ["finding_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_batch_row_findings_finding_id"), table_name="batch_row_findings")
    op.drop_table("batch_row_findings")
    op.drop_index(op.f("ix_batch_rows_letter_number"), table_name="batch_rows")
    op.drop_index(op.f("ix_batch_rows_key"), table_name="batch_rows")
    op.drop_index(op.f("ix_batch_rows_chunk_id"), table_name="batch_rows")
    for name in ("answered", "faulted", "counted"):
        op.drop_index(f"ix_batch_rows_{name}", table_name="batch_rows")
    op.drop_index(op.f("ix_batch_rows_approval_id"), table_name="batch_rows")
    op.drop_table("batch_rows")
    op.drop_table("batch_findings")
    op.drop_index(op.f("ix_batch_chunks_state_until"), table_name="batch_chunks")
    op.drop_table("batch_chunks")
    op.drop_index(op.f("ix_batch_approvals_batch_id"), table_name="batch_approvals")
    op.drop_table("batch_approvals")
    op.drop_index(op.f("ix_batches_state"), table_name="batches")
    op.drop_index(op.f("ix_batches_source"), table_name="batches")
    op.drop_index(op.f("ix_batches_content"), table_name="batches")
    op.drop_index(op.f("ix_batches_by_id"), table_name="batches")
    op.drop_table("batches")
    op.drop_table("workers")
