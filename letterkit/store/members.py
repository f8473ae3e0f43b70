"""Questions about one column of a table of millions, answered from its index alone."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, Select, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.functions import FunctionElement


class _OneOf(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True


def one_of(column: Any, query: Select[Any]) -> ColumnElement[bool]:
    """That ``column`` has one of the values that ``query`` gives; the query knows nothing of the one around it.

    For some tens of values: ``x IN (SELECT …)`` beside an OR is asked of every row of the table by PostgreSQL; as an
    array that is made once, each condition finds its rows by its own index. SQLite does so of itself.
    """
    return _OneOf(column, query.correlate(None).scalar_subquery())


def distinct_values(session: Session, column: InstrumentedAttribute[str]) -> list[str]:
    """The values that ``column`` has, in order, each found from the one before: few of them, in however many rows."""
    values = select(func.min(column).label("value")).cte(recursive=True)
    after = select(func.min(column)).where(column > values.c.value).correlate(values).scalar_subquery()
    values = values.union_all(select(after).where(values.c.value.is_not(None)))
    return [each for each in session.scalars(select(values.c.value)) if each is not None]


@compiles(_OneOf)
def _in(element: _OneOf, compiler: Any, **how: Any) -> str:
    column, query = (compiler.process(clause, **how) for clause in element.clauses)
    return f"({column} IN {query})"


@compiles(_OneOf, "postgresql")
def _any(element: _OneOf, compiler: Any, **how: Any) -> str:
    column, query = (compiler.process(clause, **how) for clause in element.clauses)
    return f"({column} = ANY (ARRAY{query}))"
