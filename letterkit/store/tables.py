"""The tables: people and their duties, appeals, letters with their versions, and what people did with them.

Bytes of letters are not here but in the file store, under their SHA-256. A column of JSON is replaced whole: a change
inside of it is not seen.
"""

import secrets
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from letterkit.core.office import Actor, AppealState, Duty, LetterState, Scope
from letterkit.core.people import Person as PersonName
from letterkit.store.columns import Moment

SHA256 = String(64)
Json = dict[str, Any]
IN_FILE_STORE = {"file": True}
"""Marks a column whose value names a file of the file store, so that a backup can ask after it."""
UNKEYED = text("number IS NOT NULL AND (keyed IS NULL OR keyed <> revision)")
"""Letters that are to be found by keys and have none, or those of other words; a query that says the same finds them at
once.
"""

COUNTED = ("body", "registered", "channel", "kind", "group", "reason", "result", "answered", "extended_to", "due", "id")
"""All that the figures of a quarter are made of (``office.figures``): no row is read for them."""


def new_stamp() -> int:
    """A number unlike any that a row has had: rows have not changed while the sum of theirs has not."""
    return secrets.randbits(40)


def of_body() -> Mapped[str]:
    """Which body a row belongs to, by the id of its profile; empty for the body of the settings."""
    return mapped_column(String(60), default="", server_default=text("''"))


class Base(DeclarativeBase):
    """Constraints are named, so that a migration can find them on either database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    # None is NULL and not the JSON «null», which no query for NULL would find.
    type_annotation_map = {datetime: Moment, Json: JSON(none_as_null=True)}  # noqa: RUF012


def table_of(kind: type[Base]) -> Table:
    """The table of ``kind``: thousands of rows at once go in without an object for each."""
    return cast(Table, kind.__table__)


class Person(Base):
    """Somebody who signs in, or a program that does (``is_program``: no password, only a token).

    ``password`` is a hash. ``fs_uniquifier`` ends all sessions when it changes, ``fs_token_uniquifier`` all tokens.
    ``scopes`` is what the token is good for (``core.office.Scope``), words parted by spaces. ``password_set`` is when
    the password became what it is; None for one of before letterkit kept that.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(60), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    surname: Mapped[str] = mapped_column(String(120), default="")
    name: Mapped[str] = mapped_column(String(120), default="")
    patronymic: Mapped[str | None] = mapped_column(String(120))
    post: Mapped[str | None] = mapped_column(String(300))
    unit: Mapped[str | None] = mapped_column(String(300), index=True)
    phone: Mapped[str | None] = mapped_column(String(60))
    email: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    is_program: Mapped[bool] = mapped_column(default=False)
    body: Mapped[str] = of_body()
    must_change_password: Mapped[bool] = mapped_column(default=False)
    password_set: Mapped[datetime | None]
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    fs_token_uniquifier: Mapped[str | None] = mapped_column(String(64), unique=True)
    scopes: Mapped[str | None] = mapped_column(String(120))
    last_sign_in: Mapped[datetime | None]
    created: Mapped[datetime]
    duties: Mapped[list["PersonDuty"]] = relationship(lazy="selectin", cascade="all, delete-orphan")

    @property
    def full_name(self) -> str:
        """«Фамилия Имя Отчество», or the name of a program."""
        return PersonName(self.surname or None, self.name or None, self.patronymic).full or self.login

    @property
    def short_name(self) -> str:
        """«Петрова А.С.»."""
        if not self.surname:
            return self.full_name
        initials = "".join(f"{part[0]}." for part in (self.name, self.patronymic) if part)
        return f"{self.surname} {initials}".strip()

    @property
    def duty_set(self) -> frozenset[Duty]:
        return frozenset(Duty(row.duty) for row in self.duties)

    @property
    def scope_set(self) -> frozenset[Scope]:
        return frozenset(map(Scope, (self.scopes or "").split()))

    @property
    def actor(self) -> Actor:
        return Actor(self.id, self.short_name, self.duty_set, self.unit, self.body)


class PersonDuty(Base):
    """One duty of one person (``core.office.Duty``)."""

    __tablename__ = "people_duties"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    duty: Mapped[str] = mapped_column(String(20), primary_key=True)


