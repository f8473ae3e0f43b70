"""The tables of what clerks keep: reply texts and blanks, each with all its versions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from letterkit.store.tables import IN_FILE_STORE, SHA256, Base, Person


class KeptItem(Base):
    """A reply text or a blank (``kind``) by its name in cards and tables (``slug``).

    ``live`` is the number of the version that letters are made of, None when there is none yet. ``shipped`` is the
    content that came with letterkit last, whether or not it was taken; ``retired``: no new letter is made of it. After
    ``expires`` somebody is to look at it again. ``revision`` counts what changes beside the versions.
    """

    __tablename__ = "kept"
    __table_args__ = (UniqueConstraint("kind", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    slug: Mapped[str] = mapped_column(String(60))
    folder: Mapped[str] = mapped_column(String(120), default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    live: Mapped[int | None]
    shipped: Mapped[str | None] = mapped_column(SHA256, info=IN_FILE_STORE)
    retired: Mapped[datetime | None]
    expires: Mapped[date | None] = mapped_column(index=True)
    revision: Mapped[int] = mapped_column(default=1)
    created: Mapped[datetime]
    owner: Mapped[Person | None] = relationship(lazy="joined")
    versions: Mapped[list["KeptVersion"]] = relationship(back_populates="kept", order_by="KeptVersion.number")


class KeptVersion(Base):
    """One version; ``content`` is its file (of a blank, the .yml and the .docx in one zip).

    ``by_id`` is None for what came with letterkit. ``asked`` by ``asked_by_id``: it waits for somebody else's approval
    since then; ``decided`` by ``decided_by_id``: approved, or refused for the reason ``refused``.
    """

    __tablename__ = "kept_versions"
    __table_args__ = (UniqueConstraint("kept_id", "number"), Index(None, "asked", "decided"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("kept.id"))
    number: Mapped[int]
    content: Mapped[str] = mapped_column(SHA256, info=IN_FILE_STORE)
    note: Mapped[str] = mapped_column(Text, default="")
    made: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    asked: Mapped[datetime | None]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    refused: Mapped[str | None] = mapped_column(Text)
    kept: Mapped[KeptItem] = relationship(back_populates="versions")
    by: Mapped[Person | None] = relationship(foreign_keys=by_id, lazy="joined")
    asked_by: Mapped[Person | None] = relationship(foreign_keys=asked_by_id, lazy="joined")
    decided_by: Mapped[Person | None] = relationship(foreign_keys=decided_by_id, lazy="joined")

    def is_of(self, person_id: int | None) -> bool:
        """Whether this person has written it or, of what came with letterkit, has asked for it: another one decides."""
        return person_id is not None and person_id == (self.asked_by_id if self.by_id is None else self.by_id)
