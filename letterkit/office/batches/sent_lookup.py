"""What is known to be sent, as far as the rows of a table ask: looked up by keys some rows at a time.

Keys of rows are written with the rows; those of letters, whose words change, by whoever asks next. What an older
version has left without keys is given them the same way.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from letterkit.core.errors import CardError
from letterkit.core.office import BatchState, RowState
from letterkit.office.batches.row_entry import card_of
from letterkit.office.batches.sent_replies import find_ids, key_letters, sent_letters, some
from letterkit.standard_replies.earlier import SentReplies, SentReply, sent_of
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.database import Database
from letterkit.store.key_tables import RowKey
from letterkit.store.tables import table_of

_AT_ONCE = 500
_UNMADE = (BatchState.READING, BatchState.REFUSED)


def catch_up(database: Database) -> None:
    """Gives keys to all that is known and has none, some at a time: others go on working."""
    while True:
        with database.writing() as session:
            if not key_letters(session):
                break
    with database.reading() as session:
        without = select(Batch.id, Batch.reply).where(Batch.keyed.is_(False), Batch.state.not_in(_UNMADE))
        batches = session.execute(without.order_by(Batch.id)).all()
    for batch_id, reply in batches:
        _key_batch(database, batch_id, reply)


def key_rows(session: Session, batch_id: int, keys: Mapping[int, Collection[int]], *, new: bool = False) -> None:
    """Writes the keys of rows of a batch, by their numbers in the table; ``new`` ones have none to be taken out."""
    if not keys:
        return
    within = BatchRow.number.between(min(keys), max(keys))
    ids = dict(session.execute(select(BatchRow.number, BatchRow.id).where(BatchRow.batch_id == batch_id, within)).all())
    if not new:
        session.execute(delete(RowKey).where(RowKey.row_id.in_([ids[number] for number in keys])))
    rows = sorted((key, ids[number]) for number, some in keys.items() for key in some)  # page by page of the table
    if rows:
        session.execute(insert(table_of(RowKey)), [{"key": key, "row_id": row} for key, row in rows])


def forget_rows(session: Session, batch_id: int) -> None:
    """Takes out the rows of a batch that was being read, and their keys."""
    ids = select(BatchRow.id).where(BatchRow.batch_id == batch_id)
    session.execute(delete(RowKey).where(RowKey.row_id.in_(ids)))
    session.execute(delete(BatchRow).where(BatchRow.batch_id == batch_id))


def known_to(session: Session, batch: Batch, new: Sequence[SentReply]) -> SentReplies:
    """What any of ``new`` may repeat of all that the body has sent, and of the rows of ``batch`` read before."""
    sought = {key for sent in new for key in sent.sought_keys}
    return SentReplies((*sent_letters(session, batch.body, sought), *_sent_rows(session, batch, sought)))


def _sent_rows(session: Session, batch: Batch, keys: Collection[int]) -> Iterator[SentReply]:
    """Rows with one of ``keys`` whose letters have been made, and those of the batch itself that were read before."""
    for ids in some(find_ids(session, RowKey.row_id, RowKey.key, keys)):
        wanted = select(BatchRow, Batch.reply).join(Batch, BatchRow.batch_id == Batch.id)
        wanted = wanted.where(BatchRow.id.in_(ids), or_(BatchRow.state == RowState.DONE, BatchRow.batch_id == batch.id))
        wanted = wanted.where(Batch.body == batch.body)
        for row, reply in session.execute(wanted.order_by(BatchRow.id)):
            if sent := _sent_reply(row, reply, None if row.batch_id == batch.id else row.key):
                yield sent


def _key_batch(database: Database, batch_id: int, reply: str) -> None:
    last = 0
    while True:
        with database.writing() as session:
            wanted = select(BatchRow).where(BatchRow.batch_id == batch_id, BatchRow.number > last)
            rows = session.scalars(wanted.order_by(BatchRow.number).limit(_AT_ONCE)).all()
            if not rows:
                session.execute(update(Batch).where(Batch.id == batch_id).values(keyed=True))
                return
            key_rows(session, batch_id, {row.number: sent.keys for row in rows if (sent := _sent_reply(row, reply))})
            last = rows[-1].number


def _sent_reply(row: BatchRow, reply: str, key: str | None = None) -> SentReply | None:
    """As it is remembered; None for a card that an older version has kept and nobody can read any more."""
    with suppress(CardError):
        card = card_of(row)
        return sent_of(card, reply, card.reply.outcome, row=key)
    return None
