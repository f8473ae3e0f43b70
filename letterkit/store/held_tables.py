"""Changes of people's access that wait for a second person."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from letterkit.store.tables import Base, Json, Person

_WAITING = text("decided IS NULL")


class HeldChange(Base):
    """What ``by_id`` wants changed of a person and an officer has yet to confirm: ``kind`` is a HeldKind.

    ``wanted`` is what that kind needs (duties to ``give`` and to ``take``; the hash of a ``password``), empty once it
    is decided. ``confirmed`` says how.
    """

    __tablename__ = "held_changes"
    __table_args__ = (Index("ix_held_changes_waiting", "person_id", sqlite_where=_WAITING, postgresql_where=_WAITING),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(20))
    wanted: Mapped[Json]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    decided: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmed: Mapped[bool | None]
    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined")
    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined")
