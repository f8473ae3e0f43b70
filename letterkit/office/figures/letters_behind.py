"""The letters and the batches behind a number of the work on replies: a list of exactly those that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, literal, select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, RowState
from letterkit.deadlines.quarter import Quarter
from letterkit.office import rights
from letterkit.office.figures.appeals_behind import SEERS
from letterkit.office.figures.sent_days import Step
from letterkit.office.figures.sql import of_days, of_moments
from letterkit.office.figures.work import had_step, sent_in, was_returned
from letterkit.store import paging
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.paging import PAGE, Page
from letterkit.store.rule_tables import RuleCount
from letterkit.store.tables import Dispatch, Letter


class OfLetters(StrEnum):
    """Letters that went out in the quarter: all of them, those that came back to their executor before, those that lay
    in a step (its value). Or those that were checked in it: all, those with findings, with findings of a clause (its
    value, none for those of no clause).
    """

    SENT = "sent"
    RETURNED = "returned"
    STEP = "step"
    CHECKED = "checked"
    FOUND = "found"
    FOUND_CLAUSE = "found-clause"


OF_CHECKS = (OfLetters.CHECKED, OfLetters.FOUND, OfLetters.FOUND_CLAUSE)
"""What counts letters of batches too."""
OF_FINDINGS = (OfLetters.FOUND, OfLetters.FOUND_CLAUSE)


@dataclass(frozen=True, slots=True)
class BehindLetters:
    """The number ``what`` of ``quarter``, of the step or the clause ``value``."""

    quarter: Quarter
    what: OfLetters
    value: str | None = None


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """A letter, how it went if it has gone, and its findings where the number is one of findings."""

    letter: Letter
    sent: Dispatch | None
    findings: int


@dataclass(frozen=True, slots=True)
class FoundBatch:
    """A batch with so many ``letters`` that the number counts, and their findings where it is one of findings."""

    batch: Batch
    letters: int
    findings: int


@dataclass(frozen=True, slots=True)
class FoundLetters(Page[FoundLetter]):
    """A page of letters, and all the batches."""

    batches: Sequence[FoundBatch] = ()

    @property
    def in_batches(self) -> int:
        """How many letters the batches have made that the number counts."""
        return sum(each.letters for each in self.batches)


def letters_behind(session: Session, by: Actor, what: BehindLetters, number: int = 1) -> FoundLetters:
    """The letters that ``what`` counts, a page of them: in the order in which they went or were handed in, those with
    the most findings first. Letters of batches are told by their batch.

    Raises DeniedError ``denied.duty``.
    """
    rights.demand(by, *SEERS)
    counts = _counts(what)
    findings = counts.c.found if what.what in OF_FINDINGS else literal(0)
    joined = select(Letter, Dispatch, findings).outerjoin(Dispatch, Dispatch.letter_id == Letter.id)
    if what.what in OF_FINDINGS:
        joined = joined.join(counts, counts.c.id == Letter.id)
    query = joined.where(Letter.body == by.body, _condition(by, what))
    count = session.scalar(select(func.count()).select_from(query.with_only_columns(Letter.id).subquery())) or 0
    at = paging.place(count, number)
    most_first = [findings.desc()] if what.what in OF_FINDINGS else []
    query = query.order_by(*most_first, Dispatch.at, Letter.submitted, Letter.id)
    rows = session.execute(query.limit(PAGE).offset(at.offset))
    letters = [FoundLetter(*row) for row in rows]
    return FoundLetters(letters, count, at.number, at.pages, _batches(session, by, what))


def parse_letters(quarter: Quarter, what: str, value: str = "") -> BehindLetters:
    """As an address names it; raises RequestError ``metrics.no-such-number``."""
    if what not in set(OfLetters) or (what == OfLetters.STEP and value not in set(Step)):
        raise RequestError("metrics.no-such-number")
    return BehindLetters(quarter, OfLetters(what), value or None)


def _condition(by: Actor, number: BehindLetters) -> ColumnElement[bool]:
    sent = sent_in(by.body, (number.quarter,))
    match number.what:
        case OfLetters.SENT:
            return sent
        case OfLetters.RETURNED:
            return and_(sent, was_returned())
        case OfLetters.STEP:
            return and_(sent, had_step(Step(number.value or "")))
        case OfLetters.CHECKED:
            return of_moments(Letter.submitted, (number.quarter,))
        case OfLetters.FOUND | OfLetters.FOUND_CLAUSE:
            return Letter.id.is_not(None)  # the counts that are joined say which


def _counts(number: BehindLetters) -> Subquery:
    """Findings of the quarter by letter."""
    return _findings_query(RuleCount.letter_id, number).subquery()


def _findings_query(owner: Any, number: BehindLetters) -> Select[Any]:
    """What has findings that ``number`` counts, by ``owner`` of the count: its id, findings, letters with any."""
    query = select(owner.label("id"), func.sum(RuleCount.found).label("found"))
    query = query.where(owner.is_not(None), RuleCount.found > 0, of_days(RuleCount.day, (number.quarter,)))
    if number.what is OfLetters.FOUND_CLAUSE:
        query = query.where(RuleCount.clause == number.value if number.value else RuleCount.clause.is_(None))
    return query.group_by(owner)


def _batches(session: Session, by: Actor, number: BehindLetters) -> list[FoundBatch]:
    if number.what not in OF_CHECKS:
        return []
    made = select(func.count()).where(BatchRow.batch_id == Batch.id, BatchRow.state == RowState.DONE)
    query = select(Batch, made.scalar_subquery()).where(Batch.body == by.body)  # the rows of these batches alone
    if number.what is OfLetters.CHECKED:
        query = query.add_columns(literal(0)).where(of_moments(Batch.begun, (number.quarter,)))
    else:
        found = _findings_query(RuleCount.batch_id, number).subquery()
        query = query.add_columns(found.c.found).join(found, found.c.id == Batch.id)
    rows = session.execute(query.order_by(Batch.begun, Batch.id)).all()
    return [FoundBatch(batch, letters, int(found)) for batch, letters, found in rows if letters]
