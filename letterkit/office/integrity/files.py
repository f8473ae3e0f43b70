"""Files of what was approved: each is there, and is still what its SHA-256 says."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.errors import LetterkitError
from letterkit.office.integrity.mismatch import Mismatch, MismatchKind, windows
from letterkit.store.batch_tables import BatchApproval, BatchChunk, BatchRow, BatchSending
from letterkit.store.files import Files
from letterkit.store.tables import Approval, Letter


def files(session: Session, store: Files) -> Iterator[Mismatch]:
    """What is wrong with files that somebody answers for: of letters, packs of batches and their lists."""
    seen = ""
    for subject, name in _named_files(session):
        if name == seen:
            continue  # agreed to and approved are the same bytes
        seen = name
        try:
            store.get(name)
        except LetterkitError as fault:
            kind = MismatchKind.FILE_ALTERED if fault.code == "file.altered" else MismatchKind.FILE_GONE
            yield Mismatch(kind, subject, name)


def _named_files(session: Session) -> Iterator[tuple[str, str]]:
    kept = select(Letter.removed_by).where(Letter.id == Approval.letter_id).scalar_subquery()
    held = (Approval.id, Approval.letter_id, Approval.docx, Approval.pdf, Approval.withdrawn, kept.label("removed_by"))
    for rows in windows(session, *held):
        rows = [row for row in rows if row.removed_by is None]  # by an act that two people have signed
        for name in ("docx", "pdf"):
            in_force = (row for row in rows if row.withdrawn is None and getattr(row, name))
            yield from ((f"letter:{row.letter_id}", getattr(row, name)) for row in in_force)
    lists: tuple[Any, ...] = (BatchApproval, BatchSending)
    for table in lists:
        for rows in windows(session, table.id, table.batch_id, table.letters):
            yield from ((f"batch:{row.batch_id}", row.letters) for row in rows)
    approved = select(BatchRow.chunk_id).where(BatchRow.approval_id.is_not(None)).distinct()
    packs = select(BatchChunk.batch_id, BatchChunk.pack).where(
        BatchChunk.id.in_(approved), BatchChunk.pack.is_not(None)
    )
    for batch_id, pack in session.execute(packs.order_by(BatchChunk.id)):
        yield f"batch:{batch_id}", str(pack)
