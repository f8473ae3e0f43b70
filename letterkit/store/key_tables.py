"""Keys by which a reply that somebody has had is found again among a million (``standard_replies.keys``).

A key is a number of 64 bits, and another reply may share it: whoever looks one up reads the reply and compares.
"""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from letterkit.store.tables import Base

# Nothing but the key is ever asked for: SQLite keeps the rows in its order, without a tree of their own.
_BY_KEY = {"sqlite_with_rowid": False}


class LetterKey(Base):
    """A key of a letter of the register, as of the revision that ``Letter.keyed`` names."""

    __tablename__ = "letter_keys"
    __table_args__ = (_BY_KEY,)

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), primary_key=True, index=True)


class RowKey(Base):
    """A key of a row of a batch, whether or not its letter has been made."""

    __tablename__ = "batch_row_keys"
    __table_args__ = (_BY_KEY,)

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    row_id: Mapped[int] = mapped_column(ForeignKey("batch_rows.id"), primary_key=True, index=True)
