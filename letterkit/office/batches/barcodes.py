"""Letters of a batch for the post: what stands on their envelopes, and the numbers that the post gives them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from letterkit.compose.post import post_item
from letterkit.core.errors import RequestError, TableError
from letterkit.core.office import Actor, Duty, RowWay
from letterkit.core.outcome import Channel
from letterkit.core.post import PostItem
from letterkit.office import batch_rights, rights
from letterkit.office.batches.row_entry import card_of
from letterkit.office.context import Office
from letterkit.store import audit
from letterkit.store.batch_tables import BatchRow, BatchSending
from letterkit.store.post_tables import RowBarcode
from letterkit.tables.barcodes import BarcodeTable
from letterkit.tables.fault import Fault

MOST = 2_000
"""Letters in one list or file of envelopes: as many as a page can wait for."""
BY_POST = (RowWay.POST, RowWay.REGISTERED)


def post_items(office: Office, by: Actor, batch_id: int, sending_id: int | None = None) -> Sequence[PostItem]:
    """The letters of a batch that are to go by post, or have gone together, in the order of the table.

    Raises RequestError ``batch.gone``, ``post.nothing``, ``post.too-many``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY)
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        query = select(BatchRow, RowBarcode.code).outerjoin(RowBarcode, RowBarcode.row_id == BatchRow.id)
        asked = query.where(*_by_post(batch_id, sending_id)).order_by(BatchRow.number).limit(MOST + 1)
        items = [post_item(card_of(row), code) for row, code in session.execute(asked)]
    if not items:
        raise RequestError("post.nothing")
    if len(items) > MOST:
        raise RequestError("post.too-many", limit=MOST)
    return items


def take_barcodes(office: Office, by: Actor, batch_id: int, table: BarcodeTable) -> tuple[int, Sequence[Fault]]:
    """Gives the letters of the batch that ``table`` names their numbers; how many have one now, and what fits none.

    A letter is found by its number, else by its place among those of the batch that go by post. Raises RequestError
    ``batch.gone``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY)
    faults, noted = list(table.faults), 0
    with office.database.writing() as session:
        batch_rights.lock_batch(session, by, batch_id)
        by_number, by_place = _rows_by_letter(session, batch_id)
        for row in table.rows:
            found = by_number.get(row.letter) if row.letter else None
            if found is None and not row.letter and row.place and row.place <= len(by_place):
                found = by_place[row.place - 1]
            if found is None:
                faults.append(Fault(TableError("post.no-letter", value=row.letter or row.place), row.row, row.code_at))
                continue
            session.merge(RowBarcode(row_id=found, code=row.code))
            noted += 1
        if noted:
            audit.record(session, by, "batch.barcodes-noted", f"batch:{batch_id}", count=noted)
    return noted, sorted(faults, key=lambda each: each.row or 0)


def barcode_of(office: Office, by: Actor, batch_id: int, number: int) -> str | None:
    """The number under which the letter of row ``number`` travels; raises RequestError ``batch.gone``."""
    query = select(RowBarcode.code).join(BatchRow, BatchRow.id == RowBarcode.row_id)
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        return session.scalar(query.where(BatchRow.batch_id == batch_id, BatchRow.number == number))


def _rows_by_letter(session: Session, batch_id: int) -> tuple[dict[str, int], list[int]]:
    """Ids of rows by the numbers of their letters, and those that wait for the post in the order of its list."""
    sent = BatchRow.sending_id.in_(select(BatchSending.id).filter_by(batch_id=batch_id, channel=Channel.POST))
    numbered = select(BatchRow.letter_number, BatchRow.id).where(
        BatchRow.batch_id == batch_id,
        BatchRow.approval_id.is_not(None),
        BatchRow.letter_number.is_not(None),
        BatchRow.sending_id.is_(None) | sent,
    )
    waiting = select(BatchRow.id).where(*_by_post(batch_id, None)).order_by(BatchRow.number)
    known = {row.letter_number: row.id for row in session.execute(numbered)}
    return known, list(session.scalars(waiting))


def _by_post(batch_id: int, sending_id: int | None) -> tuple[ColumnElement[bool], ...]:
    approved = (BatchRow.batch_id == batch_id, BatchRow.approval_id.is_not(None))
    if sending_id is not None:
        return (*approved, BatchRow.sending_id == sending_id)
    return (*approved, BatchRow.sending_id.is_(None), BatchRow.way.in_(BY_POST))
