"""Letters that go out by mail and mailboxes that are read."""

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0020"
down_revision = "0019"

_MOMENT = letterkit.store.columns.Moment(timezone=True)
_OPEN = sa.text("state IN ('queued', 'trying', 'lost')")
_QUEUED = sa.text("state = 'queued'")
_UNRECORDED = sa.text("state = 'accepted' AND recorded IS NULL")
_RECEIPT = sa.text("kind = 'receipt'")
_SEEN = sa.text("state = 'seen'")


def upgrade() -> None:
    op.create_table(
        "mailings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("appeal_id", sa.Integer(), nullable=True),
        sa.Column("to", sa.String(length=320), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.String(length=300), nullable=False),
        sa.Column("answers", sa.String(length=300), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("tried", _MOMENT, nullable=True),
        sa.Column("accepted", _MOMENT, nullable=True),
        sa.Column("recorded", _MOMENT, nullable=True),
        sa.Column("failed", sa.Text(), nullable=True),
        sa.Column("bounced", sa.JSON(), nullable=True),
        sa.Column("result", sa.String(length=12), nullable=True),
        sa.Column("again_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_mailings_letter_id_letters")),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_mailings_batch_id_batches")),
        sa.ForeignKeyConstraint(["row_id"], ["batch_rows.id"], name=op.f("fk_mailings_row_id_batch_rows")),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_mailings_appeal_id_appeals")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_mailings_by_id_people")),
        sa.ForeignKeyConstraint(["again_id"], ["mailings.id"], name=op.f("fk_mailings_again_id_mailings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailings")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mailings_message_id")),
    )
    op.create_index(op.f("ix_mailings_body_at"), "mailings", ["body", "at"])
    op.create_index(op.f("ix_mailings_body_tried"), "mailings", ["body", "tried"])
    op.create_index(op.f("ix_mailings_batch_id_state"), "mailings", ["batch_id", "state"])
    op.create_index(op.f("ix_mailings_letter_id"), "mailings", ["letter_id"])
    op.create_index(op.f("ix_mailings_row_id"), "mailings", ["row_id"])
    op.create_index("ix_mailings_queued", "mailings", ["body", "due"], sqlite_where=_QUEUED, postgresql_where=_QUEUED)
    op.create_index(
        "ix_mailings_unrecorded",
        "mailings",
        ["batch_id"],
        sqlite_where=_UNRECORDED,
        postgresql_where=_UNRECORDED,
    )
    for name, columns, where in (
        ("uq_mailings_letter_open", ["letter_id"], _OPEN),
        ("uq_mailings_row_open", ["row_id"], _OPEN),
        ("uq_mailings_receipt", ["appeal_id"], _RECEIPT),
    ):
        op.create_index(name, "mailings", columns, unique=True, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "mailboxes",
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("looked", _MOMENT, nullable=True),
        sa.Column("failing", _MOMENT, nullable=True),
        sa.Column("failed", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_mailboxes")),
    )
    op.create_table(
        "mail_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("mailbox", sa.String(length=300), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("message_id", sa.String(length=300), nullable=True),
        sa.Column("sender", sa.String(length=320), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("incoming_id", sa.Integer(), nullable=True),
        sa.Column("mailing_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["incoming_id"], ["incoming.id"], name=op.f("fk_mail_messages_incoming_id_incoming")),
        sa.ForeignKeyConstraint(["mailing_id"], ["mailings.id"], name=op.f("fk_mail_messages_mailing_id_mailings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_messages")),
        sa.UniqueConstraint("mailbox", "uidvalidity", "uid", name=op.f("uq_mail_messages_mailbox_uidvalidity_uid")),
        sa.UniqueConstraint("body", "fingerprint", name=op.f("uq_mail_messages_body_fingerprint")),
        sa.UniqueConstraint("body", "message_id", name=op.f("uq_mail_messages_body_message_id")),
    )
    op.create_index(op.f("ix_mail_messages_body_at"), "mail_messages", ["body", "at"])
    op.create_index(op.f("ix_mail_messages_incoming_id"), "mail_messages", ["incoming_id"])
    op.create_index(op.f("ix_mail_messages_mailing_id"), "mail_messages", ["mailing_id"])
    op.create_index("ix_mail_messages_seen", "mail_messages", ["id"], sqlite_where=_SEEN, postgresql_where=_SEEN)
