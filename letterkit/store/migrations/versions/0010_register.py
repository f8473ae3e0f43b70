"""The register around appeals: terms, results, closing; questions, notes, links, files, calls, receptions,
reminders, opinions, and the index that search goes by.

Of appeals answered before, the day is that on which their last letter went, or that of the reception.
"""

from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

import letterkit.store.columns

revision = "0010"
down_revision = "0009"

_MOMENT = letterkit.store.columns.Moment(timezone=True)
_INDEX = "ix_appeal_words_found"
_COUNTED = ["body", "registered", "channel", "kind", "group", "reason", "result", "answered", "extended_to", "due"]


def upgrade() -> None:
    with op.batch_alter_table("appeals") as appeals:
        appeals.add_column(sa.Column("term", sa.String(length=40), server_default=sa.text("'review'"), nullable=False))
        appeals.add_column(sa.Column("extension", sa.JSON(none_as_null=True), nullable=True))
        appeals.add_column(sa.Column("reason", sa.String(length=300), nullable=True))
        appeals.add_column(sa.Column("result", sa.String(length=12), nullable=True))
        appeals.add_column(sa.Column("answered", sa.Date(), nullable=True))
        appeals.add_column(sa.Column("reply_number", sa.String(length=60), nullable=True))
        appeals.add_column(sa.Column("priority", sa.Boolean(), server_default=sa.false(), nullable=False))
        appeals.add_column(sa.Column("visit", sa.JSON(none_as_null=True), nullable=True))
        appeals.add_column(sa.Column("closed", sa.JSON(none_as_null=True), nullable=True))
        appeals.add_column(sa.Column("responsible_name", sa.String(length=300), nullable=True))
        appeals.create_index(op.f("ix_appeals_body_answered"), ["body", "answered"], unique=False)
        appeals.create_index(op.f("ix_appeals_body_registered"), ["body", "registered"], unique=False)
        appeals.create_index("ix_appeals_figures", _COUNTED, unique=False)
    op.create_table(
        "appeal_people",
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_appeal_people_appeal_id_appeals")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_appeal_people_person_id_people")),
        sa.PrimaryKeyConstraint("appeal_id", "person_id", name=op.f("pk_appeal_people")),
    )
    op.create_index(op.f("ix_appeal_people_person_id"), "appeal_people", ["person_id"])
    op.create_table(
        "appeal_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Date(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_appeal_questions_appeal_id_appeals")),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_appeal_questions_letter_id_letters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_questions")),
        sa.UniqueConstraint("appeal_id", "number", name=op.f("uq_appeal_questions_appeal_id_number")),
    )
    op.create_index(op.f("ix_appeal_questions_letter_id"), "appeal_questions", ["letter_id"])
    op.create_table(
        "appeal_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_appeal_notes_appeal_id_appeals")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_appeal_notes_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_notes")),
    )
    op.create_index(op.f("ix_appeal_notes_appeal_id"), "appeal_notes", ["appeal_id"])
    op.create_table(
        "appeal_links",
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_appeal_links_appeal_id_appeals")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_appeal_links_by_id_people")),
        sa.ForeignKeyConstraint(["earlier_id"], ["appeals.id"], name=op.f("fk_appeal_links_earlier_id_appeals")),
        sa.PrimaryKeyConstraint("appeal_id", "earlier_id", name=op.f("pk_appeal_links")),
    )
    op.create_index(op.f("ix_appeal_links_earlier_id"), "appeal_links", ["earlier_id"])
    op.create_table(
        "appeal_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_appeal_files_appeal_id_appeals")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_appeal_files_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_files")),
    )
    op.create_index(op.f("ix_appeal_files_appeal_id"), "appeal_files", ["appeal_id"])
    op.create_table(
        "appeal_words",
        sa.Column("appeal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_appeal_words_appeal_id_appeals")),
        sa.PrimaryKeyConstraint("appeal_id", name=op.f("pk_appeal_words")),
    )
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("caller", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("end", sa.String(length=20), nullable=False),
        sa.Column("forwarded_to", sa.String(length=300), nullable=True),
        sa.Column("appeal_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_calls_appeal_id_appeals")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_calls_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
    )
    op.create_index(op.f("ix_calls_appeal_id"), "calls", ["appeal_id"])
    op.create_index(op.f("ix_calls_body_at"), "calls", ["body", "at"])
    op.create_index(op.f("ix_calls_by_id"), "calls", ["by_id"])
    op.create_table(
        "receptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("visitor", sa.String(length=300), nullable=False),
        sa.Column("official", sa.String(length=300), nullable=False),
        sa.Column("priority", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("end", sa.String(length=12), nullable=True),
        sa.Column("consent", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_receptions_appeal_id_appeals")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_receptions_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receptions")),
    )
    op.create_index(op.f("ix_receptions_appeal_id"), "receptions", ["appeal_id"])
    op.create_index(op.f("ix_receptions_body_at"), "receptions", ["body", "at"])
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("to", sa.String(length=200), nullable=True),
        sa.Column("appeals", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("tried", _MOMENT, nullable=True),
        sa.Column("sent", _MOMENT, nullable=True),
        sa.Column("failed", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminders_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint("body", "kind", "week", "person_id", name=op.f("uq_reminders_body_kind_week_person_id")),
    )
    op.create_index(op.f("ix_reminders_person_id"), "reminders", ["person_id"])
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("used", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_invitations_letter_id_letters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("code", name=op.f("uq_invitations_code")),
    )
    op.create_index(op.f("ix_invitations_letter_id"), "invitations", ["letter_id"])
    op.create_table(
        "opinions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=60), server_default=sa.text("''"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("group", sa.String(length=200), nullable=True),
        sa.Column("clear", sa.Integer(), nullable=True),
        sa.Column("polite", sa.Integer(), nullable=True),
        sa.Column("in_time", sa.Boolean(), nullable=True),
        sa.Column("solved", sa.Boolean(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_opinions_invitation_id_invitations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinions")),
        sa.UniqueConstraint("body", "key", name=op.f("uq_opinions_body_key")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_opinions_invitation_id")),
    )
    op.create_index(op.f("ix_opinions_body_day"), "opinions", ["body", "day"])
    op.create_index(op.f("ix_opinions_reason"), "opinions", ["reason"])
    _index_words()
    _fill_answered()


def _index_words() -> None:
    """What full text search reads: an FTS5 table that follows ``appeal_words``, or a GIN index of it."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE INDEX {_INDEX} ON appeal_words USING gin (to_tsvector('simple', words))")
        return
    op.execute(
        "CREATE VIRTUAL TABLE appeal_words_fts USING fts5"
        "(words, content='appeal_words', content_rowid='appeal_id', tokenize='unicode61')"
    )
    new = "INSERT INTO appeal_words_fts (rowid, words) VALUES (new.appeal_id, new.words);"
    old = "INSERT INTO appeal_words_fts (appeal_words_fts, rowid, words) VALUES ('delete', old.appeal_id, old.words);"
    for when, told in {"insert": new, "delete": old, "update": f"{old} {new}"}.items():
        op.execute(f"CREATE TRIGGER appeal_words_{when} AFTER {when} ON appeal_words BEGIN {told} END")


def _fill_answered() -> None:
    appeals = sa.table(
        "appeals",
        sa.column("id", sa.Integer()),
        sa.column("state", sa.String()),
        sa.column("oral", sa.JSON()),
        sa.column("answered", sa.Date()),
    )
    letters = sa.table("letters", *(sa.column(name, sa.Integer()) for name in ("id", "appeal_id")))
    sent = sa.table("dispatches", sa.column("letter_id", sa.Integer()), sa.column("at", _MOMENT))
    connection = op.get_bind()
    went: dict[int, date] = {}
    query = sa.select(letters.c.appeal_id, sent.c.at).join(sent, sent.c.letter_id == letters.c.id)
    for appeal_id, at in connection.execute(query.where(letters.c.appeal_id.is_not(None)).order_by(sent.c.at)):
        went[appeal_id] = at.date()
    rows: list[dict[str, Any]] = []
    for appeal_id, oral in connection.execute(sa.select(appeals.c.id, appeals.c.oral).where(appeals.c.state == "done")):
        day = date.fromisoformat(oral["on"]) if oral else went.get(appeal_id)
        if day:
            rows.append({"of": appeal_id, "day": day})
    if rows:
        filled = sa.update(appeals).where(appeals.c.id == sa.bindparam("of")).values(answered=sa.bindparam("day"))
        connection.execute(filled, rows)
