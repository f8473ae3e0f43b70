"""What people are told of, one thing a row, and how each of them wants to be told."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from letterkit.store.tables import Base, Json, Person, of_body

_UNREAD = text("read IS NULL AND in_page")
_UNMAILED = text("mail = 'waits'")


class Notice(Base):
    """One thing that ``person_id`` is told of: ``kind`` is a NoticeKind, ``subject`` what it is about («letter:12»).

    ``details`` hold what it is told with, as things stood then. ``in_page``: it stands among the notices of the person.
    ``mail`` is a MailState, None where nothing is to be mailed; ``attempts`` counts the tries, ``tried`` is the last of
    them, ``failed`` what it ended with. ``once`` is a mark by which a thing is told one time only, None for what may
    happen again.
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "subject", "once"),
        Index(None, "person_id", "at"),
        # Asked by every page: a year of notices that are read is not looked through for it.
        Index("ix_notices_unread", "person_id", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
        Index("ix_notices_unmailed", "at", sqlite_where=_UNMAILED, postgresql_where=_UNMAILED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(60))
    once: Mapped[str | None] = mapped_column(String(40))
    details: Mapped[Json]
    at: Mapped[datetime]
    in_page: Mapped[bool] = mapped_column(default=False, server_default=false())
    read: Mapped[datetime | None]
    mail: Mapped[str | None] = mapped_column(String(12))
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    tried: Mapped[datetime | None]
    failed: Mapped[str | None] = mapped_column(String(400))
    person: Mapped[Person] = relationship(lazy="joined")


class NoticeChoice(Base):
    """How a person wants to be told of things of one kind; without a row it is as the kind has it."""

    __tablename__ = "notice_choices"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    in_page: Mapped[bool]
    by_mail: Mapped[bool]
