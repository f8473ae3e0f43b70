"""Two thousand made-up appeals of two quarters, loaded once for each kind of database; tests only read them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, update

from bench.made_up.fill import FillCounts, fill
from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.office import Actor, Duty
from letterkit.deadlines.quarter import Quarter
from letterkit.store.database import Database
from letterkit.store.tables import Appeal

from ...databases import KINDS, PostgreSQL

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
SPRING, SUMMER = Quarter(2026, 2), Quarter(2026, 3)
COUNT = 2_000
SIGNER = Actor(1, "Фамильев В.В.", frozenset({Duty.SIGNER}))


@contextmanager
def refused(code: str) -> Iterator[None]:
    """In the block an error with ``code`` is raised."""
    with pytest.raises(LetterkitError) as caught:
        yield
    assert caught.value.code == code


@pytest.fixture(autouse=True)
def stopped_clock() -> Iterator[None]:
    with clock.stopped_at(NOW):
        yield


@pytest.fixture(scope="session", params=KINDS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The register of the demo command: two quarters."""
    folder = tmp_path_factory.mktemp("filled")
    if request.param == "sqlite":
        upgraded: Path = request.getfixturevalue("upgraded_file")
        shutil.copy(upgraded, folder / "letterkit.db")
        yield _filled(Database(f"sqlite:///{folder}/letterkit.db", folder))
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    with server.empty() as url:
        database = Database(url, folder)
        database.upgrade()
        yield _filled(database)
        database.close()


def _filled(database: Database) -> Database:
    with clock.stopped_at(NOW):
        told = fill(database, COUNT, [SUMMER, SPRING], 7)
    assert isinstance(told, FillCounts)
    assert told.appeals == COUNT
    with database.writing() as session:  # what is answered on its last day is in time
        last = func.coalesce(Appeal.extended_to, Appeal.due)
        session.execute(update(Appeal).where(Appeal.answered.is_not(None), Appeal.id % 10 == 0).values(answered=last))
    return database
