"""The register around appeals: their questions, notes, files and links; calls, receptions, reminders, opinions.

An appeal itself is in ``store.tables``.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from letterkit.store.tables import IN_FILE_STORE, SHA256, Appeal, Base, Json, Letter, Person, of_body

FOUND_BY, LETTERS_FOUND_BY = "appeal_words_fts", "letter_words_fts"
"""The full text indexes of SQLite; what it keeps of its own has names that begin so."""


class CoExecutor(Base):
    """Somebody who answers together with the main executor, ``Appeal.responsible`` (clause 6.3)."""

    __tablename__ = "appeal_people"

    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    person: Mapped[Person] = relationship(lazy="joined")


class Question(Base):
    """One question of an appeal and where it was answered (clause 7.9): in a letter, or as ``how`` says."""

    __tablename__ = "appeal_questions"
    __table_args__ = (UniqueConstraint("appeal_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"))
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    answered: Mapped[date | None]
    how: Mapped[str] = mapped_column(Text, default="")


class Note(Base):
    """What somebody has entered of the course of an appeal (clause 7.6)."""

    __tablename__ = "appeal_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    words: Mapped[str] = mapped_column(Text)
    by: Mapped[Person] = relationship(lazy="joined")


class AppealLink(Base):
    """``appeal_id`` repeats ``earlier_id``: the same applicant with the same question."""

    __tablename__ = "appeal_links"

    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"), primary_key=True)
    earlier_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"), primary_key=True, index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]


class AppealFile(Base):
    """An attachment of an appeal, in the file store."""

    __tablename__ = "appeal_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[str] = mapped_column(SHA256, info=IN_FILE_STORE)
    size: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))


class AppealWords(Base):
    """The words of an appeal as search looks for them: lemmas of all that its card says (``office.register.search``).

    SQLite keeps an FTS5 index of it (``FOUND_BY``, by triggers), PostgreSQL one of ``to_tsvector('simple', …)``.
    """

    __tablename__ = "appeal_words"

    appeal_id: Mapped[int] = mapped_column(ForeignKey("appeals.id"), primary_key=True, autoincrement=False)
    words: Mapped[str] = mapped_column(Text)


class LetterWords(Base):
    """The words of a letter and of its appeal, kept as those of an appeal are (``LETTERS_FOUND_BY``)."""

    __tablename__ = "letter_words"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), primary_key=True, autoincrement=False)
    words: Mapped[str] = mapped_column(Text)


class Call(Base):
    """A telephone call (6.4–6.8): ``seconds`` long; ``end`` is how it ended (``core.register.CallEnd``)."""

    __tablename__ = "calls"
    __table_args__ = (Index(None, "body", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    seconds: Mapped[int]
    caller: Mapped[str] = mapped_column(String(300), default="")
    phone: Mapped[str | None] = mapped_column(String(60))
    told: Mapped[str] = mapped_column(Text, default="")
    end: Mapped[str] = mapped_column(String(20))
    forwarded_to: Mapped[str | None] = mapped_column(String(300))
    appeal_id: Mapped[int | None] = mapped_column(ForeignKey("appeals.id"), index=True)
    by: Mapped[Person] = relationship(lazy="joined")
    appeal: Mapped[Appeal | None] = relationship(lazy="joined")


class Reception(Base):
    """The card of a personal reception (2.6, 3.9): who came to whom, ``priority`` without the queue (5.2)."""

    __tablename__ = "receptions"
    __table_args__ = (Index(None, "body", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    at: Mapped[datetime]
    visitor: Mapped[str] = mapped_column(String(300))
    official: Mapped[str] = mapped_column(String(300))
    priority: Mapped[bool] = mapped_column(default=False, server_default=false())
    subject: Mapped[str] = mapped_column(Text, default="")
    told: Mapped[str] = mapped_column(Text, default="")
    end: Mapped[str | None] = mapped_column(String(12))
    consent: Mapped[bool] = mapped_column(default=False, server_default=false())
    appeal_id: Mapped[int | None] = mapped_column(ForeignKey("appeals.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created: Mapped[datetime]
    by: Mapped[Person] = relationship(lazy="joined")
    appeal: Mapped[Appeal | None] = relationship(lazy="joined")


class Reminder(Base):
    """What one person is told of one week's control (7.2, 7.3), once: ``week`` is its Monday, ``kind`` a Control.

    ``appeals`` are those named in it, as they stood. A message is noted in ``tried`` before it is handed to the mail
    server and in ``sent`` after: one ``tried`` and not ``sent`` may have gone, and is not sent again by itself.
    """

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("body", "kind", "week", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    kind: Mapped[str] = mapped_column(String(12))
    week: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    to: Mapped[str | None] = mapped_column(String(200))
    appeals: Mapped[Json]
    message_id: Mapped[str] = mapped_column(String(120))
    made: Mapped[datetime]
    tried: Mapped[datetime | None]
    sent: Mapped[datetime | None]
    failed: Mapped[str | None] = mapped_column(Text)
    person: Mapped[Person] = relationship(lazy="joined")


class Invitation(Base):
    """A one-time way to say what one thinks of a reply (6.9): only the SHA-256 of its code is kept."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    code: Mapped[str] = mapped_column(SHA256, unique=True)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    made: Mapped[datetime]
    until: Mapped[date]
    used: Mapped[datetime | None]
    letter: Mapped[Letter | None] = relationship(lazy="joined")


class Opinion(Base):
    """What somebody thinks of how they were answered (6.9, 6.10), with nothing of who they are.

    Marks are 1–5. ``day`` and not a moment: nobody shall be found by it. ``key`` keeps one visitor from answering an
    open survey twice; it cannot be traced back.
    """

    __tablename__ = "opinions"
    __table_args__ = (Index(None, "body", "day"), UniqueConstraint("body", "key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    day: Mapped[date]
    channel: Mapped[str] = mapped_column(String(20))
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitations.id"), unique=True)
    group: Mapped[str | None] = mapped_column(String(200))
    clear: Mapped[int | None]
    polite: Mapped[int | None]
    in_time: Mapped[bool | None]
    solved: Mapped[bool | None]
    comment: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str | None] = mapped_column(String(60), index=True)
    key: Mapped[str | None] = mapped_column(SHA256)
