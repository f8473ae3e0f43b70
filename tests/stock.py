"""Data folders of services with something in them already: made by the first test that asks, copied for the others."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import pytest

from letterkit.store.database import Database

Given = TypeVar("Given")


class Stock:
    """Copies are kept in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._given: dict[Path, Any] = {}

    def fill(self, database: Database, data: Path, name: str, make: Callable[[], Given]) -> Given:
        """What ``make`` gives, once all that it writes into the data folder ``data`` and its ``database`` is there.

        A copy is taken where the database is as it was when the copy was begun. Only SQLite's files can be copied:
        another database is written each time.
        """
        if database.file is None:
            return make()
        database.close()
        before = sha256(database.file.read_bytes()).hexdigest()
        kept = self._folder / f"{name}-{before}"
        if kept not in self._given:
            given = make()
            database.close()
            shutil.copytree(data, kept)
            self._given[kept] = given
            return given
        shutil.copytree(kept, data, dirs_exist_ok=True)
        return self._given[kept]  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    """One for all tests of a process."""
    return Stock(tmp_path_factory.mktemp("stock"))
