"""Electronic mail of bodies: what goes out to applicants, mailboxes that are read, what was done with each message."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from letterkit.store.batch_tables import BatchRow
from letterkit.store.incoming_tables import Incoming
from letterkit.store.tables import IN_FILE_STORE, SHA256, Appeal, Base, Json, Letter, Person, of_body

_OPEN = text("state IN ('queued', 'trying', 'lost')")
QUEUED = text("state = 'queued'")
"""What waits; a query that says the same finds it at once, as for ``UNRECORDED`` and ``SEEN``."""
UNRECORDED = text("state = 'accepted' AND recorded IS NULL")
"""What has gone and is not told to the register yet."""
_OF_LETTERS = text("batch_id IS NULL")
_BOUNCED = text("state = 'bounced' AND batch_id IS NULL")
_RECEIPT = text("kind = 'receipt'")
SEEN = text("state = 'seen'")
"""What is kept and still to be looked at."""


class Mailing(Base):
    """A message to an applicant: ``kind`` is a MailingKind, ``state`` a MailingState.

    ``message_id`` is fixed before the first try and the same at each. ``files`` are names and SHA-256 of what is
    attached; a letter of a batch (``row_id``) is taken from its pack besides. ``due`` is when it may be tried next,
    ``tried`` the last try, ``failed`` what that ended with: a code, a tab, what the server has said. ``recorded`` is
    when the register was told that it has gone. ``bounced`` tells why it came back: at, reason, status, text.
    ``again_id`` is the message that this one was sent after; ``result`` how a complaint ended, if it was said (6.12).
    ``by_id`` is nobody where letterkit itself confirms that an appeal came.
    """

    __tablename__ = "mailings"
    __table_args__ = (
        Index(None, "body", "at"),
        Index(None, "body", "state", "at", "id"),
        Index(None, "body", "tried"),
        Index(None, "batch_id", "state"),
        Index("ix_mailings_queued", "body", "due", sqlite_where=QUEUED, postgresql_where=QUEUED),
        Index("ix_mailings_unrecorded", "batch_id", sqlite_where=UNRECORDED, postgresql_where=UNRECORDED),
        Index(
            "ix_mailings_of_letter",
            *("letter_id", "id", "state"),
            sqlite_where=_OF_LETTERS,
            postgresql_where=_OF_LETTERS,
        ),
        Index("ix_mailings_bounced", "letter_id", sqlite_where=_BOUNCED, postgresql_where=_BOUNCED),
        # One of a letter is on its way at most, whoever asks at once.
        Index("uq_mailings_letter_open", "letter_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("uq_mailings_row_open", "row_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("uq_mailings_receipt", "appeal_id", unique=True, sqlite_where=_RECEIPT, postgresql_where=_RECEIPT),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))
    row_id: Mapped[int | None] = mapped_column(ForeignKey("batch_rows.id"), index=True)
    appeal_id: Mapped[int | None] = mapped_column(ForeignKey("appeals.id"))
    to: Mapped[str] = mapped_column(String(320))
    heading: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    files: Mapped[Json]
    message_id: Mapped[str] = mapped_column(String(300), unique=True)
    answers: Mapped[str | None] = mapped_column(String(300))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    due: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    tried: Mapped[datetime | None]
    accepted: Mapped[datetime | None]
    recorded: Mapped[datetime | None]
    failed: Mapped[str | None] = mapped_column(Text)
    bounced: Mapped[Json | None]
    result: Mapped[str | None] = mapped_column(String(12))
    again_id: Mapped[int | None] = mapped_column(ForeignKey("mailings.id"))
    by: Mapped[Person | None] = relationship(lazy="joined")
    letter: Mapped[Letter | None] = relationship(lazy="raise")
    row: Mapped[BatchRow | None] = relationship(lazy="raise")
    appeal: Mapped[Appeal | None] = relationship(lazy="raise")


class Mailbox(Base):
    """A folder of a mail server that is read for ``body``; ``name`` is «user@host/folder».

    ``looked`` is the last look that went well; ``failed`` why the last one did not, and ``failing`` since when.
    """

    __tablename__ = "mailboxes"

    name: Mapped[str] = mapped_column(String(300), primary_key=True)
    body: Mapped[str] = of_body()
    looked: Mapped[datetime | None]
    failing: Mapped[datetime | None]
    failed: Mapped[str | None] = mapped_column(Text)


class MailMessage(Base):
    """A message that lay in a mailbox, by the number that the server has given it; ``state`` is a MessageState.

    ``fingerprint`` is of what the message says and not of the way that it took. ``message_id`` is its own, unless
    another message had the same or it has none. A second copy has neither. ``content`` is the whole message in the
    file store, ``attempts`` counts how often somebody began to read it, ``mailing_id`` is the message of ours that it
    tells of or answers.
    """

    __tablename__ = "mail_messages"
    __table_args__ = (
        UniqueConstraint("mailbox", "uidvalidity", "uid"),
        UniqueConstraint("body", "fingerprint"),
        UniqueConstraint("body", "message_id"),
        Index(None, "body", "at"),
        Index("ix_mail_messages_seen", "id", sqlite_where=SEEN, postgresql_where=SEEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    mailbox: Mapped[str] = mapped_column(String(300))
    uidvalidity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    fingerprint: Mapped[str | None] = mapped_column(SHA256)
    message_id: Mapped[str | None] = mapped_column(String(300))
    sender: Mapped[str] = mapped_column(String(320))
    heading: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    size: Mapped[int]
    content: Mapped[str | None] = mapped_column(SHA256, info=IN_FILE_STORE)
    state: Mapped[str] = mapped_column(String(12))
    why: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("incoming.id"), index=True)
    mailing_id: Mapped[int | None] = mapped_column(ForeignKey("mailings.id"), index=True)
    incoming: Mapped[Incoming | None] = relationship(lazy="joined")
    mailing: Mapped[Mailing | None] = relationship(lazy="joined")
