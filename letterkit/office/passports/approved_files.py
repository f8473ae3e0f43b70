"""Which files this service has approved, found by their SHA-256; nothing of applicants is told."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from letterkit.store.batch_tables import Batch, BatchApproval, BatchRow
from letterkit.store.database import Database
from letterkit.store.signature_tables import FileSignature
from letterkit.store.tables import Approval, Letter, Person


class Beside(StrEnum):
    """What goes to the citizen beside an approved file."""

    SIGNATURE = "signature"
    COPY = "copy"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class FileApproval:
    """Somebody with the ``post`` answers for a file since ``at``; ``withdrawn``: not any more.

    ``beside``: it is not the approved file itself but what goes with it.
    """

    body: str
    number: str | None
    dated: date | None
    at: datetime
    post: str | None
    withdrawn: bool = False
    beside: Beside | None = None


def find_approved(database: Database, hashes: Collection[str]) -> dict[str, FileApproval]:
    """What is known of each of ``hashes``; those that were never approved are left out."""
    with database.reading() as session:
        of_files = _beside_files(session, hashes)
        wanted = {*hashes, *(signed for signed, _ in of_files.values())}
        known = {**_of_batches(session, wanted), **_of_letters(session, wanted)}
    beside = {name: replace(known[signed], beside=part) for name, (signed, part) in of_files.items() if signed in known}
    return beside | {name: told for name, told in known.items() if name in hashes}


def _beside_files(session: Session, hashes: Collection[str]) -> dict[str, tuple[str, Beside]]:
    """Those of ``hashes`` that go with an approved PDF: its SHA-256, and what they are."""
    columns = {
        Beside.SIGNATURE: FileSignature.content,
        Beside.COPY: FileSignature.copy,
        Beside.NOTE: FileSignature.note,
    }
    found: dict[str, tuple[str, Beside]] = {}
    for part, column in columns.items():
        query = select(column, FileSignature.signed).where(column.in_(hashes), FileSignature.withdrawn.is_(None))
        found |= {name: (signed, part) for name, signed in session.execute(query) if name is not None}
    return found


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
