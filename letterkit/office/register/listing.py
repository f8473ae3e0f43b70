"""The register of appeals as a list: narrowed by what each is, found by words, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.office import Actor, AppealState
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.register import search
from letterkit.office.register.classifier import classifier
from letterkit.store import paging
from letterkit.store.paging import PAGE, Page
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


@dataclass(frozen=True, slots=True)
class AppealPage(Page[Appeal]):
    """``by_state`` counts the appeals that fit but for the state."""

    by_state: Mapping[AppealState, int]


def page(office: Office, by: Actor, asked: Filters = Filters(), number: int = 1, *, size: int = PAGE) -> AppealPage:
    """Page ``number`` of the appeals that concern ``by``, the last one when there are not so many.

    Open ones soonest due first, then those done, the latest first.
    """
    with office.database.reading() as session:
        fits = [rights.visible_appeals(by), *conditions(session, asked)]
        counts = session.execute(select(Appeal.state, func.count()).where(*fits).group_by(Appeal.state))
        by_state = {AppealState(state): count for state, count in counts}
        total = by_state.get(asked.state, 0) if asked.state is not None else sum(by_state.values())
        at = paging.place(total, number, size)
        appeals = _rows(session, fits, {asked.state: total} if asked.state else by_state, at.offset, size)
    return AppealPage(appeals, total, at.number, at.pages, {state: by_state.get(state, 0) for state in AppealState})


def whole(session: Session, by: Actor | None, body: str, asked: Filters) -> Select[Appeal]:
    """All that fit, by day of registration, for tables; ``by`` None sees all of ``body``."""
    seen = rights.visible_appeals(by) if by else Appeal.body == body
    query = select(Appeal).where(seen, *conditions(session, asked), *_of_state(asked))
    return query.order_by(Appeal.registered, Appeal.id)


def conditions(session: Session, asked: Filters) -> list[ColumnElement[bool]]:
    """What ``asked`` says but for the state, as conditions of a query of appeals."""
    found: list[ColumnElement[bool]] = []
    if asked.words.strip():
        found.append(search.condition(session, asked.words))
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
        found.append(and_(Appeal.state != AppealState.DONE, late))
    return found


def executors_of(office: Office, by: Actor) -> Sequence[Person]:
    """Everybody who answers an appeal that concerns ``by``, by surname."""
    with office.database.reading() as session:
        # People are few: for each the first of their appeals is looked up, and no table of appeals is read through.
        people = select(Person).where(exists().where(Appeal.responsible_id == Person.id, rights.visible_appeals(by)))
        return session.scalars(people.order_by(Person.surname, Person.name, Person.id)).all()


def reasons(office: Office, by: Actor) -> Sequence[str]:
    """The reasons that appeals of the body have had, the commonest first, for whoever enters another."""
    counted = func.count()
    query = select(Appeal.reason).where(Appeal.body == by.body, Appeal.reason.is_not(None))
    query = query.group_by(Appeal.reason).order_by(counted.desc(), Appeal.reason).limit(_REASONS)
    with office.database.reading() as session:
        return [reason for reason in session.scalars(query) if reason]


_REASONS = 40


def _rows(
    session: Session, fits: Sequence[ColumnElement[bool]], counts: Mapping[AppealState, int], offset: int, size: int
) -> Sequence[Appeal]:
    """``size`` appeals of those that ``counts`` has, from ``offset`` on; no row that is done is read before its page.

    The states are named one by one: an index finds what is one of them, not what is not.
    """
    due = func.coalesce(Appeal.extended_to, Appeal.due)
    still_open = [state for state in counts if state != AppealState.DONE]
    done = [state for state in counts if state == AppealState.DONE]
    found: list[Appeal] = []
    for states, first in ((still_open, due), (done, due.desc())):
        count = sum(counts[state] for state in states)
        if offset < count and len(found) < size:
            query = select(Appeal).where(*fits, Appeal.state.in_(states)).order_by(first, Appeal.id)
            found += session.scalars(query.limit(size - len(found)).offset(offset)).unique()
        offset = max(0, offset - count)
    return found


def _of_state(asked: Filters) -> list[ColumnElement[bool]]:
    return [Appeal.state == asked.state] if asked.state is not None else []


def _groups(said: str) -> tuple[str, ...]:
    return classifier().under(said)


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) <= _DIGITS else 0


_DIGITS = 9
