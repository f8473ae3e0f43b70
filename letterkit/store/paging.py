"""A long list a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import CTE, ColumnElement, Integer, Select, cast, func, null, select, union_all
from sqlalchemy.orm import Session

PAGE = 50
"""Rows of one page."""
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The ``rows`` of page ``number`` of ``pages``, counted from 1; ``total`` stand on all of them together.

    ``newest``: they are of so many that were entered last, older ones were not looked through; nought: of all.
    """

    rows: Sequence[Row]
    total: int
    number: int
    pages: int
    newest: int = field(default=0, kw_only=True)


class PagePlace(NamedTuple):
    """Page ``number`` of ``pages`` and the rows before it."""

    number: int
    pages: int
    offset: int


def place(total: int, number: int, size: int = PAGE) -> PagePlace:
    """Where page ``number`` of ``total`` rows stands; a page that there is not is the nearest one."""
    pages = max(1, -(-total // size))
    number = min(max(1, number), pages)
    return PagePlace(number, pages, (number - 1) * size)


def ids_in_order(
    session: Session, query: Select[int], order: Sequence[tuple[Any, bool]], total: int, offset: int, size: int = PAGE
) -> Sequence[int]:
    """The ids that ``query`` gives from ``offset`` on, ``size`` of its ``total``; ``order``: what by, whether falling.

    Ids alone, so that an index is read and no row; what lies behind the middle is read from the end.
    """
    size = max(0, min(size, total - offset))
    is_far = offset > total // 2
    keys = [key.desc() if falls is not is_far else key for key, falls in order]
    skipped = total - offset - size if is_far else offset
    found = session.scalars(query.order_by(*keys).limit(size).offset(skipped)).all()
    return found[::-1] if is_far else found


def counts_and_ids(
    session: Session, found: CTE, keys: Sequence[ColumnElement[Any]], shown: Select[int], number: int, size: int
) -> tuple[dict[tuple[Any, ...], int], list[int]]:
    """How many rows of ``found`` have each value of ``keys``, and the ids of page ``number`` of ``shown``, in no order.

    In one statement: what was searched for dearly is searched for once.
    """
    unknown = [cast(null(), key.type) for key in keys]
    counts = select(cast(null(), Integer).label("id"), *keys, func.count()).select_from(found).group_by(*keys)
    rows = shown.limit(size).offset((number - 1) * size).subquery()
    page = select(rows.c.id, *unknown, cast(null(), Integer))
    told = session.execute(union_all(counts, page)).all()
    ids = [row[0] for row in told if row[0] is not None]
    return {tuple(row[1:-1]): row[-1] for row in told if row[0] is None}, ids


def page(session: Session, query: Select[Row], number: int, size: int = PAGE) -> Page[Row]:
    """Page ``number`` of what ``query`` gives in its order."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    at = place(total, number, size)
    rows: Sequence[Row] = session.scalars(query.limit(size).offset(at.offset)).unique().all()
    return Page(rows, total, at.number, at.pages)
