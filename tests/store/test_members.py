"""Questions about one column are answered the same on either database."""

import pytest
from sqlalchemy import or_, select

from letterkit.core.office import Actor, Duty
from letterkit.store.audit import record
from letterkit.store.database import Database
from letterkit.store.members import distinct_values, one_of
from letterkit.store.tables import AuditEntry, Counter

pytestmark = pytest.mark.both_databases
BY = Actor(2, "Петрова А.С.", frozenset({Duty.EXECUTOR}))


def test_each_value_is_told_once_in_order(database: Database) -> None:
    with database.reading() as session:
        assert distinct_values(session, AuditEntry.action) == []
    with database.writing() as session:
        for action in ("letter.sent", "appeal.added", "letter.sent", "letter.begun"):
            record(session, BY, action, "letter:1")
    with database.reading() as session:
        assert distinct_values(session, AuditEntry.action) == ["appeal.added", "letter.begun", "letter.sent"]


def test_a_value_is_one_of_those_that_a_query_of_the_same_table_gives(database: Database) -> None:
    with database.writing() as session:
        session.add_all(Counter(name=name, value=value) for name, value in (("a", 1), ("b", 2), ("c", 3)))
    with database.reading() as session:
        few = one_of(Counter.name, select(Counter.name).where(Counter.value == 2))
        found = select(Counter.name).where(or_(few, Counter.value == 3)).order_by(Counter.name)
        assert list(session.scalars(found)) == ["b", "c"]
