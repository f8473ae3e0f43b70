"""Which letters wait for whom, a page at a time: one's own, those of the reviewer, of the signer, of the registry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.office import holds, rights
from letterkit.office.cases import search
from letterkit.office.context import Office
from letterkit.office.register.search import LIST, Reach, Span, spans
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


def page(
    office: Office, by: Actor, asked: LetterFilters, number: int = 1, *, size: int = PAGE, reach: Reach = LIST
) -> LetterPage:
    """Page ``number`` of the letters that are ``asked`` for, the last one when there are not so many.

    Soonest due first, then those without a deadline, then those that are gone, the latest first.
    """
    with office.database.reading() as session:
        fits = [_in_scope(by, asked.scope)]
        if asked.words.strip():
            return _search(session, by, asked, fits, number, size, reach)
        by_state, by_reviewer = _counts(session, by, asked, fits)
        total = _total(asked, by_state, by_reviewer)
        at = paging.place(total, number, size)
        ids = _ids(session, by, asked, fits, total, by_state, at.offset, size)
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
    if wanted is LetterList.OWN:  # what is blocked only the registry comes upon
        return rights.theirs(by) if by.has(Duty.REGISTRY) else and_(rights.theirs(by), holds.open_letters())
    if wanted is LetterList.ALL:
        return rights.visible(by)
    states = {state for duty, waits in _WAITS_FOR.items() if by.has(duty) for state in waits}
    return and_(Letter.state.in_(states), rights.visible(by))


def _search(
    session: Session,
    by: Actor,
    asked: LetterFilters,
    fits: Sequence[ColumnElement[bool]],
    number: int,
    size: int,
    reach: Reach,
) -> LetterPage:
    """What a search finds: among the letters begun last where there are enough of them, or else among all.

    What waits is looked for from the first that waits on: it has been there for weeks, and words for years.
    """
    if asked.scope is LetterList.WAITING:
        first = session.scalar(select(func.min(Letter.id)).where(*fits)) or 1
        fits = [*fits, search.condition(session, asked.words, first - 1)]
        return _search_page(session, by, asked, fits, number, size)
    of_all = asked.scope is LetterList.ALL
    for span in spans(session, Letter.id, reach, asked.words) if of_all else [Span()]:
        fitting = [*fits, search.condition(session, asked.words, span.after)]
        found = _search_page(session, by, asked, fitting, number, size)
        if found.total >= reach.enough:
            break
    return replace(found, newest=span.newest)


def _search_page(
    session: Session, by: Actor, asked: LetterFilters, fits: Sequence[ColumnElement[bool]], number: int, size: int
) -> LetterPage:
    """As ``page``, of what a search finds: searched for once, for the counts and for the page."""
    table = select(Letter.id, Letter.state, Letter.due, _whose(by).label("whose")).where(*fits).cte("found")
    is_gone = table.c.state == LetterState.SENT
    order = (is_gone, case((is_gone, table.c.id)).desc(), table.c.due.is_(None), table.c.due, table.c.id)
    shown = select(table.c.id).where(
        table.c.state != LetterState.REMOVED if asked.state is None else table.c.state == asked.state
    )
    if asked.reviewer is not None:
        shown = shown.where(table.c.whose.in_(_COUNTED_AS[asked.reviewer]), ~is_gone)
    keys = (table.c.state, table.c.whose)
    counts, ids = paging.counts_and_ids(session, table, keys, shown.order_by(*order), max(1, number), size)
    told = [(LetterState(state), whose, count) for (state, whose), count in counts.items()]
    by_state, by_reviewer = _tally(asked, told)
    total = _total(asked, by_state, by_reviewer)
    at = paging.place(total, number, size)
    if at.number != max(1, number):
        return _search_page(session, by, asked, fits, at.number, size)
    letters = sorted(session.scalars(select(Letter).where(Letter.id.in_(ids))).unique(), key=_place_in_list)
    return LetterPage(list(map(waiting, letters)), total, at.number, at.pages, by_state, by_reviewer)


def _place_in_list(letter: Letter) -> tuple[bool, int, bool, int, int]:
    """Soonest due first, then those without a deadline, then those that are gone, the latest first."""
    is_gone = letter.state == LetterState.SENT
    due = letter.due.toordinal() if letter.due and not is_gone else 0
    return is_gone, -letter.id if is_gone else 0, letter.due is None and not is_gone, due, letter.id


def _ids(
    session: Session,
    by: Actor,
    asked: LetterFilters,
    fits: Sequence[ColumnElement[bool]],
    total: int,
    by_state: Mapping[LetterState, int],
    offset: int,
    size: int,
) -> Sequence[int]:
    """The letters of a page: the index has those that are gone in their order, and the others are few to be put so."""
    asked_for = (
        [each for each in LetterState if each is not LetterState.REMOVED] if asked.state is None else [asked.state]
    )
    still_here = [each for each in asked_for if each is not LetterState.SENT]
    gone = by_state[LetterState.SENT] if LetterState.SENT in asked_for and asked.reviewer is None else 0
    soonest = ((Letter.due.is_(None), False), (Letter.due, False), (Letter.id, False))
    groups = ((still_here, total - gone, soonest), ([LetterState.SENT], gone, ((Letter.id, True),)))
    ids: list[int] = []
    for states, count, order in groups:
        if offset < count and len(ids) < size:
            query = select(Letter.id).where(*fits, Letter.state.in_(states), *_of_reviewer(by, asked.reviewer))
            ids += paging.ids_in_order(session, query, order, count, offset, size - len(ids))
        offset = max(0, offset - count)
    return ids


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
    """Of the letters that fit: by state whoever reviews them, by who reviews them those in the state asked for.

    Who reviews them is counted of those that wait: of a million that are gone nobody asks it.
    """
    by_state, by_reviewer = dict.fromkeys(LetterState, 0), dict.fromkeys(Reviewer, 0)
    if asked.scope is not LetterList.WAITING and asked.reviewer is None:
        of_states = session.execute(select(Letter.state, func.count()).where(*fits).group_by(Letter.state))
        return by_state | {LetterState(state): count for state, count in of_states}, by_reviewer
    whose = _whose(by)
    waits = (*fits, Letter.state != LetterState.SENT)
    counted = session.execute(select(Letter.state, whose, func.count()).where(*waits).group_by(Letter.state, whose))
    return _tally(asked, [(LetterState(state), reviewer, count) for state, reviewer, count in counted])


def _whose(by: Actor) -> ColumnElement[str | None]:
    """Who reviews a letter, as ``by`` sees it; nothing of one that somebody else does."""
    mine = Letter.reviewer_id == by.id
    return case(
        (Letter.reviewer_id.is_(None), literal(Reviewer.NOBODY.value)),
        (and_(mine, _is_of_week()), literal(Reviewer.SELF_THIS_WEEK.value)),
        (mine, literal(Reviewer.SELF.value)),
    )


_COUNTED_AS = {
    Reviewer.NOBODY: (Reviewer.NOBODY,),
    Reviewer.SELF_THIS_WEEK: (Reviewer.SELF_THIS_WEEK,),
    Reviewer.SELF: (Reviewer.SELF, Reviewer.SELF_THIS_WEEK),
}


def _tally(
    asked: LetterFilters, counted: Iterable[tuple[LetterState, str | None, int]]
) -> tuple[Mapping[LetterState, int], Mapping[Reviewer, int]]:
    by_state, by_reviewer = dict.fromkeys(LetterState, 0), dict.fromkeys(Reviewer, 0)
    for state, reviewer, count in counted:
        by_state[state] += count
        if reviewer is not None and state is not LetterState.SENT and asked.state in (None, state):
            by_reviewer[Reviewer(reviewer)] += count
    by_reviewer[Reviewer.SELF] += by_reviewer[Reviewer.SELF_THIS_WEEK]
    return by_state, by_reviewer


def _total(asked: LetterFilters, by_state: Mapping[LetterState, int], by_reviewer: Mapping[Reviewer, int]) -> int:
    """How many letters there are on all pages."""
    if asked.reviewer is not None:
        return by_reviewer[asked.reviewer]
    there = sum(count for state, count in by_state.items() if state is not LetterState.REMOVED)
    return there if asked.state is None else by_state[asked.state]


def _days_left(due: date | None) -> int | None:
    return None if due is None else (due - clock.today()).days
