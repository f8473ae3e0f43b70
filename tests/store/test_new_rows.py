"""A row is added by one of many, and each is told whether it was they."""

from datetime import UTC, datetime

import pytest

from letterkit.store.database import Database
from letterkit.store.new_rows import add_new
from letterkit.store.session_tables import SignInFailures

pytestmark = pytest.mark.both_databases


def test_only_what_was_not_there_is_added_and_counted(database: Database) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    rows = [{"login": login, "address": "10.0.0.1", "failures": 0, "since": now} for login in ("a", "b", "c")]
    with database.writing() as session:
        counts = [add_new(session, SignInFailures, some) for some in (rows[:1], rows[:1], rows, rows)]
    assert counts == [1, 0, 2, 0]
