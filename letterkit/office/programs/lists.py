"""Lists that programs walk through from end to end: in the order of ids, so that nothing that comes is skipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from letterkit.core.office import Actor, LetterState, RowState
from letterkit.core.report import Verdict
from letterkit.office import batch_rights, rights
from letterkit.office.cases import search
from letterkit.office.context import Office
from letterkit.office.programs.changes import appeals_changed, letters_changed
from letterkit.office.register.listing import Filters, conditions
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.tables import Appeal, Letter

Row = TypeVar("Row", Appeal, Letter, Batch, BatchRow)


@dataclass(frozen=True, slots=True)
class Piece(Generic[Row]):
    """``rows`` of ``total`` that fit; ``next`` is the cursor of those after them, None at the end."""

    rows: Sequence[Row]
    total: int
    next: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Up to ``limit`` rows after the cursor ``after``, with ``skipped`` of them left out."""

    after: int = 0
    limit: int = 50
    skipped: int = 0


def appeals(office: Office, by: Actor, asked: Filters, place: Place, since: datetime | None = None) -> Piece[Appeal]:
    """The appeals that fit and that ``by`` may see; with ``since`` those that have changed since then."""
    with office.database.reading() as session:
        fits = [rights.visible_appeals(by), *conditions(session, asked)]
        if asked.state is not None:
            fits.append(Appeal.state == asked.state)
        if since is not None:
            fits.append(appeals_changed(session, since))
        return _piece(session, Appeal, fits, place)


@dataclass(frozen=True, slots=True)
class LetterFilter:
    """What is asked of letters; what is empty is not asked. Those taken away are shown where their state is asked."""

    words: str = ""
    state: LetterState | None = None
    appeal: int | None = None
    number: str = ""
    since: datetime | None = None


def letters(office: Office, by: Actor, asked: LetterFilter, place: Place) -> Piece[Letter]:
    """The letters that fit and that ``by`` may see."""
    with office.database.reading() as session:
        state = asked.state
        fits = [rights.visible(by), Letter.state != LetterState.REMOVED if state is None else Letter.state == state]
        if asked.words.strip():
            fits.append(search.condition(session, asked.words))
        if asked.appeal is not None:
            fits.append(Letter.appeal_id == asked.appeal)
        if asked.number:
            fits.append(Letter.number == asked.number)
        if asked.since is not None:
            fits.append(letters_changed(session, asked.since))
        return _piece(session, Letter, fits, place)


def batches(office: Office, by: Actor, place: Place) -> Piece[Batch]:
    """The batches that ``by`` may see."""
    with office.database.reading() as session:
        return _piece(session, Batch, [batch_rights.visible(by)], place)


def batch_rows(
    office: Office, by: Actor, batch_id: int, place: Place, state: RowState | None, verdict: Verdict | None
) -> Piece[BatchRow]:
    """Rows of a batch by their number in the table, which is their cursor too; raises RequestError ``batch.gone``."""
    with office.database.reading() as session:
        batch_rights.readable_batch(session, by, batch_id)
        fits = [BatchRow.batch_id == batch_id]
        if state is not None:
            fits.append(BatchRow.state == state)
        if verdict is not None:
            fits += [BatchRow.state == RowState.DONE, BatchRow.verdict == verdict.value]
        total = session.scalar(select(func.count(BatchRow.id)).where(*fits)) or 0
        query = select(BatchRow).where(*fits, BatchRow.number > place.after).options(selectinload(BatchRow.sending))
        rows = session.scalars(query.order_by(BatchRow.number).limit(place.limit + 1)).all()
        found = rows[: place.limit]
        return Piece(found, total, found[-1].number if len(rows) > len(found) else None)


def _piece(session: Session, table: type[Row], fits: Sequence[ColumnElement[bool]], place: Place) -> Piece[Row]:
    total = session.scalar(select(func.count(table.id)).where(*fits)) or 0
    query = select(table).where(*fits, table.id > place.after).order_by(table.id)
    rows = session.scalars(query.offset(place.skipped).limit(place.limit + 1)).unique().all()
    found = rows[: place.limit]
    return Piece(found, total, found[-1].id if len(rows) > len(found) else None)
