"""The tables of people that a directory knows, and of what it has given for their sessions."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from letterkit.store.tables import SHA256, Base, Person


class DirectoryPerson(Base):
    """Who a person is in the directory ``source`` (``directory.entry.Source``).

    ``key`` is None until somebody of that login has come from there. ``fields`` are the columns of the person that the
    directory tells, words parted by spaces. ``confirmed`` is when it last stood by the person, ``asked`` when it was
    last asked; ``left`` since when it lets them in no more.
    """

    __tablename__ = "directory_people"
    __table_args__ = (UniqueConstraint("source", "key"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    source: Mapped[str] = mapped_column(String(8))
    key: Mapped[str | None] = mapped_column(String(100))
    fields: Mapped[str] = mapped_column(String(120), default="")
    confirmed: Mapped[datetime | None]
    asked: Mapped[datetime | None]
    left: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def field_set(self) -> frozenset[str]:
        return frozenset(self.fields.split())


class DirectoryGrant(Base):
    """What a provider has given for one session (``directory.entry.Grant``), sealed; ``asked``: when last used.

    The session begins a little later, where a second step comes first. ``sid`` is what the provider calls its own
    session by, hashed; None where it does not say.
    """

    __tablename__ = "directory_grants"

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_in_id: Mapped[int | None] = mapped_column(ForeignKey("sign_ins.id", ondelete="CASCADE"), unique=True)
    sid: Mapped[str | None] = mapped_column(SHA256, index=True)
    sealed: Mapped[str] = mapped_column(Text)
    asked: Mapped[datetime]


class DirectoryLogout(Base):
    """A word of a provider that somebody is signed out, by its SHA-256: it is taken once."""

    __tablename__ = "directory_logouts"

    token: Mapped[str] = mapped_column(SHA256, primary_key=True)
    at: Mapped[datetime]