class Appeal(Base):
    """An incoming appeal. ``card`` holds the sections ``appeal`` and ``applicant`` of the case card.

    ``term`` is the term it is due by (rules/terms.yml); ``extension`` why and when it was prolonged (7.4): on, why, by,
    told (the day the applicant was told). ``reason``, ``result`` (core.register.Result) and ``answered`` are what the
    quarterly figures count (6.12); ``reply_number`` is that of a reply that is no letter here. ``visit`` says how it
    was taken down (5.4, 5.5): with, representative. ``closed`` is the decision that it is done (7.10): on, by, why.
    ``oral`` is the record of an answer given at a reception (3.9): on, told, consent, by. ``responsible_name`` is who
    answers in the register that the appeal was taken from, when they are nobody here. ``stamp`` is another after each
    change.
    """

    __tablename__ = "appeals"
    __table_args__ = (
        UniqueConstraint("body", "number", "registered"),
        Index(None, "state", "due"),
        Index(None, "body", "state"),
        Index("ix_appeals_found", "id", "body", "state", "extended_to", "due", "responsible_id"),
        Index("ix_appeals_own", "responsible_id", "state", "id", "body", "extended_to", "due"),
        Index(None, "body", "registered", "stamp", "id"),
        Index(None, "body", "answered"),
        Index("ix_appeals_figures", *COUNTED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    number: Mapped[str] = mapped_column(String(60), index=True)
    registered: Mapped[date]
    channel: Mapped[str | None] = mapped_column(String(20))
    kind: Mapped[str | None] = mapped_column(String(20))
    group: Mapped[str | None] = mapped_column(String(200))
    subject: Mapped[str | None] = mapped_column(Text)
    applicant: Mapped[str] = mapped_column(String(300), default="")
    card: Mapped[Json]
    due: Mapped[date] = mapped_column(index=True)
    extended_to: Mapped[date | None]
    term: Mapped[str] = mapped_column(String(40), default="review", server_default=text("'review'"))
    extension: Mapped[Json | None]
    reason: Mapped[str | None] = mapped_column(String(300))
    result: Mapped[str | None] = mapped_column(String(12))
    answered: Mapped[date | None]
    reply_number: Mapped[str | None] = mapped_column(String(60))
    priority: Mapped[bool] = mapped_column(default=False, server_default=false())
    visit: Mapped[Json | None]
    closed: Mapped[Json | None]
    state: Mapped[str] = mapped_column(String(12), default=AppealState.NEW)
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    responsible_name: Mapped[str | None] = mapped_column(String(300))
    oral: Mapped[Json | None]
    removed_by: Mapped[int | None]
    created: Mapped[datetime]
    stamp: Mapped[int] = mapped_column(BigInteger, default=new_stamp, onupdate=new_stamp, server_default=text("0"))
    responsible: Mapped[Person | None] = relationship(lazy="joined")
    letters: Mapped[list["Letter"]] = relationship(back_populates="appeal", order_by="Letter.id")


_LISTED = ("due", "reviewer_id", "submitted", "appeal_id")


class Letter(Base):
    """A reply on its way; the row is what its executor sees, ``versions`` what it was at each step.

    ``revision`` counts saved changes: whoever saves names the one they have seen. ``text`` has a paragraph a line.
    ``number`` and ``dated`` are given on registration (clause 4.1). ``returned`` says why it came back: by, at, words.
    ``keyed`` is the revision that its keys are of (``store.key_tables``), ``removed_by`` as of an appeal.
    """

    __tablename__ = "letters"
    __table_args__ = (
        Index(None, "state", "due"),
        Index("ix_letters_unkeyed", "id", sqlite_where=UNKEYED, postgresql_where=UNKEYED),
        # All that a list asks of a letter before it shows fifty: the rows themselves are long.
        Index("ix_letters_listed", "body", "state", "id", *_LISTED),
        Index("ix_letters_own", "executor_id", "state", "id", "body", *_LISTED),
        Index("ix_letters_found", "id", "body", "state", "executor_id", *_LISTED),
        Index(None, "appeal_id", "id"),
        Index(None, "body", "submitted"),
        Index("ix_letters_used", "reply", "blank", "created"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    appeal_id: Mapped[int | None] = mapped_column(ForeignKey("appeals.id"))
    executor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    state: Mapped[str] = mapped_column(String(12), default=LetterState.DRAFT)
    revision: Mapped[int] = mapped_column(default=1)
    reply: Mapped[str] = mapped_column(String(60))
    blank: Mapped[str] = mapped_column(String(60))
    card: Mapped[Json]
    title: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[date | None]
    verdict: Mapped[str | None] = mapped_column(String(12))
    errors: Mapped[int] = mapped_column(default=0)
    number: Mapped[str | None] = mapped_column(String(60), index=True)
    dated: Mapped[date | None]
    created: Mapped[datetime]
    changed: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    submitted: Mapped[datetime | None]
    returned: Mapped[Json | None]
    keyed: Mapped[int | None]
    removed_by: Mapped[int | None]
    appeal: Mapped[Appeal | None] = relationship(back_populates="letters", lazy="joined")
    executor: Mapped[Person] = relationship(foreign_keys=executor_id, lazy="joined")
    reviewer: Mapped[Person | None] = relationship(foreign_keys=reviewer_id, lazy="joined")
    changed_by: Mapped[Person] = relationship(foreign_keys=changed_by_id, lazy="joined")
    versions: Mapped[list["Version"]] = relationship(back_populates="letter", order_by="Version.number")


class Version(Base):
    """A letter as it was at one step; with ``docx`` and ``report`` when it was composed and checked then.

    ``docx`` and ``pdf`` are SHA-256 of files in the file store; ``report`` is the JSON of the CONTRACT, ``made_of`` the
    hashes of what the letter was made of (blank, text, rules).
    """

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("letter_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), index=True)
    number: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    why: Mapped[str] = mapped_column(String(20))
    reply: Mapped[str] = mapped_column(String(60))
    blank: Mapped[str] = mapped_column(String(60))
    card: Mapped[Json]
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    docx: Mapped[str | None] = mapped_column(SHA256, info=IN_FILE_STORE)
    pdf: Mapped[str | None] = mapped_column(SHA256, info=IN_FILE_STORE)
    report: Mapped[Json | None]
    verdict: Mapped[str | None] = mapped_column(String(12))
    errors: Mapped[int] = mapped_column(default=0)
    made_of: Mapped[Json | None]
    letter: Mapped[Letter] = relationship(back_populates="versions")
    by: Mapped[Person] = relationship(lazy="joined")


class Approval(Base):
    """A person answers for one version: ``kind`` is ``agreed`` or ``approved``; ``docx`` and ``pdf`` as it had them.

    They are proof, and stay when the version's files are removed: whoever has the letter can still ask after it.
    """

    __tablename__ = "approvals"
    __table_args__ = (Index(None, "docx"), Index(None, "pdf"))

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    kind: Mapped[str] = mapped_column(String(12))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    docx: Mapped[str] = mapped_column(SHA256)
    pdf: Mapped[str | None] = mapped_column(SHA256)
    withdrawn: Mapped[datetime | None]
    by: Mapped[Person] = relationship(lazy="joined")
    version: Mapped[Version] = relationship(lazy="joined")


class Remark(Base):
    """A reviewer's comment at ``text[start:end]`` of a version; without a place it is of the whole letter."""

    __tablename__ = "remarks"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(Text)
    start: Mapped[int | None]
    end: Mapped[int | None]
    excerpt: Mapped[str] = mapped_column(Text, default="")
    resolved: Mapped[datetime | None]
    by: Mapped[Person] = relationship(lazy="joined")


class LetterWaiver(Base):
    """A finding of a letter that somebody entitled answers for (``checks.waivers.Waiver``)."""

    __tablename__ = "waivers"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), index=True)
    code: Mapped[str] = mapped_column(String(80))
    excerpt: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    until: Mapped[date]
    withdrawn: Mapped[datetime | None]
    by: Mapped[Person] = relationship(lazy="joined")


class Dispatch(Base):
    """How a letter went out: ``channel`` (2.3), ``track`` of registered post (2.4), who took it in hand (2.5)."""

    __tablename__ = "dispatches"
    __table_args__ = (Index(None, "at", "letter_id"), Index(None, "letter_id", "channel"))

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), unique=True)
    channel: Mapped[str] = mapped_column(String(20))
    to: Mapped[str] = mapped_column(Text, default="")
    track: Mapped[str | None] = mapped_column(String(60))
    copy_number: Mapped[str | None] = mapped_column(String(30))
    handed_to: Mapped[str | None] = mapped_column(String(300))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    by: Mapped[Person] = relationship(lazy="joined")


class Presence(Base):
    """Who has a letter open, as last seen."""

    __tablename__ = "presences"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    seen: Mapped[datetime]
    person: Mapped[Person] = relationship(lazy="joined")


class Counter(Base):
    """Numbers given one after another, e.g. ``letters-2026``, of another body ``letters-2026-ID``."""

    __tablename__ = "counters"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    value: Mapped[int] = mapped_column(default=0)


class AuditEntry(Base):
    """One change: ``hash`` is over the entry and ``previous``, so that none can be altered or left out unseen."""

    __tablename__ = "audit"
    __table_args__ = (
        Index(None, "by_id", "at"),
        Index(None, "at"),
        Index(None, "by", "id"),
        Index(None, "address"),
        Index(None, "subject", "action"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(40))
    by_id: Mapped[int | None]
    by: Mapped[str] = mapped_column(String(300))
    action: Mapped[str] = mapped_column(String(60), index=True)
    subject: Mapped[str] = mapped_column(String(60))
    details: Mapped[Json]
    address: Mapped[str | None] = mapped_column(String(45))
    previous: Mapped[str] = mapped_column(SHA256)
    hash: Mapped[str] = mapped_column(SHA256)
