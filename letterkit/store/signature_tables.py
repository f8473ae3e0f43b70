"""Electronic signatures of what goes out, each of one approved PDF: that of a letter or of a row of a batch."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from letterkit.store.tables import IN_FILE_STORE, SHA256, Base, Json, Person

_IN_FORCE = text("withdrawn IS NULL")


class FileSignature(Base):
    """A signature that somebody has put beside a PDF: ``content`` is the .sig file, ``signed`` the SHA-256 of the PDF.

    Whatever has this PDF has the signature; a letter that was approved anew has another PDF and none. ``facts`` is
    ``signatures.facts.SignatureFacts``, ``note`` a word how to check it, ``copy`` the PDF with its mark (None for a row
    of a batch). ``withdrawn``: it was taken away, or another one put in its place.
    """

    __tablename__ = "file_signatures"
    __table_args__ = (
        Index(
            "uq_file_signatures_in_force",
            "signed",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
        # By which whoever has received them asks after them.
        Index(None, "content"),
        Index(None, "copy"),
        Index(None, "note"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    signed: Mapped[str] = mapped_column(SHA256)
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[str] = mapped_column(SHA256, info=IN_FILE_STORE)
    note: Mapped[str] = mapped_column(SHA256, info=IN_FILE_STORE)
    copy: Mapped[str | None] = mapped_column(SHA256, info=IN_FILE_STORE)
    facts: Mapped[Json]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    withdrawn: Mapped[datetime | None]
    by: Mapped[Person] = relationship(lazy="joined")
