"""What answered letters and appeals are like: kept so that the likest of a hundred thousand are found at once.

Keys are numbers of 64 bits made of a body and a word, a group, a house, a programme or a few words of a text: no other
body's rows are met, and whoever looks one up reads the letter or the appeal and compares.
"""

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from letterkit.store.tables import Base

# Nothing but the key is ever asked for: SQLite keeps the rows in its order, without a tree of their own.
_BY_KEY = {"sqlite_with_rowid": False}


class LetterLikeness(Base):
    """What an approved or sent letter is about: ``vector`` and ``words`` as ``office.likeness.about`` packs them."""

    __tablename__ = "letter_likenesses"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), primary_key=True, autoincrement=False)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    words: Mapped[bytes] = mapped_column(LargeBinary)


class LikenessKey(Base):
    """A key of such a letter; ``executor_id`` is that of the letter, so that others' letters need not be read."""

    __tablename__ = "likeness_keys"
    __table_args__ = (_BY_KEY,)

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), primary_key=True, index=True)
    executor_id: Mapped[int]


class AppealShingle(Base):
    """A key of the text of an appeal, entered or not answered yet: copies of it share some (``russian.shingles``)."""

    __tablename__ = "appeal_shingles"
    __table_args__ = (_BY_KEY,)

    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"), primary_key=True, index=True)
