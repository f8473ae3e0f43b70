"""The tables of batches: standard replies made from the rows of a table, hundreds and hundreds of thousands at once."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from letterkit.core.office import BatchState, ChunkState, RowState
from letterkit.store.tables import IN_FILE_STORE, SHA256, Base, Json, Person, of_body

_FAULTED, _ANSWERED = text("faults IS NOT NULL"), text("earlier IS NOT NULL")
_APPROVED = text("approval_id IS NOT NULL")
_SENT = text("sending_id IS NOT NULL")


class Batch(Base):
    """One table and the letters made from it.

    ``source`` is the table as it was given, ``content`` a key of its rows in any order and form
    (``standard_replies.repeated_tables``): the same table under another name is found by it. ``plan`` says how letters
    are made (``office.batches.plan.Plan``). ``fault`` says why the table was refused, or why letters are not being made
    just now.
    ``made_of`` is a copy of the reply text and the blank as they were when it was let begin (``compose.copies``).
    ``keyed``: its rows have keys (``store.key_tables``). ``removed_by`` as of an appeal.
    """

    __tablename__ = "batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = of_body()
    name: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(SHA256, info=IN_FILE_STORE, index=True)
    content: Mapped[str | None] = mapped_column(String(80), index=True)
    reply: Mapped[str] = mapped_column(String(60))
    blank: Mapped[str] = mapped_column(String(60))
    plan: Mapped[Json]
    made_of: Mapped[str | None] = mapped_column(SHA256, info=IN_FILE_STORE)
    keyed: Mapped[bool] = mapped_column(default=False, server_default=false())
    state: Mapped[str] = mapped_column(String(12), default=BatchState.READING, index=True)
    fault: Mapped[Json | None]
    rows: Mapped[int] = mapped_column(default=0)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    created: Mapped[datetime]
    begun: Mapped[datetime | None]
    ended: Mapped[datetime | None]
    removed_by: Mapped[int | None]
    by: Mapped[Person] = relationship(lazy="joined")


class BatchChunk(Base):
    """Rows made together by one worker, who has it until ``until`` unless heard of again; ``token`` is that worker's.

    ``attempts`` counts the workers that have taken it. ``pack`` is a zip of its letters, ``ROW.docx`` and ``ROW.pdf``;
    ``made_of`` are the hashes of what they were made of (blank, text, rules), as of a version of a letter.
    """

    __tablename__ = "batch_chunks"
    __table_args__ = (UniqueConstraint("batch_id", "number"), Index(None, "state", "until"))

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default=ChunkState.WAITING)
    token: Mapped[str | None] = mapped_column(String(64))
    worker: Mapped[str | None] = mapped_column(String(120))
    until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    pack: Mapped[str | None] = mapped_column(SHA256, info=IN_FILE_STORE)
    made_of: Mapped[Json | None]
    ended: Mapped[datetime | None]


class BatchRow(Base):
    """One row: ``number`` as in the file, ``card`` as read from it, ``key`` the same for the same letter.

    ``faults`` are those of its cells, ``earlier`` a reply that seems to be the same, ``reason`` why it has failed.
    ``docx`` and ``pdf`` are SHA-256 of its letter, which lies in the pack of its chunk. ``words`` are those by which
    people look for it (``office.batches.row_search``). ``whole``: every check that can give an error was made, so that
    the letter is ready when none stands; None where nobody has noted it.

    ``appeal_number`` and ``appeal_day`` link it to the appeal that it answers (clause 4.1), ``outcome`` says what it
    does with that, ``way`` how it is to go (``core.office.RowWay``).
    """

    __tablename__ = "batch_rows"
    __table_args__ = (
        UniqueConstraint("batch_id", "number"),
        # All that pages count by: of a hundred thousand rows none is read to count them.
        Index("ix_batch_rows_counted", "batch_id", "state", "verdict", "approval_id", "letter_number", "number"),
        # Looked through from end to end, and a hundred times smaller than the rows.
        Index("ix_batch_rows_words", "batch_id", "number", "words"),
        Index("ix_batch_rows_faulted", "batch_id", "number", sqlite_where=_FAULTED, postgresql_where=_FAULTED),
        Index("ix_batch_rows_answered", "batch_id", "number", sqlite_where=_ANSWERED, postgresql_where=_ANSWERED),
        Index(None, "chunk_id"),
        # Approved letters that wait, by way.
        Index("ix_batch_rows_to_send", "batch_id", "sending_id", "approval_id", "number", "way"),
        Index("ix_batch_rows_sent", "batch_id", "number", sqlite_where=_SENT, postgresql_where=_SENT),
        # All that the register of letters is searched by.
        Index("ix_batch_rows_register", "approval_id", "who", "letter_number", "appeal_number", "batch_id"),
        Index(None, "appeal_number"),
        # By which whoever has received a letter asks after it.
        Index("ix_batch_rows_docx", "docx", sqlite_where=_APPROVED, postgresql_where=_APPROVED),
        Index("ix_batch_rows_pdf", "pdf", sqlite_where=_APPROVED, postgresql_where=_APPROVED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    chunk_id: Mapped[int | None] = mapped_column(ForeignKey("batch_chunks.id"))
    number: Mapped[int]
    key: Mapped[str] = mapped_column(SHA256, index=True)
    state: Mapped[str] = mapped_column(String(12), default=RowState.WAITING)
    card: Mapped[Json | None]
    faults: Mapped[Json | None]
    earlier: Mapped[Json | None]
    who: Mapped[str] = mapped_column(String(300), default="")
    words: Mapped[str] = mapped_column(String(500), default="", server_default=text("''"))
    letter_number: Mapped[str | None] = mapped_column(String(60), index=True)
    dated: Mapped[date | None]
    stem: Mapped[str | None] = mapped_column(String(120))
    docx: Mapped[str | None] = mapped_column(SHA256)
    pdf: Mapped[str | None] = mapped_column(SHA256)
    pages: Mapped[int | None]
    verdict: Mapped[str | None] = mapped_column(String(12))
    errors: Mapped[int] = mapped_column(default=0)
    warnings: Mapped[int] = mapped_column(default=0)
    reason: Mapped[Json | None]
    approval_id: Mapped[int | None] = mapped_column(ForeignKey("batch_approvals.id"))
    whole: Mapped[bool | None]
    appeal_number: Mapped[str | None] = mapped_column(String(60))
    appeal_day: Mapped[date | None]
    outcome: Mapped[str | None] = mapped_column(String(12))
    way: Mapped[str | None] = mapped_column(String(12))
    sending_id: Mapped[int | None] = mapped_column(ForeignKey("batch_sendings.id"), index=True)
    sending: Mapped["BatchSending | None"] = relationship(lazy="raise")


class BatchFinding(Base):
    """What was found in letters of a batch, once for all letters in which it reads the same (``signature``)."""

    __tablename__ = "batch_findings"
    __table_args__ = (UniqueConstraint("batch_id", "signature"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    signature: Mapped[str] = mapped_column(SHA256)
    code: Mapped[str] = mapped_column(String(80))
    clause: Mapped[str | None] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(12))
    message: Mapped[str] = mapped_column(Text)
    advice: Mapped[str] = mapped_column(Text, default="")
    excerpt: Mapped[str] = mapped_column(Text, default="")
    waiver_id: Mapped[int | None] = mapped_column(ForeignKey("batch_waivers.id"), index=True)


class BatchWaiver(Base):
    """Somebody entitled answers for a finding of a batch, in all words that it was found in then.

    ``count`` letters had it. Those findings point here (``BatchFinding.waiver_id``) until it is withdrawn.
    """

    __tablename__ = "batch_waivers"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), index=True)
    code: Mapped[str] = mapped_column(String(80))
    message: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    count: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    until: Mapped[date]
    withdrawn: Mapped[datetime | None]
    by: Mapped[Person] = relationship(lazy="joined")


class RowFinding(Base):
    """A finding in the letter of one row, ``times`` over."""

    __tablename__ = "batch_row_findings"

    row_id: Mapped[int] = mapped_column(ForeignKey("batch_rows.id"), primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("batch_findings.id"), primary_key=True, index=True)
    times: Mapped[int] = mapped_column(default=1, server_default="1")


class BatchApproval(Base):
    """Somebody answers for some letters of a batch at once; ``letters`` is a file with the hashes of them all."""

    __tablename__ = "batch_approvals"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    count: Mapped[int]
    letters: Mapped[str] = mapped_column(SHA256, info=IN_FILE_STORE)
    withdrawn: Mapped[datetime | None]
    by: Mapped[Person] = relationship(lazy="joined")


class BatchSending(Base):
    """Approved letters of a batch that went out together by one ``channel`` (2.3) on the day ``sent_on``.

    ``letters`` is a file with the hashes of them all. ``track`` is the number of the post office's list, or that of the
    dispatch where a letter went alone (2.4); ``to`` and ``handed_to`` are of a letter alone too.
    """

    __tablename__ = "batch_sendings"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    sent_on: Mapped[date]
    count: Mapped[int]
    letters: Mapped[str] = mapped_column(SHA256, info=IN_FILE_STORE)
    to: Mapped[str] = mapped_column(Text, default="")
    track: Mapped[str | None] = mapped_column(String(60))
    handed_to: Mapped[str | None] = mapped_column(String(300))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    by: Mapped[Person] = relationship(lazy="joined")


class WorkerSeen(Base):
    """A worker of the queue, as last heard of."""

    __tablename__ = "workers"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    begun: Mapped[datetime]
    seen: Mapped[datetime]
