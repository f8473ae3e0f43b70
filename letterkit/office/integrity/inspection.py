"""The whole inspection: the chain of the journal, the hashes kept of it, the rows beside it, the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.office.integrity.appeals import appeals
from letterkit.office.integrity.batches import batches
from letterkit.office.integrity.files import files
from letterkit.office.integrity.letters import letters
from letterkit.office.integrity.mismatch import Mismatch, MismatchKind
from letterkit.office.integrity.people import people
from letterkit.store import audit
from letterkit.store.audit import Verification
from letterkit.store.database import Database
from letterkit.store.files import Files
from letterkit.store.journal_heads import KeptHeads
from letterkit.store.tables import Appeal, Letter, Person

MOST = 100
"""Mismatches that are told; a table written anew has as many as rows."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """``kept`` hashes were compared; of ``mismatches`` the first ``MOST`` are told."""

    verified: Verification
    kept: int
    mismatches: tuple[Mismatch, ...]

    @property
    def holds(self) -> bool:
        return self.verified.broken is None and not self.mismatches


def inspect(database: Database, heads: KeptHeads, known: str | None = None, store: Files | None = None) -> Inspection:
    """Compares everything as of one moment; the files of what was approved too where their ``store`` is given.

    Raises RequestError ``audit.bad-key``, ``audit.bad-heads``.
    """
    kept = heads.read()
    with database.snapshot() as connection, Session(connection) as session:
        verified = audit.verify(session, known, kept)
        told = tuple(islice(mismatches(session), MOST))
        if store is not None:
            told += tuple(islice(files(session, store), MOST - len(told)))
    return Inspection(verified, len(kept), told)


def mismatches(session: Session) -> Iterator[Mismatch]:
    """In what the rows and the journal tell different things; as it goes, for few are in memory at once."""
    if audit.head(session) == audit.FIRST:
        tables = (Person.id, Appeal.id, Letter.id)
        if any(session.scalar(select(identity).limit(1)) is not None for identity in tables):
            yield Mismatch(MismatchKind.EMPTY, audit.JOURNAL)
        return
    for look in (letters, appeals, batches, people):
        yield from look(session)
