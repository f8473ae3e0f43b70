"""Acts of removal with the things in them, and what is held back from removal or from use."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from letterkit.store.tables import IN_FILE_STORE, SHA256, Base, Json, Person, of_body

HELD = text("lifted IS NULL")
"""Holds in force; a query that says the same finds them at once."""
TO_REMOVE = text("removed IS NULL")


class RemovalAct(Base):
    """One act of removal: ``state`` is an ActState, ``number`` is given when it is approved.

    ``terms`` are the rules that it was made by: a copy, by kind. ``protocol`` is that of the expert commission,
    ``refused`` says why it was not approved. ``act`` is the .docx as it was approved, ``listed`` the list of all that
    is in it, ``final`` the .docx with the mark of the removal.
    """

    __tablename__ = "removal_acts"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    state: Mapped[str] = mapped_column(String(12))
    number: Mapped[int | None]
    on: Mapped[date]
    terms: Mapped[Json]
    made: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    decided: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    protocol: Mapped[str | None] = mapped_column(String(200))
    refused: Mapped[str | None] = mapped_column(Text)
    removed: Mapped[datetime | None]
    act: Mapped[str | None] = mapped_column(SHA256, info=IN_FILE_STORE)
    listed: Mapped[str | None] = mapped_column(SHA256, info=IN_FILE_STORE)
    final: Mapped[str | None] = mapped_column(SHA256, info=IN_FILE_STORE)
    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined")
    decided_by: Mapped[Person | None] = relationship(foreign_keys=decided_by_id, lazy="joined")


class RemovalItem(Base):
    """A thing in an act, by its ``kind`` (of rules/retention.yml) and id; ``named`` says which it is without a name.

    ``ended`` is the day from which its term was counted; ``removed`` is when nothing was left of it.
    """

    __tablename__ = "removal_items"
    __table_args__ = (
        UniqueConstraint("act_id", "kind", "thing_id"),
        Index(None, "kind", "thing_id"),
        Index("ix_removal_items_to_remove", "act_id", "id", sqlite_where=TO_REMOVE, postgresql_where=TO_REMOVE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("removal_acts.id"))
    kind: Mapped[str] = mapped_column(String(20))
    thing_id: Mapped[int]
    named: Mapped[str] = mapped_column(String(120))
    ended: Mapped[date]
    removed: Mapped[datetime | None]


class ReleasedFile(Base):
    """A file that a removed thing named, by its SHA-256, until the store has it no more or something else names it."""

    __tablename__ = "released_files"

    act_id: Mapped[int] = mapped_column(ForeignKey("removal_acts.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(SHA256, primary_key=True)


class Hold(Base):
    """A thing that is not removed, whatever its term: ``why`` is a HoldReason, one that is blocked is not used either.

    ``words`` say more; ``until`` is None for good, ``by_id`` for the command line. ``lifted`` by ``lifted_by_id``: it
    holds no more.
    """

    __tablename__ = "holds"
    __table_args__ = (
        Index("uq_holds_in_force", "kind", "thing_id", "why", unique=True, sqlite_where=HELD, postgresql_where=HELD),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    kind: Mapped[str] = mapped_column(String(20))
    thing_id: Mapped[int]
    why: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text, default="")
    until: Mapped[date | None]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    lifted: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by: Mapped[Person | None] = relationship(foreign_keys=by_id, lazy="joined")
