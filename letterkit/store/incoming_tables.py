"""What has come in and is not in the register yet, and the words of appeals that are.

One row of ``incoming`` is one appeal to be: typed or dropped on the page, sent by a program, taken from a mailbox.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from letterkit.store.tables import IN_FILE_STORE, SHA256, Appeal, Base, Json, Person, of_body

_WAITING = text("state = 'waiting'")


class Incoming(Base):
    """One appeal to be. ``source`` and ``state`` are an IncomingSource and an IncomingState.

    ``text`` is what its files say, ``reading`` the proposed card as CONTRACT, «Intake (JSON)», has it: None until it is
    read, and ``failed`` says why it could not be. ``settled`` has what a person has put by dotted path (``values``) and
    the paths of what is to be taken (``confirmed``). ``message_id`` and ``sender`` are of the message that it came in.
    ``why`` says why it was set aside. ``by_id`` is who brought it, nobody for what came by mail; ``appeal_id`` is the
    appeal that it became.
    """

    __tablename__ = "incoming"
    __table_args__ = (
        UniqueConstraint("body", "message_id"),
        Index(None, "body", "state", "decided", "id"),
        Index("ix_incoming_waiting", "body", "at", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    source: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    channel: Mapped[str | None] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text, default="")
    reading: Mapped[Json | None]
    failed: Mapped[str | None] = mapped_column(Text)
    settled: Mapped[Json]
    message_id: Mapped[str | None] = mapped_column(String(300))
    sender: Mapped[str | None] = mapped_column(String(300))
    heading: Mapped[str] = mapped_column(Text, default="")
    why: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    appeal_id: Mapped[int | None] = mapped_column(ForeignKey("appeals.id"), index=True)
    by: Mapped[Person | None] = relationship(foreign_keys=by_id, lazy="joined")
    appeal: Mapped[Appeal | None] = relationship(lazy="joined")


class IncomingFile(Base):
    """A file of an appeal to be, in the file store."""

    __tablename__ = "incoming_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    incoming_id: Mapped[int] = mapped_column(ForeignKey("incoming.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[str] = mapped_column(SHA256, info=IN_FILE_STORE)
    size: Mapped[int]


class AppealText(Base):
    """The words of an appeal as they came: shown beside its letter, searched, likened to others."""

    __tablename__ = "appeal_texts"

    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"), primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
