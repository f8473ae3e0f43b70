"""The two lists of control (7.1): appeals to be answered in the week ahead (7.2), appeals whose term is over (7.3)."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, func, select

from letterkit.core.office import Actor, Duty
from letterkit.core.register import Control
from letterkit.office import holds, rights
from letterkit.office.context import Office
from letterkit.office.control import closing
from letterkit.office.holds import HoldKind
from letterkit.store.database import Database
from letterkit.store.tables import Appeal, Person

SEES_ALL = (Duty.REGISTRY, Duty.SIGNER, Duty.REVIEWER)
"""Who sees the lists of everybody; executors see their own."""
_WEEK = datetime.timedelta(days=7)
_BLOCKED = "Данные заблокированы"
"""Stands for what is said of somebody whose data must not be used; the term runs on."""


@dataclass(frozen=True, slots=True)
class Item:
    """An appeal of a list: ``left`` days until ``due`` (negative: overdue); ``executor`` is empty while nobody's."""

    id: int
    number: str
    registered: datetime.date
    subject: str
    applicant: str
    due: datetime.date
    left: int
    is_extended: bool
    executor_id: int | None
    executor: str
    unit: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one executor has in a list, soonest due first; those of nobody have no ``executor_id``.

    ``items`` are the first of ``count``.
    """

    executor_id: int | None
    executor: str
    unit: str
    items: Sequence[Item]
    count: int


def due_of() -> ColumnElement[datetime.date]:
    """The deadline that holds: the extended one if there is one."""
    return func.coalesce(Appeal.extended_to, Appeal.due)


def monday_of(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def week_ahead(on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Monday and Sunday of the week that lies ahead: on a Monday the one that begins, later in a week the next one."""
    first = on if on.weekday() == 0 else monday_of(on) + _WEEK
    return first, first + _WEEK - datetime.timedelta(days=1)


def warning(
    database: Database,
    body: str,
    on: datetime.date,
    *,
    whose: int | None = None,
    until: datetime.date | None = None,
) -> Sequence[Item]:
    """Appeals not done on ``on`` that are due by the end of the week ahead, or by ``until``; of executor ``whose``, of
    all when None.

    Those due in what is left of the running week are among them, so that none falls between two lists.
    """
    return [item for item, _ in _items(database, body, on, whose, due_of().between(on, until or week_ahead(on)[1]))]


def of_days(
    database: Database,
    body: str,
    on: datetime.date,
    first: datetime.date,
    last: datetime.date,
    *,
    whose: int | None = None,
) -> Sequence[Item]:
    """Appeals not done on ``on`` that are due from ``first`` to ``last``, overdue ones too."""
    return [item for item, _ in _items(database, body, on, whose, due_of().between(first, last))]


def overdue(database: Database, body: str, on: datetime.date, *, whose: int | None = None) -> Sequence[Item]:
    """Appeals not done on ``on`` whose deadline was before it: neither closed nor extended (7.11)."""
    return [item for item, _ in _items(database, body, on, whose, due_of() < on)]


def first_of_days(
    database: Database,
    body: str,
    on: datetime.date,
    days: tuple[datetime.date, datetime.date] | None,
    most: int,
    *,
    whose: int | None = None,
) -> Sequence[Share]:
    """The first ``most`` of each executor of what is due in ``days``, of what is overdue when None; how many there are.

    A page of ten thousand appeals needs no more of them than it shows.
    """
    asked = due_of() < on if days is None else due_of().between(*days)
    rows = _items(database, body, on, whose, asked, most)
    counts = {item.executor_id: count for item, count in rows}
    return [replace(share, count=counts[share.executor_id]) for share in shares(item for item, _ in rows)]


def control_items(
    database: Database, kind: Control, body: str, on: datetime.date, whose: int | None = None
) -> Sequence[Item]:
    """``warning`` or ``overdue``, as ``kind`` says."""
    find = warning if kind is Control.WARNING else overdue
    return find(database, body, on, whose=whose)


def shares(items: Iterable[Item]) -> Sequence[Share]:
    """The items by executor, those of nobody first: somebody has to be found for them."""

    def whose(item: Item) -> tuple[bool, str, int]:
        return (item.executor_id is not None, item.executor, item.executor_id or 0)

    found = []
    for _, group in groupby(sorted(items, key=lambda item: (*whose(item), item.due, item.id)), key=whose):
        some = list(group)
        found.append(Share(some[0].executor_id, some[0].executor, some[0].unit, some, len(some)))
    return found


def whose_of(by: Actor) -> int | None:
    """Whose appeals ``by`` sees on control: their own, or everybody's (None)."""
    return None if by.has(*SEES_ALL) else by.id


def count_overdue(office: Office, by: Actor, on: datetime.date) -> int:
    """How many appeals that ``by`` sees on control are overdue."""
    query = select(func.count(Appeal.id)).where(Appeal.body == by.body, rights.not_done(), due_of() < on)
    whose = whose_of(by)
    if whose is not None:
        query = query.where(Appeal.responsible_id == whose)
    with office.database.reading() as session:
        return session.scalar(query) or 0


def _items(
    database: Database,
    body: str,
    on: datetime.date,
    whose: int | None,
    asked: ColumnElement[bool],
    most: int | None = None,
) -> list[tuple[Item, int]]:
    """The appeals, soonest due first, each with how many its executor has; only the first ``most`` of each."""
    executor = Appeal.responsible_id
    inner = select(
        Appeal.id,
        Appeal.number,
        Appeal.registered,
        Appeal.subject,
        Appeal.applicant,
        due_of().label("due"),
        Appeal.extended_to,
        Appeal.responsible_id,
        Appeal.id.in_(holds.blocked_ids(HoldKind.CASES)).label("is_blocked"),
        func.row_number().over(partition_by=executor, order_by=(due_of(), Appeal.id)).label("place"),
        func.count().over(partition_by=executor).label("in_all"),
    ).where(Appeal.body == body, Appeal.registered <= on, closing.was_open_on(on), asked)
    if whose is not None:
        inner = inner.where(Appeal.responsible_id == whose)
    found = inner.subquery()
    query = select(found).order_by(found.c.due, found.c.id)
    if most is not None:
        query = query.where(found.c.place <= most)
    with database.reading() as session:
        rows = session.execute(query).all()
        # People are few and appeals are many: each is read and named once.
        ids = {row.responsible_id for row in rows}
        people = session.scalars(select(Person).where(Person.id.in_(ids)))
        names = {person.id: (person.short_name, person.unit or "") for person in people}
    return [(_item(row, on, *names.get(row.responsible_id, ("", ""))), row.in_all) for row in rows]


def _item(row: Any, on: datetime.date, executor: str, unit: str) -> Item:
    return Item(
        id=row.id,
        number=row.number,
        registered=row.registered,
        subject=_BLOCKED if row.is_blocked else row.subject or "",
        applicant="" if row.is_blocked else row.applicant,
        due=row.due,
        left=(row.due - on).days,
        is_extended=row.extended_to is not None,
        executor_id=row.responsible_id,
        executor=executor,
        unit=unit,
    )
