"""A long list a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PAGE = 50
"""Rows of one page."""
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The ``rows`` of page ``number`` of ``pages``, counted from 1; ``total`` stand on all of them together."""

    rows: Sequence[Row]
    total: int
    number: int
    pages: int


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


def page(session: Session, query: Select[Row], number: int, size: int = PAGE) -> Page[Row]:
    """Page ``number`` of what ``query`` gives in its order."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    at = place(total, number, size)
    rows: Sequence[Row] = session.scalars(query.limit(size).offset(at.offset)).unique().all()
    return Page(rows, total, at.number, at.pages)
