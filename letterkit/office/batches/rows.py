"""The rows of a batch as somebody looks through them: a page at a time, one of them, its letter."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, selectinload

from letterkit.core.errors import RequestError, ToolFailed
from letterkit.core.office import Actor, RowState
from letterkit.core.report import Verdict
from letterkit.office import batch_rights
from letterkit.office.batches.findings import alike_to
from letterkit.office.batches.results import letter_of
from letterkit.office.batches.row_search import is_about
from letterkit.office.context import Office
from letterkit.store import paging
from letterkit.store.batch_tables import Batch, BatchChunk, BatchFinding, BatchRow, BatchWaiver, RowFinding
from letterkit.store.paging import Page


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which rows: in ``state``, whose letter came out as ``verdict``, with ``words`` in their names or numbers.

    Words are looked for as ``sought`` says. ``finding`` is the id of a ``findings.FindingGroup``; ``sent`` asks for
    letters that have gone out, or for approved ones that have not. What is empty asks nothing.
    """

    state: RowState | None = None
    verdict: Verdict | None = None
    words: str = ""
    finding: int | None = None
    sent: bool | None = None


@dataclass(frozen=True, slots=True)
class RowSeen:
    """One row with what was found in its letter, and the numbers of the rows before and after it.

    ``waived`` are the waivers of somebody who answers for some of it, by id.
    """

    batch: Batch
    row: BatchRow
    findings: Sequence[BatchFinding]
    before: int | None
    after: int | None
    waived: Mapping[int, BatchWaiver] = field(default_factory=dict)


def rows(office: Office, by: Actor, batch_id: int, wanted: RowFilter, number: int = 1) -> Page[BatchRow]:
    """A page of the rows that ``wanted`` asks for; one that there is not is the nearest. Raises ``batch.gone``."""
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        return _page(session, _row_conditions(session, batch_id, wanted), number)


def marked_rows(
    office: Office, by: Actor, batch_id: int, kind: Literal["faulty", "warned", "answered"], number: int = 1
) -> Page[BatchRow]:
    """A page of the rows with faults, of those with warnings alone, or of those that seem answered already."""
    asked = {
        "faulty": BatchRow.state == RowState.FAULTY,
        "warned": and_(BatchRow.faults.is_not(None), BatchRow.state != RowState.FAULTY),
        "answered": and_(BatchRow.state == RowState.WAITING, BatchRow.earlier.is_not(None)),
    }
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        return _page(session, [BatchRow.batch_id == batch_id, asked[kind]], number)


def row(office: Office, by: Actor, batch_id: int, number: int) -> RowSeen:
    """Row ``number`` of the table; raises RequestError ``batch.gone``, ``batch.no-row``."""
    with office.database.reading() as session:
        batch = batch_rights.readable_batch(session, by, batch_id)
        found = row_of(session, batch_id, number)
        findings = session.scalars(
            select(BatchFinding)
            .join(RowFinding, RowFinding.finding_id == BatchFinding.id)
            .where(RowFinding.row_id == found.id)
            .order_by(BatchFinding.id)
        ).all()
        near = select(BatchRow.number).where(BatchRow.batch_id == batch_id)
        return RowSeen(
            batch,
            found,
            sorted(findings, key=lambda each: _RANKS.get(each.level, len(_RANKS))),
            session.scalar(near.where(BatchRow.number < number).order_by(BatchRow.number.desc()).limit(1)),
            session.scalar(near.where(BatchRow.number > number).order_by(BatchRow.number).limit(1)),
            {waiver.id: waiver for waiver in session.scalars(_answered_for(findings))},
        )


