"""Which rows of batches answer which appeals of the register (clause 4.1): one condition for all who ask."""

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.tables import Appeal


def answers() -> ColumnElement[bool]:
    """Whether a row answers an appeal of its own body, as a condition of a join.

    Numbers begin anew each year: a row without the day answers the only appeal with its number, or none.
    """
    other = aliased(Appeal)
    alike = select(func.count(other.id)).where(other.number == Appeal.number, other.body == Appeal.body)
    is_only = and_(BatchRow.appeal_day.is_(None), alike.scalar_subquery() == 1)
    whose = aliased(Batch)
    body = select(whose.body).where(whose.id == BatchRow.batch_id).scalar_subquery()
    same_day = or_(BatchRow.appeal_day == Appeal.registered, is_only)
    return and_(BatchRow.appeal_number == Appeal.number, Appeal.body == body, same_day)
