"""A database with the newest tables for tests that need one kind only, and passwords that cost nothing to keep."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from letterkit.flow import passwords
from letterkit.store.database import Database


@pytest.fixture(scope="session")
def upgraded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Upgraded once; tests take copies."""
    folder = tmp_path_factory.mktemp("upgraded")
    made = Database("sqlite:///upgraded.db", folder)
    made.upgrade()
    made.close()
    return folder / "upgraded.db"


@pytest.fixture
def sqlite_url(upgraded_file: Path, tmp_path: Path) -> str:
    """The address of an empty SQLite database of the test's own."""
    shutil.copy(upgraded_file, tmp_path / "letterkit.db")
    return f"sqlite:///{tmp_path}/letterkit.db"


@pytest.fixture
def sqlite(sqlite_url: str, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database of the test's own."""
    opened = Database(sqlite_url, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """argon2 with no effort: a test is no thief."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
