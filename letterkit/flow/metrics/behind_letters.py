"""The letters behind a number of the work on replies: a list of exactly those that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.flow.cases import rights
from letterkit.flow.metrics.behind import PAGE, SEERS
from letterkit.flow.metrics.quarter import Quarter
from letterkit.flow.metrics.work import sent_in, was_returned
from letterkit.store.tables import Dispatch, Letter


class OfLetters(StrEnum):
    """Letters that went out in the quarter: all of them, or those that came back to their executor before."""

    SENT = "sent"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class BehindLetters:
    """The number ``what`` of ``quarter``."""

    quarter: Quarter
    what: OfLetters


@dataclass(frozen=True, slots=True)
class FoundLetters:
    """``count`` letters, those of page ``page`` of ``pages`` among them, each with how it went."""

    count: int
    page: int
    pages: int
    letters: Sequence[tuple[Letter, Dispatch]]


def letters_behind(session: Session, by: Actor, number: BehindLetters, page: int = 1) -> FoundLetters:
    """The letters that ``number`` counts in the order in which they went, a page of them.

    Raises DeniedError ``denied.duty``.
    """
    rights.demand(by, *SEERS)
    which = sent_in(by.body, (number.quarter,))
    if number.what is OfLetters.RETURNED:
        which = and_(which, was_returned())
    joined = Dispatch.letter_id == Letter.id
    count = session.scalar(select(func.count()).select_from(Letter).join(Dispatch, joined).where(which)) or 0
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    query = select(Letter, Dispatch).join(Dispatch, joined).where(which).order_by(Dispatch.at, Letter.id)
    rows = session.execute(query.limit(PAGE).offset((page - 1) * PAGE)).all()
    return FoundLetters(count, page, pages, [(letter, dispatch) for letter, dispatch in rows])


def parse_letters(quarter: Quarter, what: str) -> BehindLetters:
    """As an address names it; raises RequestError ``metrics.no-such-number``."""
    if what not in set(OfLetters):
        raise RequestError("metrics.no-such-number")
    return BehindLetters(quarter, OfLetters(what))
