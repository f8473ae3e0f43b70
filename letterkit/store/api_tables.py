"""Other programs: requests that must not be done twice, what was asked of us, whom we tell of changes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from letterkit.core.webhook import DeliveryState
from letterkit.store.tables import SHA256, Base, Json, Person, of_body

OPEN = text("state IN ('queued', 'trying')")
"""Deliveries that are still to be made; a query that says the same finds them at once."""


class RepeatKey(Base):
    """What was answered to a request with ``Idempotency-Key``: the same request again gets the same answer.

    ``asked`` is SHA-256 of what was asked for. While ``status`` is None somebody is at work on it, or has died.
    """

    __tablename__ = "repeat_keys"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    asked: Mapped[str] = mapped_column(SHA256)
    at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[int | None]
    headers: Mapped[Json | None]
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)


class ApiCall(Base):
    """One request of a program: ``path`` without what was asked for, ``code`` of a refusal, ``ms`` that it took."""

    __tablename__ = "api_calls"
    __table_args__ = (Index(None, "person_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    method: Mapped[str] = mapped_column(String(8))
    path: Mapped[str] = mapped_column(String(200))
    status: Mapped[int]
    code: Mapped[str | None] = mapped_column(String(60))
    ms: Mapped[int]


class Webhook(Base):
    """A program is told of ``events`` (words parted by spaces; empty: all) at ``url``, signed with ``secret``.

    ``seen`` is the last entry of the journal that was looked at for it. ``failures``: how many times in a row its
    address did not answer at all; it is not tried again before ``due``.
    """

    __tablename__ = "webhooks"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    program_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    url: Mapped[str] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(String(100))
    events: Mapped[str] = mapped_column(Text, default="")
    active: Mapped[bool] = mapped_column(default=True)
    seen: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    due: Mapped[datetime]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    program: Mapped[Person] = relationship(foreign_keys=program_id, lazy="joined")


class WebhookDelivery(Base):
    """One message of a webhook: that ``action`` happened to ``subject``, as ``entry`` of the journal says.

    ``status`` is what the address has answered last, ``failed`` the code of why it could not be reached.
    """

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        UniqueConstraint("webhook_id", "entry"),
        Index("ix_webhook_deliveries_open", "webhook_id", "subject", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"))
    entry: Mapped[int]
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(12), default=DeliveryState.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    due: Mapped[datetime]
    tried: Mapped[datetime | None]
    delivered: Mapped[datetime | None] = mapped_column(index=True)
    status: Mapped[int | None]
    failed: Mapped[str | None] = mapped_column(String(60))
