"""The register of appeals as a list: narrowed by what each is, found by words, a page at a time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import Actor, AppealState
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.register import search
from letterkit.office.register.classifier import classifier
from letterkit.office.register.search import LIST, Reach
from letterkit.store import paging
from letterkit.store.paging import PAGE, Page
from letterkit.store.register_tables import CoExecutor
from letterkit.store.tables import Appeal, Person

NOBODY = "nobody"
NONE = "-"
"""Says of a group, a reason, a channel or a kind that there is none."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of appeals; what is empty is not asked.

    ``executor`` is the id of a person or NOBODY; ``group`` one of the classifier, with those below it; ``since`` and
    ``until`` are days of registration, ``answered_since`` and ``answered_until`` of the answer. ``overdue``: not
    answered though the term has ended.
    """

    words: str = ""
    state: AppealState | None = None
    executor: str = ""
    group: str = ""
    channel: str = ""
    kind: str = ""
    reason: str = ""
    result: str = ""
    since: date | None = None
    until: date | None = None
    answered_since: date | None = None
    answered_until: date | None = None
    overdue: bool = False

    @property
    def names_days(self) -> bool:
        """Whether some days are asked for, which may be long past."""
        return any((self.since, self.until, self.answered_since, self.answered_until))


@dataclass(frozen=True, slots=True)
class AppealPage(Page[Appeal]):
    """``by_state`` counts the appeals that fit but for the state."""

    by_state: Mapping[AppealState, int]


def page(
    office: Office, by: Actor, asked: Filters = Filters(), number: int = 1, *, size: int = PAGE, reach: Reach = LIST
) -> AppealPage:
    """Page ``number`` of the appeals that concern ``by``, the last one when there are not so many.

    Open ones soonest due first, then those done, the latest first.
    """
    with office.database.reading() as session:
        if asked.words.strip():
            return _search(session, by, asked, number, size, reach)
        wanted = conditions(session, asked)
        fits = [rights.visible_appeals(by), *wanted]
        by_state: Counter[AppealState] = Counter()
        for state, count in session.execute(rights.count_visible(by, wanted)):
            by_state[AppealState(state)] += count
        total = by_state[asked.state] if asked.state is not None else by_state.total()
        at = paging.place(total, number, size)
        appeals = _rows(session, fits, {asked.state: total} if asked.state else by_state, at.offset, size)
    return AppealPage(appeals, total, at.number, at.pages, {state: by_state[state] for state in AppealState})


def whole(session: Session, by: Actor | None, body: str, asked: Filters) -> Select[Appeal]:
    """All that fit, by day of registration, for tables; ``by`` None sees all of ``body``."""
    seen = rights.visible_appeals(by) if by else Appeal.body == body
    query = select(Appeal).where(seen, *conditions(session, asked), *_of_state(asked))
    return query.order_by(Appeal.registered, Appeal.id)


def conditions(session: Session, asked: Filters, after: int | None = None) -> list[ColumnElement[bool]]:
    """What ``asked`` says but for the state, as conditions of a query of appeals; words of those ``after`` an id."""
    found: list[ColumnElement[bool]] = []
    if asked.words.strip():
        found.append(search.condition(session, asked.words, after))
    if asked.executor:
        nobody = and_(Appeal.responsible_id.is_(None), Appeal.responsible_name.is_(None))
        found.append(nobody if asked.executor == NOBODY else Appeal.responsible_id == _number(asked.executor))
    if asked.group:
        found.append(Appeal.group.is_(None) if asked.group == NONE else Appeal.group.in_(_groups(asked.group)))
    for column, value in (
        (Appeal.channel, asked.channel),
        (Appeal.kind, asked.kind),
        (Appeal.reason, asked.reason),
        (Appeal.result, asked.result),
    ):
        if value:
            found.append(column.is_(None) if value == NONE else column == value)
    for day, since, until in (
        (Appeal.registered, asked.since, asked.until),
        (Appeal.answered, asked.answered_since, asked.answered_until),
    ):
        if since is not None:
            found.append(day >= since)
        if until is not None:
            found.append(day <= until)
    if asked.overdue:
        late = func.coalesce(Appeal.extended_to, Appeal.due) < clock.today()
        found.append(and_(rights.not_done(), late))
    return found


def executors_of(office: Office, by: Actor) -> Sequence[Person]:
    """Everybody who answers an appeal that concerns ``by``, by surname."""
    with office.database.reading() as session:
        # People are few: for each the first of their appeals is looked up, and no table of appeals is read through.
        people = select(Person).where(exists().where(Appeal.responsible_id == Person.id, rights.visible_appeals(by)))
        if not rights.sees_all(by):  # nor those of everybody else, to find that none of them is to be seen
            people = people.where(or_(Person.unit == by.unit, Person.id == by.id, Person.id.in_(_helped_by(by))))
        return session.scalars(people.order_by(Person.surname, Person.name, Person.id)).all()


def _helped_by(by: Actor) -> Select[int | None]:
    """Who answers the appeals that ``by`` helps with."""
    helped = select(Appeal.responsible_id).join(CoExecutor, CoExecutor.appeal_id == Appeal.id)
    return helped.where(CoExecutor.person_id == by.id, Appeal.responsible_id.is_not(None))


def reasons(office: Office, by: Actor) -> Sequence[str]:
    """The reasons that appeals of the body have had, the commonest first, for whoever enters another."""
    counted = func.count()
    query = select(Appeal.reason).where(Appeal.body == by.body, Appeal.reason.is_not(None))
    query = query.group_by(Appeal.reason).order_by(counted.desc(), Appeal.reason).limit(_REASONS)
    with office.database.reading() as session:
        return [reason for reason in session.scalars(query) if reason]


_REASONS = 40


def _search(session: Session, by: Actor, asked: Filters, number: int, size: int, reach: Reach) -> AppealPage:
    """What a search finds: among those entered last where there are enough of them, or else among all."""
    seen = rights.visible_appeals(by)
    spans = [search.Span()] if asked.names_days else search.spans(session, Appeal.id, reach, asked.words)
    for span in spans:
        found = _search_page(session, [seen, *conditions(session, asked, span.after)], asked.state, number, size)
        if found.total >= reach.enough:
            break
    return replace(found, newest=span.newest)


def _search_page(
    session: Session, fits: Sequence[ColumnElement[bool]], state: AppealState | None, number: int, size: int
) -> AppealPage:
    """As ``page``, of what a search finds: searched for once, for the counts and for the page."""
    due = func.coalesce(Appeal.extended_to, Appeal.due).label("due")
    table = select(Appeal.id, Appeal.state, due).where(*fits).cte("found")
    is_done = table.c.state == AppealState.DONE
    order = (is_done, case((~is_done, table.c.due)), table.c.due.desc(), table.c.id)
    shown = select(table.c.id).where(*([table.c.state == state] if state is not None else [])).order_by(*order)
    counts, ids = paging.counts_and_ids(session, table, (table.c.state,), shown, max(1, number), size)
    by_state = {each: counts.get((each,), 0) for each in AppealState}
    at = paging.place(by_state[state] if state is not None else sum(by_state.values()), number, size)
    if at.number != max(1, number):
        return _search_page(session, fits, state, at.number, size)
    rows = sorted(session.scalars(select(Appeal).where(Appeal.id.in_(ids))).unique(), key=_place_in_list)
    total = by_state[state] if state is not None else sum(by_state.values())
    return AppealPage(rows, total, at.number, at.pages, by_state)


def _place_in_list(appeal: Appeal) -> tuple[bool, int, int]:
    """Open ones soonest due first, then those done, the latest first."""
    is_done, due = appeal.state == AppealState.DONE, (appeal.extended_to or appeal.due).toordinal()
    return is_done, -due if is_done else due, appeal.id


def _rows(
    session: Session, fits: Sequence[ColumnElement[bool]], counts: Mapping[AppealState, int], offset: int, size: int
) -> Sequence[Appeal]:
    """``size`` appeals of those that ``counts`` has, from ``offset`` on; no row that is done is read before its page.

    The states are named one by one: an index finds what is one of them, not what is not.
    """
    due = func.coalesce(Appeal.extended_to, Appeal.due)
    still_open = [state for state in counts if state != AppealState.DONE]
    done = [state for state in counts if state == AppealState.DONE]
    ids: list[int] = []
    for states, latest_first in ((still_open, False), (done, True)):
        count = sum(counts[state] for state in states)
        if offset < count and len(ids) < size:
            query = select(Appeal.id).where(*fits, Appeal.state.in_(states))
            order = ((due, latest_first), (Appeal.id, False))
            ids += paging.ids_in_order(session, query, order, count, offset, size - len(ids))
        offset = max(0, offset - count)
    found = {each.id: each for each in session.scalars(select(Appeal).where(Appeal.id.in_(ids))).unique()}
    return [found[each] for each in ids]


def _of_state(asked: Filters) -> list[ColumnElement[bool]]:
    return [Appeal.state == asked.state] if asked.state is not None else []


def _groups(said: str) -> tuple[str, ...]:
    return classifier().under(said)


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) <= _DIGITS else 0


_DIGITS = 9
