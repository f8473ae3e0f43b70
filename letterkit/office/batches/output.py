"""The letters of a batch as files, and its rows as its register tells them: few of a hundred thousand at once.

What is blocked (``office.holds``) is not among them.
"""

import hashlib
import io
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from letterkit.core.errors import RequestError, ToolFailed
from letterkit.core.office import Actor, RowState
from letterkit.office import batch_rights
from letterkit.office.batches.findings import messages
from letterkit.office.batches.signatures import contents_of
from letterkit.office.context import Office
from letterkit.office.holds import open_rows
from letterkit.store import audit
from letterkit.store.batch_tables import BatchChunk, BatchRow

_MOMENT = (1980, 1, 1, 0, 0, 0)
_AT_ONCE = 200
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A letter of a row; ``stem`` is its name without an ending, like no other of the batch."""

    row: BatchRow
    stem: str
    docx: bytes
    pdf: bytes | None


def letters(office: Office, by: Actor, batch_id: int, *, approved: bool = False) -> Iterator[LetterFile]:
    """The letters made so far, or those ``approved`` alone, in the order of the table, one pack in memory at a time.

    What has been approved is given out only if it still has the approved hash. Raises RequestError ``batch.gone``,
    ToolFailed ``file.altered``.
    """
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        query = (
            select(BatchRow, BatchChunk.pack)
            .join(BatchChunk, BatchRow.chunk_id == BatchChunk.id)
            .where(BatchRow.batch_id == batch_id, BatchRow.state == RowState.DONE, BatchChunk.pack.is_not(None))
            .where(open_rows())
            .order_by(BatchChunk.number, BatchRow.number)
        )
        if approved:
            query = query.where(BatchRow.approval_id.is_not(None))
        names: set[str] = set()
        opened, archive = "", None
        for row, pack in session.execute(query.execution_options(yield_per=_AT_ONCE)):
            if archive is None or opened != pack:
                assert pack is not None
                opened, archive = pack, zipfile.ZipFile(io.BytesIO(office.files.get(pack)))
            docx = _whole(archive, f"{row.number}.docx", row.docx)
            pdf = _whole(archive, f"{row.number}.pdf", row.pdf) if row.pdf else None
            yield LetterFile(row, _name(row, names), docx, pdf)


def _whole(archive: zipfile.ZipFile, name: str, sha256: str | None) -> bytes:
    data = archive.read(name)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ToolFailed("file.altered", sha256=sha256)
    return data


def write_zip(
    office: Office, by: Actor, batch_id: int, into: IO[bytes], register: IO[bytes], *, approved: bool = False
) -> int:
    """A zip of the letters (nothing in it is deflated again), their signatures, their ``register``; how many letters.

    Raises RequestError ``batch.gone``, ``batch.no-letters``.
    """
    count = 0
    with office.database.reading() as session:
        signatures = contents_of(session, batch_id)
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for letter in letters(office, by, batch_id, approved=approved):
            count += 1
            archive.writestr(zipfile.ZipInfo(f"{letter.stem}.docx", _MOMENT), letter.docx)
            if letter.pdf is not None:
                archive.writestr(zipfile.ZipInfo(f"{letter.stem}.pdf", _MOMENT), letter.pdf)
            if (content := signatures.get(letter.row.pdf or "")) is not None:
                archive.writestr(zipfile.ZipInfo(f"{letter.stem}.pdf.sig", _MOMENT), office.files.get(content))
        if not count:
            raise RequestError("batch.no-letters")
        with archive.open(zipfile.ZipInfo("реестр.xlsx", _MOMENT), "w", force_zip64=True) as member:
            shutil.copyfileobj(register, member, _PIECE)
    with office.database.writing() as session:
        audit.record(session, by, "batch.exported", f"batch:{batch_id}", count=count, approved=approved)
    return count


def _name(row: BatchRow, taken: set[str]) -> str:
    """Number and surname; the row of the table too where two letters would have the same name."""
    stem = row.stem or f"{row.number}"
    if stem.casefold() in taken:
        stem = f"{stem}_{row.number}"
    taken.add(stem.casefold())
    return stem


def register_rows(
    office: Office, by: Actor, batch_id: int, *, approved: bool = False
) -> Iterator[tuple[BatchRow, Sequence[str]]]:
    """The rows of a batch, or the approved ones alone, each with what was found in its letter; as ``each_row``."""
    for rows in _pages(office, by, batch_id, [BatchRow.approval_id.is_not(None)] if approved else []):
        with office.database.reading() as session:
            found = messages(session, [row.id for row in rows])
        yield from ((row, found.get(row.id, ())) for row in rows)


def each_row(office: Office, by: Actor, batch_id: int, *states: RowState, faults: bool = False) -> Iterator[BatchRow]:
    """The rows of a batch in the order of its table, or those in ``states``, or with ``faults`` or warnings alone.

    Few of them are in memory at once, and no transaction stays open between. Raises RequestError ``batch.gone``.
    """
    asked: list[ColumnElement[bool]] = [BatchRow.state.in_(states)] if states else []
    if faults:
        asked.append(BatchRow.faults.is_not(None))
    for rows in _pages(office, by, batch_id, asked):
        yield from rows


def _pages(
    office: Office, by: Actor, batch_id: int, asked: Sequence[ColumnElement[bool]]
) -> Iterator[Sequence[BatchRow]]:
    last = 0
    while True:
        with office.database.reading() as session:
            batch_rights.readable_batch(session, by, batch_id)
            here = (BatchRow.batch_id == batch_id, BatchRow.number > last, open_rows())
            query = select(BatchRow).where(*here, *asked)
            query = query.options(selectinload(BatchRow.sending))
            rows = session.scalars(query.order_by(BatchRow.number).limit(_AT_ONCE)).all()
        if not rows:
            return
        yield rows
        last = rows[-1].number
