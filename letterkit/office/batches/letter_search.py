"""Letters of batches in the register of letters: found by words among all batches."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import selectinload

from letterkit.core.office import Actor, Duty
from letterkit.core.search_input import sought_words
from letterkit.office import batch_rights
from letterkit.office.batches.answered_appeals import Answer
from letterkit.office.context import Office
from letterkit.office.holds import open_rows
from letterkit.store.batch_tables import Batch, BatchRow

MOST = 50
"""Letters that a search tells of."""


def find_letters(office: Office, by: Actor, words: str, most: int = MOST) -> Sequence[Answer]:
    """Approved letters of batches with each of ``words`` in whom they are to or in a number, the newest first.

    One more than ``most`` where there are more: an index has all that is searched.
    """
    sought = sought_words(words)
    if not sought:
        return []
    open_ones = true() if by.has(Duty.REGISTRY) else open_rows()
    query = (
        select(BatchRow.id)
        .join(Batch, BatchRow.batch_id == Batch.id)
        .where(BatchRow.approval_id.is_not(None), *map(_has, sought), batch_rights.visible(by), open_ones)
        .order_by((BatchRow.id + 0).desc())  # not by the key itself: the index is looked through, not the table
        .limit(most + 1)
    )
    with office.database.reading() as session:
        ids = session.scalars(query).all()
        whole = select(Batch, BatchRow).join(Batch, BatchRow.batch_id == Batch.id).where(BatchRow.id.in_(ids))
        whole = whole.options(selectinload(BatchRow.sending)).order_by(BatchRow.id.desc())
        return [(batch, row) for batch, row in session.execute(whole)]


def has_letters(office: Office, by: Actor) -> bool:
    """Whether a letter of some batch that ``by`` may see has been approved."""
    approved = select(BatchRow.id).join(Batch, BatchRow.batch_id == Batch.id)
    with office.database.reading() as session:
        query = approved.where(BatchRow.approval_id.is_not(None), batch_rights.visible(by)).limit(1)
        return session.scalars(query).first() is not None


def _has(word: str) -> ColumnElement[bool]:
    """Names have no figures and numbers have some; of a number the case of its letters alone may be another."""
    if not any(map(str.isdigit, word)):
        return BatchRow.who.icontains(word, autoescape=True)
    places = (BatchRow.letter_number, BatchRow.appeal_number)
    forms = {word, word.upper(), word.lower()}
    return or_(*(place.contains(form, autoescape=True) for place in places for form in sorted(forms)))
