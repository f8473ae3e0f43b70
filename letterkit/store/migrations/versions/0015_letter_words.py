"""Letters found by the words of their headings, and listed a page at a time without reading them whole."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_LISTED = ["body", "state", "due", "executor_id", "reviewer_id", "submitted", "appeal_id"]


def upgrade() -> None:
    op.create_table(
        "letter_words",
        sa.Column("letter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_letter_words_letter_id_letters")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter_words")),
    )
    op.create_index("ix_letters_listed", "letters", _LISTED)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX ix_letter_words_found ON letter_words USING gin (to_tsvector('simple', words))")
        return
    op.execute(
        "CREATE VIRTUAL TABLE letter_words_fts USING fts5"
        "(words, content='letter_words', content_rowid='letter_id', tokenize='unicode61')"
    )
    new = "INSERT INTO letter_words_fts (rowid, words) VALUES (new.letter_id, new.words);"
    old = "INSERT INTO letter_words_fts (letter_words_fts, rowid, words) VALUES ('delete', old.letter_id, old.words);"
    for when, told in {"insert": new, "delete": old, "update": f"{old} {new}"}.items():
        op.execute(f"CREATE TRIGGER letter_words_{when} AFTER {when} ON letter_words BEGIN {told} END")
