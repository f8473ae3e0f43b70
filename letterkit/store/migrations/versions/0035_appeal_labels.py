"""What an appeal is searched for by a part of, in a table of its own on PostgreSQL: it stays in memory, appeals do not.

Triggers keep it. SQLite reads a small register through and would lose a trigger whenever its table is made anew.
"""

from alembic import op

revision = "0035"
down_revision = "0034"

_SAID = ("applicant", "number", "reply_number")
_FOLLOW = """
CREATE OR REPLACE FUNCTION follow_appeal_label() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO appeal_labels VALUES (NEW.id, NEW.applicant, NEW.number, NEW.reply_number);
    ELSE
        UPDATE appeal_labels SET applicant = NEW.applicant, number = NEW.number, reply_number = NEW.reply_number
        WHERE appeal_id = NEW.id;
    END IF;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(
        "CREATE TABLE appeal_labels (appeal_id integer PRIMARY KEY REFERENCES appeals ON DELETE CASCADE,"
        " applicant varchar(300) NOT NULL, number varchar(60) NOT NULL, reply_number varchar(60))"
    )
    op.execute(f"INSERT INTO appeal_labels SELECT id, {', '.join(_SAID)} FROM appeals ORDER BY id")
    op.execute(_FOLLOW)
    changed = " OR ".join(f"OLD.{each} IS DISTINCT FROM NEW.{each}" for each in _SAID)
    for when, condition in {"INSERT": "", f"UPDATE OF {', '.join(_SAID)}": f"WHEN ({changed})"}.items():
        op.execute(
            f"CREATE TRIGGER appeal_labels_{when.split()[0].lower()} AFTER {when} ON appeals"
            f" FOR EACH ROW {condition} EXECUTE FUNCTION follow_appeal_label()"
        )
    if op.get_bind().exec_driver_sql("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'").first():
        said = ", ".join(f"{each} gin_trgm_ops" for each in _SAID)
        op.execute(f"CREATE INDEX ix_scale_appeal_labels_said ON appeal_labels USING gin ({said})")
    op.execute("DROP INDEX IF EXISTS ix_scale_appeals_said")
    op.execute("ALTER TABLE appeal_labels SET (autovacuum_vacuum_scale_factor = 0.02)")
