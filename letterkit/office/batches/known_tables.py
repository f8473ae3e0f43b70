"""What a table has in common with what was done before: the same table taken in again, rows answered already."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from letterkit.core.office import Actor, AppealState, BatchState, RowState
from letterkit.office import batch_rights
from letterkit.office.context import Office
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.tables import Appeal

_NOT_SENT = (BatchState.READING, BatchState.REFUSED, BatchState.CHECKED)
_MOST = 5


def same_before(office: Office, by: Actor, batch_id: int) -> Sequence[Batch]:
    """Earlier batches of which letters were made from the same table, the newest first; raises ``batch.gone``.

    Rows in another order, another form of file or another name make no other table.
    """
    with office.database.reading() as session:
        batch = batch_rights.readable_batch(session, by, batch_id)
        alike = [Batch.source == batch.source]
        if batch.content is not None:
            alike.append(Batch.content == batch.content)
        query = (
            select(Batch)
            .where(or_(*alike), Batch.id < batch.id, Batch.reply == batch.reply, Batch.state.not_in(_NOT_SENT))
            .where(Batch.begun.is_not(None), batch_rights.visible(by))
            .order_by(Batch.id.desc())
            .limit(_MOST)
        )
        return session.scalars(query).all()


def find_answers(session: Session, body: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Of ``rows`` about to be kept, by their keys, what seems to have answered them: a letter of an earlier batch of
    the same body, or its register, which knows the appeal as answered.
    """
    found: dict[str, dict[str, Any]] = {}
    waiting = [row for row in rows if row["state"] == RowState.WAITING]
    by_number = {number: row for row in waiting if (number := _appeal(row)[0])}
    of_number = (Appeal.body == body, Appeal.number.in_(by_number))
    done = select(Appeal).where(*of_number, Appeal.state == AppealState.DONE)
    for appeal in session.scalars(done):
        row = by_number[appeal.number]
        if _appeal(row)[1] in (None, appeal.registered.isoformat()):
            found[row["key"]] = {"appeal": appeal.id, "number": appeal.number}
    made = (
        select(BatchRow.key, BatchRow.batch_id, BatchRow.number, BatchRow.letter_number, BatchRow.sending_id)
        .join(Batch, BatchRow.batch_id == Batch.id)
        .where(BatchRow.key.in_([row["key"] for row in waiting]), BatchRow.state == RowState.DONE, Batch.body == body)
        .order_by(BatchRow.id)
    )
    for key, batch_id, row_number, letter_number, sending in session.execute(made):
        found[key] = {"batch": batch_id, "row": row_number, "letter": letter_number, "sent": sending is not None}
    return found


def _appeal(row: Mapping[str, Any]) -> tuple[str | None, str | None]:
    told = (row["card"] or {}).get("appeal") or {}
    return told.get("number"), told.get("registered")
