"""Which files this service has approved, found by their SHA-256; nothing of applicants is told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from letterkit.store.batch_tables import Batch, BatchApproval, BatchRow
from letterkit.store.database import Database
from letterkit.store.tables import Approval, Letter, Person


@dataclass(frozen=True, slots=True)
class FileApproval:
    """Somebody with the ``post`` answers for a file since ``at``; ``withdrawn``: not any more."""

    body: str
    number: str | None
    dated: date | None
    at: datetime
    post: str | None
    withdrawn: bool = False


def find_approved(database: Database, hashes: Collection[str]) -> dict[str, FileApproval]:
    """What is known of each of ``hashes``; those that were never approved are left out."""
    with database.reading() as session:
        return {**_of_batches(session, hashes), **_of_letters(session, hashes)}


def _of_letters(session: Session, hashes: Collection[str]) -> dict[str, FileApproval]:
    columns = (Approval.docx, Approval.pdf, Letter.body, Letter.number, Letter.dated, Approval.at, Person.post)
    query = (
        select(*columns, Approval.withdrawn)
        .join(Letter, Approval.letter_id == Letter.id)
        .join(Person, Approval.by_id == Person.id)
        .where(Approval.kind == "approved", or_(Approval.docx.in_(hashes), Approval.pdf.in_(hashes)))
    )
    # Approved again, it is approved: those taken back come first.
    found: dict[str, FileApproval] = {}
    for row in session.execute(query.order_by(Approval.withdrawn.is_(None), Approval.id)):
        told = FileApproval(row.body, row.number, row.dated, row.at, row.post, row.withdrawn is not None)
        found |= {name: told for name in (row.docx, row.pdf) if name in hashes}
    return found


def _of_batches(session: Session, hashes: Collection[str]) -> dict[str, FileApproval]:
    columns = (BatchRow.docx, BatchRow.pdf, Batch.body, BatchRow.letter_number, BatchRow.dated)
    query = (
        select(*columns, BatchApproval.at, Person.post)
        .join(Batch, BatchRow.batch_id == Batch.id)
        .join(BatchApproval, BatchRow.approval_id == BatchApproval.id)
        .join(Person, BatchApproval.by_id == Person.id)
        .where(BatchRow.approval_id.is_not(None), or_(BatchRow.docx.in_(hashes), BatchRow.pdf.in_(hashes)))
    )
    found: dict[str, FileApproval] = {}
    for row in session.execute(query):
        told = FileApproval(row.body, row.letter_number, row.dated, row.at, row.post)
        found |= {name: told for name in (row.docx, row.pdf) if name in hashes}
    return found
