"""What an executor has at hand beside a letter: pieces of text kept for the next one, files that go with a letter."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from letterkit.store.tables import IN_FILE_STORE, SHA256, Base, Person, of_body


class Snippet(Base):
    """A piece of text to be put into letters; of ``owner`` alone, or of the whole body where there is no owner."""

    __tablename__ = "snippets"
    __table_args__ = (Index(None, "body", "owner_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    changed: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    changed_by: Mapped[Person] = relationship(foreign_keys=changed_by_id, lazy="joined")


class LetterFile(Base):
    """A file that goes with a letter, in the file store."""

    __tablename__ = "letter_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[str] = mapped_column(SHA256, info=IN_FILE_STORE)
    size: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