def waiting_row(office: Office, by: Actor, batch_id: int, number: int = 0) -> RowSeen:
    """The first row from ``number`` on of which a letter can be made, and those before and after it.

    Raises RequestError ``batch.gone``, ``batch.nothing-to-make``.
    """
    with office.database.reading() as session:
        batch = batch_rights.readable_batch(session, by, batch_id)
        waiting = select(BatchRow).where(BatchRow.batch_id == batch_id, BatchRow.state == RowState.WAITING)
        onwards, back = waiting.order_by(BatchRow.number), waiting.order_by(BatchRow.number.desc())
        found = session.scalars(onwards.where(BatchRow.number >= number).limit(2)).all()
        if not found:
            raise RequestError("batch.nothing-to-make")
        before = session.scalars(back.where(BatchRow.number < found[0].number).limit(1)).first()
        after = found[1].number if len(found) > 1 else None
        return RowSeen(batch, found[0], (), before.number if before else None, after)


def letter(office: Office, by: Actor, batch_id: int, number: int, kind: Literal["docx", "pdf"]) -> tuple[str, bytes]:
    """The name and the bytes of the letter of row ``number``, which still has the hash it was made with.

    Raises RequestError ``batch.gone``, ``batch.no-row``, ``batch.no-letter``, ``file.gone``, ToolFailed
    ``file.altered``.
    """
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        found = row_of(session, batch_id, number)
        chunk = session.get(BatchChunk, found.chunk_id) if found.chunk_id else None
        sha256 = found.pdf if kind == "pdf" else found.docx
    if chunk is None or chunk.pack is None or sha256 is None or found.state != RowState.DONE:
        raise RequestError("batch.no-letter", row=number)
    data = letter_of(office.files, chunk.pack, number, kind)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ToolFailed("file.altered", sha256=sha256)
    return f"{found.stem or number}.{kind}", data


_RANKS = {"error": 0, "warning": 1, "advice": 2}


def row_of(session: Session, batch_id: int, number: int) -> BatchRow:
    """Row ``number`` with its sending; raises RequestError ``batch.no-row``."""
    wanted = select(BatchRow).filter_by(batch_id=batch_id, number=number).options(selectinload(BatchRow.sending))
    found = session.scalars(wanted).first()
    if found is None:
        raise RequestError("batch.no-row", row=number)
    return found


def _answered_for(findings: Sequence[BatchFinding]) -> Select[BatchWaiver]:
    return select(BatchWaiver).where(BatchWaiver.id.in_({each.waiver_id for each in findings if each.waiver_id}))


def _row_conditions(session: Session, batch_id: int, wanted: RowFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [BatchRow.batch_id == batch_id]
    if wanted.state is not None:
        asked.append(BatchRow.state == wanted.state)
    if wanted.verdict is not None:
        asked += [BatchRow.state == RowState.DONE, BatchRow.verdict == wanted.verdict.value]
    if wanted.sent is not None:
        approved = BatchRow.approval_id.is_not(None)
        asked += [BatchRow.sending_id.is_not(None)] if wanted.sent else [approved, BatchRow.sending_id.is_(None)]
    asked += is_about(batch_id, wanted.words)
    if wanted.finding is not None:
        asked.append(BatchRow.id.in_(_having(batch_id, wanted.finding)))
    return asked


def _having(batch_id: int, finding: int) -> Select[int]:
    """The rows whose letters have the finding ``finding``, or one that reads the same but for its excerpt."""
    return select(RowFinding.row_id).where(RowFinding.finding_id.in_(alike_to(batch_id, finding)))


def _page(session: Session, asked: Sequence[ColumnElement[bool]], number: int) -> Page[BatchRow]:
    count = session.scalar(select(func.count(BatchRow.id)).where(*asked)) or 0
    at = paging.place(count, number)
    # The numbers alone first: an index has them, and fifty rows are read instead of all before them.
    numbers = select(BatchRow.id).where(*asked).order_by(BatchRow.number).limit(paging.PAGE).offset(at.offset)
    ids = session.scalars(numbers).all()
    those = select(BatchRow).where(BatchRow.id.in_(ids)).options(selectinload(BatchRow.sending))
    found = session.scalars(those.order_by(BatchRow.number)).all()
    return Page(found, count, at.number, at.pages)
