"""What SQLite and PostgreSQL write differently, and quarters as conditions of a query."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, case
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from letterkit.deadlines.quarter import Quarter


class days_between(FunctionElement[int]):
    """Days from the second day to the first, both columns of dates."""

    type = Integer()
    inherit_cache = True


@compiles(days_between)
def _days(element: FunctionElement[int], compiler: Any, **how: Any) -> str:
    later, earlier = (compiler.process(clause, **how) for clause in element.clauses)
    return f"({later} - {earlier})"


@compiles(days_between, "sqlite")
def _days_of_sqlite(element: FunctionElement[int], compiler: Any, **how: Any) -> str:
    later, earlier = (compiler.process(clause, **how) for clause in element.clauses)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


def place_of_day(column: Any, quarters: Sequence[Quarter]) -> ColumnElement[int]:
    """Which of ``quarters`` (newest first, one after another) the day in ``column`` lies in, counted from nought."""
    return case(*((column >= quarter.first, number) for number, quarter in enumerate(quarters)))


def place_of_moment(column: Any, quarters: Sequence[Quarter]) -> ColumnElement[int]:
    """As ``place_of_day``, of a moment."""
    return case(*((column >= quarter.begins, number) for number, quarter in enumerate(quarters)))


def of_days(column: Any, quarters: Sequence[Quarter]) -> ColumnElement[bool]:
    """That the day lies in any of ``quarters``."""
    within: ColumnElement[bool] = column.between(quarters[-1].first, quarters[0].last)
    return within


def of_moments(column: Any, quarters: Sequence[Quarter]) -> ColumnElement[bool]:
    """That the moment lies in any of ``quarters``."""
    within: ColumnElement[bool] = (column >= quarters[-1].begins) & (column < quarters[0].next.begins)
    return within
