"""Tables of people, appeals, letters, texts and their journal.

With 0009 they are where the history of the tables begins: no release was ever on older ones.
"""

import sqlalchemy as sa
from alembic import op

from letterkit.store.columns import Moment

revision = "0009_letters"
down_revision = None

_MOMENT = Moment(timezone=True)
_NO_BODY = sa.text("''")


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by_id", sa.Integer()),
        sa.Column("by", sa.String(300), nullable=False),
        sa.Column("action", sa.String(60), nullable=False, index=True),
        sa.Column("subject", sa.String(60), nullable=False, index=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.String(120), primary_key=True),
        sa.Column("value", sa.Integer(), nullable=False),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("login", sa.String(60), nullable=False, unique=True),
        sa.Column("password", sa.String(255)),
        sa.Column("surname", sa.String(120), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("patronymic", sa.String(120)),
        sa.Column("post", sa.String(300)),
        sa.Column("unit", sa.String(300), index=True),
        sa.Column("phone", sa.String(60)),
        sa.Column("email", sa.String(200)),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("is_program", sa.Boolean(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(64), nullable=False, unique=True),
        sa.Column("fs_token_uniquifier", sa.String(64), unique=True),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("locked_until", _MOMENT),
        sa.Column("last_sign_in", _MOMENT),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("body", sa.String(60), nullable=False, server_default=_NO_BODY),
    )
    op.create_table(
        "appeals",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("registered", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(20)),
        sa.Column("kind", sa.String(20)),
        sa.Column("group", sa.String(200)),
        sa.Column("subject", sa.Text()),
        sa.Column("applicant", sa.String(300), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False, index=True),
        sa.Column("extended_to", sa.Date()),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("responsible_id", sa.Integer(), sa.ForeignKey("people.id"), index=True),
        sa.Column("oral", sa.JSON()),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("body", sa.String(60), nullable=False, server_default=_NO_BODY),
        sa.UniqueConstraint("body", "number", "registered"),
    )
    op.create_table(
        "kept",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("folder", sa.String(120), nullable=False),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("people.id"), index=True),
        sa.Column("live", sa.Integer()),
        sa.Column("shipped", sa.String(64)),
        sa.Column("retired", _MOMENT),
        sa.Column("expires", sa.Date(), index=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.UniqueConstraint("kind", "slug"),
    )
    op.create_table(
        "people_duties",
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("duty", sa.String(20), primary_key=True),
    )
    op.create_table(
        "kept_versions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kept_id", sa.Integer(), sa.ForeignKey("kept.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("people.id"), index=True),
        sa.Column("asked", _MOMENT),
        sa.Column("decided", _MOMENT),
        sa.Column("decided_by_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("refused", sa.Text()),
        sa.Column("asked_by_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.UniqueConstraint("kept_id", "number"),
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("appeal_id", sa.Integer(), sa.ForeignKey("appeals.id"), index=True),
        sa.Column("executor_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("reviewer_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reply", sa.String(60), nullable=False),
        sa.Column("blank", sa.String(60), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("verdict", sa.String(12)),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(60), index=True),
        sa.Column("dated", sa.Date()),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("changed", _MOMENT, nullable=False),
        sa.Column("changed_by_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("submitted", _MOMENT, index=True),
        sa.Column("returned", sa.JSON()),
        sa.Column("keyed", sa.Integer()),
        sa.Column("body", sa.String(60), nullable=False, server_default=_NO_BODY),
    )
    op.create_table(
        "dispatches",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letters.id"), nullable=False, unique=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("track", sa.String(60)),
        sa.Column("copy_number", sa.String(30)),
        sa.Column("handed_to", sa.String(300)),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
    )
    op.create_table(
        "letter_keys",
        sa.Column("key", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letters.id"), primary_key=True, index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "presences",
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letters.id"), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("seen", _MOMENT, nullable=False),
    )
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letters.id"), nullable=False, index=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("reply", sa.String(60), nullable=False),
        sa.Column("blank", sa.String(60), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("docx", sa.String(64)),
        sa.Column("pdf", sa.String(64)),
        sa.Column("report", sa.JSON()),
        sa.Column("verdict", sa.String(12)),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("made_of", sa.JSON()),
        sa.UniqueConstraint("letter_id", "number"),
    )
    op.create_table(
        "waivers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letters.id"), nullable=False, index=True),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("excerpt", sa.Text()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("withdrawn", _MOMENT),
    )
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letters.id"), nullable=False, index=True),
        sa.Column("version_id", sa.Integer(), sa.ForeignKey("versions.id"), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("docx", sa.String(64), nullable=False),
        sa.Column("pdf", sa.String(64)),
        sa.Column("withdrawn", _MOMENT),
    )
    op.create_table(
        "remarks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letters.id"), nullable=False, index=True),
        sa.Column("version_id", sa.Integer(), sa.ForeignKey("versions.id"), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer()),
        sa.Column("end", sa.Integer()),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("resolved", _MOMENT),
    )
    op.create_index(op.f("ix_appeals_state_due"), "appeals", ["state", "due"])
    op.create_index(op.f("ix_kept_versions_asked_decided"), "kept_versions", ["asked", "decided"])
    op.create_index(op.f("ix_letters_state_due"), "letters", ["state", "due"])
    unkeyed = sa.text("number IS NOT NULL AND (keyed IS NULL OR keyed <> revision)")
    op.create_index("ix_letters_unkeyed", "letters", ["id"], sqlite_where=unkeyed, postgresql_where=unkeyed)
