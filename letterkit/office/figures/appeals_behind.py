"""The appeals behind a number of the figures: a list of exactly those that it counts."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.core.outcome import Kind
from letterkit.core.register import Result
from letterkit.deadlines.quarter import Quarter
from letterkit.office import rights
from letterkit.office.figures.appeals import is_late, is_repeat, received_in
from letterkit.store import paging
from letterkit.store.paging import Page
from letterkit.store.tables import Appeal

SEERS = (Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
"""Who may see every appeal of the body, and so what stands behind its numbers."""


class Figure(StrEnum):
    """Which number: most take a value, what an appeal says of itself, empty where it says nothing."""

    RECEIVED = "received"
    CHANNEL = "channel"
    COMPLAINT_CHANNEL = "complaint-channel"
    REASON = "reason"
    GROUP = "group"
    ANSWERED = "answered"
    ANSWERED_GROUP = "answered-group"
    NOT_ANSWERED = "not-answered"
    NOT_ANSWERED_GROUP = "not-answered-group"
    LATE = "late"
    COMPLAINTS = "complaints"
    RESULT = "result"
    REPEATS = "repeats"


@dataclass(frozen=True, slots=True)
class Behind:
    """The number ``what`` of ``quarter``, of the appeals that say ``value``."""

    quarter: Quarter
    what: Figure
    value: str | None = None


def behind(session: Session, by: Actor, what: Behind, number: int = 1) -> Page[Appeal]:
    """The appeals that ``what`` counts, oldest first, a page of them; a page that is not there is the last.

    Raises DeniedError ``denied.duty``, RequestError ``metrics.no-such-number``.
    """
    rights.demand(by, *SEERS)
    which = and_(received_in(by.body, (what.quarter,)), condition(what))
    return paging.page(session, select(Appeal).where(which).order_by(Appeal.registered, Appeal.id), number)


def condition(number: Behind) -> ColumnElement[bool]:
    """What ``number`` asks of an appeal of its quarter."""
    complains, value = Appeal.kind == Kind.COMPLAINT, number.value
    match number.what:
        case Figure.RECEIVED:
            return Appeal.id.is_not(None)
        case Figure.CHANNEL:
            return _says(Appeal.channel, value)
        case Figure.COMPLAINT_CHANNEL:
            return and_(complains, _says(Appeal.channel, value))
        case Figure.REASON:
            return _says(Appeal.reason, value)
        case Figure.GROUP:
            return _says(Appeal.group, value)
        case Figure.ANSWERED:
            return Appeal.answered.is_not(None)
        case Figure.ANSWERED_GROUP:
            return and_(Appeal.answered.is_not(None), _says(Appeal.group, value))
        case Figure.NOT_ANSWERED:
            return Appeal.answered.is_(None)
        case Figure.NOT_ANSWERED_GROUP:
            return and_(Appeal.answered.is_(None), _says(Appeal.group, value))
        case Figure.LATE:
            return is_late()
        case Figure.COMPLAINTS:
            return complains
        case Figure.RESULT:
            return and_(complains, _says(Appeal.result, value))
        case Figure.REPEATS:
            return is_repeat()


def parse_behind(quarter: Quarter, what: str, value: str) -> Behind:
    """As an address names it; raises RequestError ``metrics.no-such-number``."""
    if what not in set(Figure) or (what == Figure.RESULT and value and value not in set(Result)):
        raise RequestError("metrics.no-such-number")
    return Behind(quarter, Figure(what), value or None)


def _says(column: InstrumentedAttribute[str | None], value: str | None) -> ColumnElement[bool]:
    return or_(column.is_(None), column == "") if value is None else column == value
