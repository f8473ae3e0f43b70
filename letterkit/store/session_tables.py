"""The tables of the door: in which browsers people have signed in, and how many wrong passwords were typed."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from letterkit.store.tables import SHA256, Base

ADDRESS = String(45)


class SignIn(Base):
    """A session: one browser of one person, from ``begun`` until ``ended`` or until its time is over.

    ``token`` is the SHA-256 of what the browser shows; ``seen`` is when something was last done there, to the minute.
    ``browser`` is what the browser says of itself, in short words. ``proved`` is when the person last proved there who
    they are; None: when it began. ``step`` is their second step (``office.people.second_step.Way``), if there was one.
    """

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(SHA256, unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    begun: Mapped[datetime] = mapped_column(index=True)
    seen: Mapped[datetime]
    address: Mapped[str] = mapped_column(ADDRESS)
    browser: Mapped[str] = mapped_column(String(60))
    ended: Mapped[datetime | None]
    proved: Mapped[datetime | None]
    step: Mapped[str | None] = mapped_column(String(12))


class SignInFailures(Base):
    """How many wrong passwords were typed ``since``; no more are looked at before ``until``.

    Counted thrice: for a login at an address, for a login anywhere (``address`` is empty), for an address (``login`` is
    empty). ``login`` is the number of a person, or a keyed hash of a login that nobody has.
    """

    __tablename__ = "sign_in_failures"

    login: Mapped[str] = mapped_column(SHA256, primary_key=True)
    address: Mapped[str] = mapped_column(ADDRESS, primary_key=True)
    failures: Mapped[int]
    since: Mapped[datetime] = mapped_column(index=True)
    until: Mapped[datetime | None]
