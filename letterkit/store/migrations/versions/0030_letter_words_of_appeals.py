"""Letters are found by the words of their appeals in one look; an executor's appeals, and what texts are for, counted.

The words are put in anew by `letterkit db upgrade`, which fills every index that lacks something.
"""

from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.execute("TRUNCATE letter_words" if op.get_bind().dialect.name == "postgresql" else "DELETE FROM letter_words")
    op.create_index("ix_appeals_own", "appeals", ["responsible_id", "state", "id", "body", "extended_to", "due"])
    op.drop_index("ix_appeals_responsible_id", "appeals")
    op.create_index("ix_letters_used", "letters", ["reply", "blank", "created"])
