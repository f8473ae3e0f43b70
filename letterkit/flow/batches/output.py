"""The letters of a batch as files: a folder or a zip of them, and one PDF for the printer, ordered by address."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from letterkit.core.errors import RequestError, ToolFailed
from letterkit.core.office import Actor, RowState
from letterkit.flow.batches import rights
from letterkit.flow.cases.office import Office
from letterkit.store import audit
from letterkit.store.batch_tables import BatchChunk, BatchRow

_MOMENT = (1980, 1, 1, 0, 0, 0)
_AT_ONCE = 200


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
        rights.seen(session, by, batch_id)
        query = (
            select(BatchRow, BatchChunk.pack)
            .join(BatchChunk, BatchRow.chunk_id == BatchChunk.id)
            .where(BatchRow.batch_id == batch_id, BatchRow.state == RowState.DONE, BatchChunk.pack.is_not(None))
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
    office: Office, by: Actor, batch_id: int, into: IO[bytes], register: bytes, *, approved: bool = False
) -> int:
    """A zip of the letters (nothing in it is deflated again) and of their ``register``; how many letters there are.

    Raises RequestError ``batch.gone``, ``batch.no-letters``.
    """
    count = 0
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for letter in letters(office, by, batch_id, approved=approved):
            count += 1
            archive.writestr(zipfile.ZipInfo(f"{letter.stem}.docx", _MOMENT), letter.docx)
            if letter.pdf is not None:
                archive.writestr(zipfile.ZipInfo(f"{letter.stem}.pdf", _MOMENT), letter.pdf)
        if not count:
            raise RequestError("batch.no-letters")
        archive.writestr(zipfile.ZipInfo("реестр.xlsx", _MOMENT), register)
    with office.database.writing() as session:
        audit.record(session, by, "batch.exported", f"batch:{batch_id}", count=count, approved=approved)
    return count


def printed(office: Office, by: Actor, batch_id: int, *, two_sided: bool = False, approved: bool = True) -> bytes:
    """One PDF of all letters for the printer, in the order of their addresses: envelopes of a district come together.

    ``two_sided``: a letter with an odd number of pages is followed by an empty one, so that each begins on a sheet of
    its own. Raises RequestError ``batch.no-letters``.
    """
    from pypdf import PdfReader, PdfWriter

    found = [
        (_address(letter.row), letter.pdf) for letter in letters(office, by, batch_id, approved=approved) if letter.pdf
    ]
    if not found:
        raise RequestError("batch.no-letters")
    writer = PdfWriter()
    for _, pdf in sorted(found, key=lambda one: one[0]):
        reader = PdfReader(io.BytesIO(pdf))
        writer.append(reader, import_outline=False)
        if two_sided and len(reader.pages) % 2:
            writer.add_blank_page()
    whole = io.BytesIO()
    writer.write(whole)
    with office.database.writing() as session:
        audit.record(session, by, "batch.printed", f"batch:{batch_id}", count=len(found))
    return whole.getvalue()


def _name(row: BatchRow, taken: set[str]) -> str:
    """Number and surname; the row of the table too where two letters would have the same name."""
    stem = row.stem or f"{row.number}"
    if stem.casefold() in taken:
        stem = f"{stem}_{row.number}"
    taken.add(stem.casefold())
    return stem


def _address(row: BatchRow) -> tuple[object, ...]:
    """Post code first, then the words with numbers in their order: house 9 before house 10."""
    address = str(((row.card or {}).get("applicant") or {}).get("address") or "")
    code = re.search(r"\b\d{6}\b", address)
    words = re.split(r"(\d+)", address.casefold().replace("ё", "е"))
    return (
        code[0] if code else "",
        tuple((len(word), word) if word.isdigit() else (0, word) for word in words),
        row.number,
    )


def each_row(office: Office, by: Actor, batch_id: int, *, approved: bool = False) -> Iterator[BatchRow]:
    """The rows of a batch in the order of its table, few of them in memory at once; raises ``batch.gone``."""
    with office.database.reading() as session:
        rights.seen(session, by, batch_id)
        query = select(BatchRow).where(BatchRow.batch_id == batch_id).order_by(BatchRow.number)
        query = query.options(selectinload(BatchRow.sending))
        if approved:
            query = query.where(BatchRow.approval_id.is_not(None))
        for row in session.scalars(query.execution_options(yield_per=_AT_ONCE)):
            yield row
            session.expunge(row)


def rows_of(office: Office, by: Actor, batch_id: int, states: Sequence[RowState] = ()) -> list[BatchRow]:
    """The rows of a batch in the order of its table."""
    with office.database.reading() as session:
        rights.seen(session, by, batch_id)
        query = select(BatchRow).where(BatchRow.batch_id == batch_id).order_by(BatchRow.number)
        query = query.options(selectinload(BatchRow.sending))
        if states:
            query = query.where(BatchRow.state.in_(states))
        return list(session.scalars(query))
