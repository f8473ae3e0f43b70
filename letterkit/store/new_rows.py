"""Rows that are added unless they are there: by one of many at once, on either database."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def add_new(session: Session, table: type[Any], rows: Sequence[Mapping[str, Any]]) -> int:
    """Adds those of ``rows`` that no unique key of ``table`` has yet; how many they were."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    key = inspect(table).primary_key
    # Counted by what comes back: of an INSERT psycopg's count is -1 where SQLAlchemy asks for keys, whatever was added.
    added = session.execute(dialect.insert(table).on_conflict_do_nothing().returning(*key), list(rows))
    return len(added.all())
