"""Which letters wait for whom, a page at a time: one's own, those of the reviewer, of the signer, of the registry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.office import rights
from letterkit.office.cases import search
from letterkit.office.context import Office
from letterkit.store import paging
from letterkit.store.paging import PAGE, Page
from letterkit.store.tables import Letter

SOON = timedelta(days=5)
_WAITS_FOR = {
    Duty.REVIEWER: (LetterState.REVIEW,),
    Duty.SIGNER: (LetterState.REVIEW, LetterState.AGREED),
    Duty.REGISTRY: (LetterState.AGREED, LetterState.APPROVED),
}


class LetterList(StrEnum):
    """Which letters a list has."""

    OWN = "own"
    """Those that one drafts or stands in for; those taken away are shown where their state is asked for."""
    WAITING = "waiting"
    """Those that wait for one as reviewer, signer or registry."""
    ALL = "all"
    """All that one may see."""


class Reviewer(StrEnum):
    """Who reviews a letter, to whoever looks at a list."""

    SELF = "mine"
    SELF_THIS_WEEK = "week"
    """One's own whose answer is due by the end of this week, or is late."""
    NOBODY = "free"


@dataclass(frozen=True, slots=True)
class LetterFilters:
    """What is asked of letters; what is empty is not asked."""

    scope: LetterList
    words: str = ""
    state: LetterState | None = None
    reviewer: Reviewer | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter in a queue: ``age`` since it was handed in, ``left`` days until it is due (negative: late)."""

    letter: Letter
    age: timedelta | None
    left: int | None

    @property
    def urgency(self) -> str:
        """``late``, ``soon`` or nothing."""
        if self.left is None or self.letter.state == LetterState.SENT:
            return ""
        return "late" if self.left < 0 else "soon" if self.left <= SOON.days else ""


@dataclass(frozen=True, slots=True)
class LetterPage(Page[Waiting]):
    """``by_state`` counts the letters that fit but for state and reviewer, ``by_reviewer`` those but for the latter."""

    by_state: Mapping[LetterState, int]
    by_reviewer: Mapping[Reviewer, int]


def page(office: Office, by: Actor, asked: LetterFilters, number: int = 1, *, size: int = PAGE) -> LetterPage:
    """Page ``number`` of the letters that are ``asked`` for, the last one when there are not so many.

    Soonest due first, then those without a deadline, then those that are gone, the latest first.
    """
    with office.database.reading() as session:
        fits = [_in_scope(by, asked.scope)]
        if asked.words.strip():
            fits.append(search.condition(session, asked.words))
        by_state, by_reviewer = _counts(session, by, asked, fits)
        there = sum(count for state, count in by_state.items() if state is not LetterState.REMOVED)
        total = there if asked.state is None else by_state[asked.state]
        if asked.reviewer is not None:
            total = by_reviewer[asked.reviewer]
        at = paging.place(total, number, size)
        gone = Letter.state == LetterState.SENT
        order = (gone, case((gone, Letter.id)).desc(), Letter.due.is_(None), Letter.due, Letter.id)
        query = select(Letter.id).where(*fits, *_of_state(asked), *_of_reviewer(by, asked.reviewer))
        ids = session.scalars(query.order_by(*order).limit(size).offset(at.offset)).all()
        letters = {letter.id: letter for letter in session.scalars(select(Letter).where(Letter.id.in_(ids))).unique()}
        rows = [waiting(letters[each]) for each in ids]
        return LetterPage(rows, total, at.number, at.pages, by_state, by_reviewer)


def next_after(office: Office, by: Actor, letter_id: int, state: LetterState) -> Letter | None:
    """The letter in ``state`` that waits for ``by`` next: one's own or nobody's, soonest due; not ``letter_id``."""
    free = or_(Letter.reviewer_id.is_(None), Letter.reviewer_id == by.id)
    asked = [_in_scope(by, LetterList.WAITING), Letter.state == state, Letter.id != letter_id]
    query = select(Letter).where(*asked, *([free] if state == LetterState.REVIEW else []))
    with office.database.reading() as session:
        return session.scalars(query.order_by(Letter.due.is_(None), Letter.due, Letter.id).limit(1)).unique().first()


def waiting(letter: Letter) -> Waiting:
    """``letter`` with its age and the days it has left, today."""
    age = None if letter.submitted is None else clock.now() - letter.submitted
    return Waiting(letter, age, _days_left(letter.due))


def _in_scope(by: Actor, wanted: LetterList) -> ColumnElement[bool]:
    if wanted is LetterList.OWN:
        return rights.theirs(by)
    if wanted is LetterList.ALL:
        return rights.visible(by)
    states = {state for duty, waits in _WAITS_FOR.items() if by.has(duty) for state in waits}
    return and_(Letter.state.in_(states), rights.visible(by))


def _of_state(asked: LetterFilters) -> list[ColumnElement[bool]]:
    return [Letter.state != LetterState.REMOVED if asked.state is None else Letter.state == asked.state]


def _of_reviewer(by: Actor, reviewer: Reviewer | None) -> list[ColumnElement[bool]]:
    if reviewer is None:
        return []
    if reviewer is Reviewer.NOBODY:
        return [Letter.reviewer_id.is_(None)]
    mine = Letter.reviewer_id == by.id
    return [and_(mine, _is_of_week())] if reviewer is Reviewer.SELF_THIS_WEEK else [mine]


def _is_of_week() -> ColumnElement[bool]:
    today = clock.today()
    return Letter.due <= today + timedelta(days=6 - today.weekday())


def _counts(
    session: Session, by: Actor, asked: LetterFilters, fits: Sequence[ColumnElement[bool]]
) -> tuple[Mapping[LetterState, int], Mapping[Reviewer, int]]:
    """Of the letters that fit: by state whoever reviews them, by who reviews them those in the state asked for."""
    mine = Letter.reviewer_id == by.id
    whose = case(
        (Letter.reviewer_id.is_(None), Reviewer.NOBODY),
        (and_(mine, _is_of_week()), Reviewer.SELF_THIS_WEEK),
        (mine, Reviewer.SELF),
    )
    counted = session.execute(select(Letter.state, whose, func.count()).where(*fits).group_by(Letter.state, whose))
    by_state, by_reviewer = dict.fromkeys(LetterState, 0), dict.fromkeys(Reviewer, 0)
    for state, reviewer, count in counted:
        by_state[LetterState(state)] += count
        if reviewer is not None and asked.state in (None, state):
            by_reviewer[Reviewer(reviewer)] += count
    by_reviewer[Reviewer.SELF] += by_reviewer[Reviewer.SELF_THIS_WEEK]
    return by_state, by_reviewer


def _days_left(due: date | None) -> int | None:
    return None if due is None else (due - clock.today()).days
