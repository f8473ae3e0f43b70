"""The appeals behind a number of the figures: a list of exactly those that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.core.outcome import Kind
from letterkit.core.register import Result
from letterkit.deadlines.quarter import Quarter
from letterkit.office import rights
from letterkit.office.figures.appeals import is_late, received_in
from letterkit.office.figures.work import is_repeat
from letterkit.store.tables import Appeal

SEERS = (Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)
"""Who may see every appeal of the body, and so what stands behind its numbers."""
PAGE = 50


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


@dataclass(frozen=True, slots=True)
class AppealPage:
    """``count`` appeals, those of page ``page`` of ``pages`` among them."""

    count: int
    page: int
    pages: int
    appeals: Sequence[Appeal]


def behind(session: Session, by: Actor, number: Behind, page: int = 1) -> AppealPage:
    """The appeals that ``number`` counts, oldest first, a page of them; a page that is not there is the last.

    Raises DeniedError ``denied.duty``, RequestError ``metrics.no-such-number``.
    """
    rights.demand(by, *SEERS)
    which = and_(received_in(by.body, (number.quarter,)), condition(number))
    count = session.scalar(select(func.count()).select_from(Appeal).where(which)) or 0
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    rows = select(Appeal).where(which).order_by(Appeal.registered, Appeal.id).limit(PAGE).offset((page - 1) * PAGE)
    return AppealPage(count, page, pages, session.scalars(rows).all())


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
