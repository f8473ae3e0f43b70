"""What has become of the findings of each rule, counted while letters are kept (``office.rule_figures``)."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

import letterkit.store.batch_tables  # noqa: F401  # batches and their chunks are named below
from letterkit.store.tables import Base

_OF_BATCH = text("batch_id IS NOT NULL")


class RuleCount(Base):
    """The findings of rule ``code`` in one letter, or in the letters that a worker has made together (a chunk).

    ``day`` is that on which the first of them was found; ``clause`` and ``level`` are those of the last. Of all
    ``found``, ``taken`` were mended by words that the rule gave, ``rewritten`` went after somebody had written other
    words, ``waived`` are answered for. Of a letter, ``standing`` is how many its newest report has and ``pending`` how
    many mends were taken since. ``letters`` counts those that have any.
    """

    __tablename__ = "rule_counts"
    __table_args__ = (
        UniqueConstraint("letter_id", "code"),
        UniqueConstraint("chunk_id", "code"),
        # All that the list of rules is made of: no row is read for it.
        Index("ix_rule_counts_figures", "code", "day", "batch_id", "letters", "found", "taken", "rewritten", "waived"),
        Index(None, "day", "clause", "found"),
        Index("ix_rule_counts_batches", "batch_id", "code", sqlite_where=_OF_BATCH, postgresql_where=_OF_BATCH),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(80))
    day: Mapped[date]
    clause: Mapped[str | None] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(12))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))
    chunk_id: Mapped[int | None] = mapped_column(ForeignKey("batch_chunks.id"))
    letters: Mapped[int] = mapped_column(default=1)
    found: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)
    rewritten: Mapped[int] = mapped_column(default=0)
    waived: Mapped[int] = mapped_column(default=0)
    standing: Mapped[int] = mapped_column(default=0)
    pending: Mapped[int] = mapped_column(default=0)
