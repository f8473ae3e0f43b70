"""Databases for tests: SQLite in a file, and a PostgreSQL of our own that lives as long as the tests do.

Tables are made once and used by one test after another, SQLite's as copies. One server a process of pytest, on a Unix
socket in a temporary folder: nothing of the machine's own databases is touched, and no port is taken.
"""

import grp
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from letterkit.store.database import Database
from letterkit.store.schema import METADATA

KINDS = ("sqlite", "postgresql")
_DEBIAN = Path("/usr/lib/postgresql")
_READY = "database system is ready to accept connections"
_USER = "letterkit"
_PREFIX = "lkpg-"  # short: the path of a socket has 107 characters at most
_STALE_S = 3600
# Whoever is still connected is sent away, rows go, numbers start from 1 again. DELETE, for TRUNCATE makes new files.
_EMPTY = ";".join(
    (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        *(f'DELETE FROM "{table.name}"' for table in reversed(METADATA.sorted_tables)),
        "SELECT setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences WHERE schemaname = 'public'",
    )
)
# What may be lost in a power cut may be lost: these databases do not outlive their tests.
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "shared_buffers=32MB")
_QUIET = ("listen_addresses=", "lc_messages=C", "max_connections=60", "unix_socket_permissions=0777")


class PostgreSQL:
    """A server that runs, and gives out databases."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._upgraded: list[str] = []

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The address of a database without tables; dropped at the end."""
        name = self._made()
        try:
            yield self._url(name)
        finally:
            self._run("postgres", f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def upgraded(self) -> Iterator[str]:
        """The address of a database with the newest tables and no row.

        It is emptied for the next test: dropping and making takes ten times as long. So a test that leaves other tables
        than it was given starts from ``empty``.
        """
        name = self._upgraded.pop() if self._upgraded else self._made_and_upgraded()
        try:
            yield self._url(name)
        finally:
            self._run(name, _EMPTY)
            self._upgraded.append(name)

    def _made(self) -> str:
        name = f"test_{next(self._numbers)}"
        self._run("postgres", f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def _made_and_upgraded(self) -> str:
        name = self._made()
        opened = Database(self._url(name), self._socket)
        opened.upgrade()
        opened.close()
        return name

    def _url(self, name: str) -> str:
        return f"postgresql://{_USER}@/{name}?host={self._socket}"

    def _run(self, name: str, order: str) -> None:
        with psycopg.connect(self._url(name), autocommit=True) as connection:
            connection.execute(order.encode())


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """Debian's PostgreSQL, started once; skips where it is not installed."""
    programs = _programs()
    if programs is None:
        pytest.skip(f"PostgreSQL is not installed (no {_DEBIAN}/*/bin/initdb): apt-get install postgresql")
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        data, as_user = folder / "data", _as_user(folder)
        order = ["initdb", "--no-sync", "-A", "trust", "-U", _USER, "-E", "UTF8", "--locale=C.UTF-8", "-D", str(data)]
        made = subprocess.run(
            [*as_user, str(programs / order[0]), *order[1:]], cwd=folder, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stderr
        with _serving([*as_user, str(programs / "postgres"), "-D", str(data), "-k", str(folder)], folder):
            yield PostgreSQL(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def upgraded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database upgraded once; tests take copies."""
    folder = tmp_path_factory.mktemp("database")
    upgraded = Database("sqlite:///upgraded.db", folder)
    upgraded.upgrade()
    upgraded.close()
    return folder / "upgraded.db"


@pytest.fixture
def sqlite_url(upgraded_file: Path, tmp_path: Path) -> str:
    """The address of an empty SQLite database of the test's own, for what does not ask which kind it is."""
    shutil.copy(upgraded_file, tmp_path / "letterkit.db")
    return f"sqlite:///{tmp_path}/letterkit.db"


@pytest.fixture
def sqlite(sqlite_url: str, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database of the test's own."""
    opened = Database(sqlite_url, tmp_path)
    yield opened
    opened.close()


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database that has no tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    with server.empty() as url:
        yield url


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with the newest tables, empty.

    For one kind only: ``@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)``.
    """
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    with server.upgraded() as url:
        yield url


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """An empty database with the newest tables, of each kind in turn."""
    opened = Database(database_url, tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="session", params=KINDS)
def shared_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """As ``database``, but one for all tests: for those that only read and throw away (``Database.reading``)."""
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{request.getfixturevalue('upgraded_file')}", tmp_path_factory.getbasetemp())
        yield opened
        opened.close()
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    with server.upgraded() as url:
        yield Database(url, tmp_path_factory.getbasetemp())


def _programs() -> Path | None:
    """Debian keeps each version's programs apart and out of PATH; the newest is taken."""
    found = [place.parent for place in _DEBIAN.glob("*/bin/initdb")]
    return max(found, key=lambda place: float(place.parent.name), default=None)


def _sweep() -> None:
    """Tests that were killed have left the folder of their server: it ends itself, but its files stay."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            is_old = time.time() - folder.stat().st_mtime > _STALE_S
            if is_old and not (folder / "data" / "postmaster.pid").exists():
                shutil.rmtree(folder, ignore_errors=True)


def _as_user(folder: Path) -> list[str]:
    """How to run a program that refuses to be run by root; ``folder`` is given to the user it runs as.

    The kernel ends the server (SIGINT: without waiting for its clients) when the tests are killed.
    """
    setpriv = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() != 0:
        return setpriv
    with suppress(KeyError):
        pwd.getpwnam("postgres")
        shutil.chown(folder, "postgres", "postgres")
        return [*setpriv, "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
    group = grp.getgrgid(pwd.getpwnam("nobody").pw_gid).gr_name
    shutil.chown(folder, "nobody", group)
    return [*setpriv, "--reuid", "nobody", "--regid", group, "--clear-groups"]


@contextmanager
def _serving(command: list[str], folder: Path) -> Iterator[None]:
    settings = [word for setting in (*_QUICK, *_QUIET) for word in ("-c", setting)]
    with subprocess.Popen([*command, *settings], cwd=folder, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        said = []
        for line in server.stderr:
            said.append(line)
            if _READY in line:
                break
        else:
            pytest.fail("PostgreSQL did not start:\n" + "".join(said))
        # Its complaints about what tests do to it are read so that it never waits for a reader.
        threading.Thread(target=server.stderr.read, daemon=True).start()
        try:
            yield
        finally:
            server.send_signal(2)
            server.wait(20)
