"""The backups that were made on a schedule, one row a day, whoever made them."""

from datetime import date, datetime

from sqlalchemy import BigInteger, String, false
from sqlalchemy.orm import Mapped, mapped_column

from letterkit.store.tables import Base, Json


class ScheduledBackup(Base):
    """The backup of one day; the worker with ``token`` makes it until ``until``, unless it is heard of again.

    ``attempts`` counts who has begun. ``ended``: it lies in its place as ``name``; ``missing`` files could not be put
    in it, ``broken`` says whether the journal did not hold. ``fault`` is why the last attempt made none: code, details.
    ``tried`` is when it was restored on trial, ``trial_fault`` why that did not go well. ``told``: the administrators
    know of what went wrong.
    """

    __tablename__ = "backups"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    token: Mapped[str | None] = mapped_column(String(64))
    until: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    begun: Mapped[datetime | None]
    ended: Mapped[datetime | None]
    name: Mapped[str | None] = mapped_column(String(60))
    size: Mapped[int | None] = mapped_column(BigInteger)
    rows: Mapped[int | None] = mapped_column(BigInteger)
    files: Mapped[int | None] = mapped_column(BigInteger)
    missing: Mapped[int | None]
    broken: Mapped[bool] = mapped_column(default=False, server_default=false())
    encrypted: Mapped[bool] = mapped_column(default=False, server_default=false())
    fault: Mapped[Json | None]
    tried: Mapped[datetime | None]
    trial_fault: Mapped[Json | None]
    told: Mapped[datetime | None]
