"""The second step of signing in: what each person proves themselves by beside a password, and who has to.

Old passwords stand here too: a new one is none of the last.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from letterkit.store.tables import SHA256, Base

_PERSON = "people.id"


class CodeApp(Base):
    """The application that shows a person codes: its ``secret`` is encrypted (``office.people.code_app``).

    ``counter`` is the half-minute of the last code that was taken: none of it or before it is taken again.
    """

    __tablename__ = "code_apps"

    person_id: Mapped[int] = mapped_column(ForeignKey(_PERSON), primary_key=True)
    secret: Mapped[str] = mapped_column(Text)
    counter: Mapped[int]
    made: Mapped[datetime]


class SecurityKey(Base):
    """A key of a person by WebAuthn: in the hand, in a phone, in the computer itself.

    ``site`` is the host that it answers to, ``count`` how often it says that it has signed: a copy of it tells fewer.
    """

    __tablename__ = "security_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(_PERSON), index=True)
    site: Mapped[str] = mapped_column(String(255))
    credential: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(60))
    made: Mapped[datetime]
    used: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code that is good once, for whoever has neither phone nor key at hand; SHA-256 of it."""

    __tablename__ = "recovery_codes"

    person_id: Mapped[int] = mapped_column(ForeignKey(_PERSON), primary_key=True)
    code: Mapped[str] = mapped_column(SHA256, primary_key=True)


class SecondStepDuty(Base):
    """A body lets nobody of this duty in without a second step."""

    __tablename__ = "second_step_duties"

    body: Mapped[str] = mapped_column(String(60), primary_key=True)
    duty: Mapped[str] = mapped_column(String(20), primary_key=True)


class OldPassword(Base):
    """A password that a person has had, as it was kept."""

    __tablename__ = "old_passwords"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(_PERSON), index=True)
    password: Mapped[str] = mapped_column(String(255))
