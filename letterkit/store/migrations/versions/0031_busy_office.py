"""Fifty people at a million: answers that came back, repeated appeals of a quarter are told by indexes alone."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

_FIGURES = ["body", "registered", "channel", "kind", "group", "reason", "result", "answered", "extended_to", "due"]


def upgrade() -> None:
    op.drop_index("ix_appeals_figures", "appeals")
    op.create_index("ix_appeals_figures", "appeals", [*_FIGURES, "id"])
    op.create_index(op.f("ix_dispatches_letter_id_channel"), "dispatches", ["letter_id", "channel"])
    for name, columns, which in (
        ("ix_mailings_of_letter", ["letter_id", "id", "state"], "batch_id IS NULL"),
        ("ix_mailings_bounced", ["letter_id"], "state = 'bounced' AND batch_id IS NULL"),
    ):
        where = sa.text(which)
        op.create_index(name, "mailings", columns, sqlite_where=where, postgresql_where=where)
