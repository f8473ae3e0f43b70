"""The database behind one address: SQLite in a file, or PostgreSQL; its sessions and its migrations."""

import os
import re
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from letterkit.core.disk import not_written
from letterkit.core.errors import LetterkitError, RequestError, ToolFailed
from letterkit.store.audit_key import OPTION, AuditKey
from letterkit.store.audit_lines import AuditedSession
from letterkit.store.faults import refusal_of, translate_faults

_MIGRATIONS = Path(__file__).parent / "migrations"
_WAIT_MS = 15_000
_POOL = 10
_CONNECT_S = 10
# SQLite's own 2 MiB hold the keys of some thirty thousand rows, and each new one lies on another page.
_CACHE_KIB = 16_384
_UPGRADING = 0x6C6B7570  # «lkup»: one upgrade at a time, as an advisory lock of PostgreSQL
SYNCHRONOUS = "FULL"
"""How SQLite writes: what was approved outlives a power cut."""


class Database:
    """All sessions of ``url``; relative files of SQLite count from ``home``. Nothing is opened before it is needed.

    Entries of its journal are hashed with ``key``; without one they are hashed as releases before did it. Raises
    RequestError ``database.bad-address``; whatever asks the database raises the errors of ``faults.translate_faults``.
    """

    def __init__(self, url: str, home: Path, key: AuditKey | None = None) -> None:
        address = _address(url)
        self.file: Path | None = None
        if address.get_backend_name() == "sqlite":
            assert address.database is not None
            self.file = home / address.database
        self.engine: Engine = create_engine(
            address, hide_parameters=True, execution_options={OPTION: key}, **_options(self.file)
        )
        event.listen(self.engine, "connect", _sqlite_as_wanted if self.file else _postgresql_as_wanted)
        if self.file:
            event.listen(self.engine, "begin", _begin)
        # The same pool; its transactions take the write lock of SQLite at once, so that two cannot wait for each other.
        self._writer = self.engine.execution_options(letterkit_begin="BEGIN IMMEDIATE")
        self._threads = threading.local()

    @property
    def place(self) -> str:
        """Where the database is, for people: a file, or an address without its password."""
        if self.file:
            return str(self.file)
        return self.engine.url.set(drivername="postgresql").render_as_string(hide_password=True)

    @property
    def most(self) -> int:
        """How many connections a process may have at once; SQLite's have no bound but that of threads."""
        return 0 if self.file else 2 * _POOL

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose changes are thrown away; inside ``reading_once`` of the same thread, the one of that."""
        shared = getattr(self._threads, "shared", None)
        if shared is not None:
            yield shared
            return
        with translate_faults(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def reading_once(self) -> Iterator[None]:
        """One session for all that is read within: a page of many parts asks for each row once.

        What is written meanwhile may not be seen within, so it is for what only shows.
        """
        if getattr(self._threads, "shared", None) is not None:
            yield
            return
        with translate_faults(), Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            self._threads.shared = session
            try:
                yield
            finally:
                self._threads.shared = None

    @contextmanager
    def writing(self, wait_ms: int = _WAIT_MS) -> Iterator[Session]:
        """A session that is committed when the block ends well, and undone when it does not.

        Other writers are waited for so long, then it is ToolFailed ``database.busy``.
        RuntimeError when the same thread is inside another one: the two would wait for each other.
        """
        writer = self._writer.execution_options(letterkit_wait_ms=wait_ms)
        with translate_faults(), self._alone(), AuditedSession(writer, expire_on_commit=False) as session:
            if not self.file and wait_ms != _WAIT_MS:
                session.execute(text(f"SET LOCAL lock_timeout = {int(wait_ms)}"))
            yield session
            session.commit()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees the database as it is now to the end of the block, whatever others change."""
        level = {} if self.file else {"isolation_level": "REPEATABLE READ"}
        with translate_faults(), self.engine.connect().execution_options(**level) as connection:
            yield connection

    @contextmanager
    def rebuilding(self) -> Iterator[Connection]:
        """One transaction for changes of the tables themselves, alone in it; the file of SQLite is made if need be.

        Foreign keys of SQLite are checked at the end, not on the way: there a table is changed by a copy of it.
        """
        if self.file:
            _make(self.file)
        with translate_faults(), self._alone(), self._writer.connect() as connection:
            if self.file:
                _say(connection, "PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    if not self.file:
                        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADING})
                    yield connection
                    if self.file:
                        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                            raise ToolFailed("database.damaged")
            finally:
                if self.file:
                    _say(connection, "PRAGMA foreign_keys=ON")

    def upgrade(self) -> tuple[str | None, str]:
        """Brings the tables to the newest form; (revision before, revision after).

        Raises RequestError ``database.newer`` when they are newer than this letterkit, ``database.too-old`` when they
        are from before the history of the tables begins.
        """
        with self.rebuilding() as connection:
            before = revision_of(connection)
            self.demand_known(before)
            if before != self.newest:
                migrate(connection, "head")
        return before, self.newest

    def revision(self) -> str | None:
        """The revision that the tables have; None when there are none yet."""
        if self.file and not self.file.is_file():
            return None
        with translate_faults(), self.engine.connect() as connection:
            return revision_of(connection)

    @cached_property
    def revisions(self) -> tuple[str, ...]:
        """Every revision that this letterkit knows, first to last."""
        from alembic.script import ScriptDirectory

        return tuple(script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions())[::-1]

    @property
    def newest(self) -> str:
        """The revision that this letterkit wants."""
        return self.revisions[-1]

    def demand_newest(self) -> None:
        """Raises RequestError ``database.old`` or ``database.newer`` unless the tables are as this letterkit wants."""
        revision = self.revision()
        self.demand_known(revision)
        if revision != self.newest:
            raise RequestError("database.old")

    def demand_known(self, revision: str | None) -> None:
        """Raises RequestError ``database.newer`` or ``database.too-old`` for a ``revision`` that is not known here."""
        if revision is not None and revision not in self.revisions:
            raise RequestError("database.too-old" if self.is_too_old(revision) else "database.newer")

    def is_too_old(self, revision: str) -> bool:
        """Whether ``revision`` is from before the first that this letterkit can bring to the newest."""
        return revision < self.revisions[0]

    def answers(self) -> bool:
        """Whether the database is there and its tables are as this letterkit wants them."""
        try:
            return self.revision() == self.newest
        except LetterkitError:
            return False

    def size_bytes(self) -> int:
        """How much room it takes on its disk, with what SQLite keeps beside its file."""
        if self.file is None:
            with self.reading() as session:
                return int(session.scalar(text("SELECT pg_database_size(current_database())")) or 0)
        beside = (self.file.with_name(self.file.name + end) for end in ("", "-wal"))
        return sum(each.stat().st_size for each in beside if each.is_file())

    def close(self) -> None:
        """Lets go of all connections."""
        self.engine.dispose()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if getattr(self._threads, "writes", False):
            raise RuntimeError("a change inside a change")
        self._threads.writes = True
        try:
            yield
        finally:
            self._threads.writes = False


def revision_of(connection: Connection) -> str | None:
    """The revision of the tables that ``connection`` sees; None when there are none."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def migrate(connection: Connection, revision: str) -> None:
    """Moves the tables up to ``revision`` (``head``: the newest) in the open transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _address(url: str) -> URL:
    try:
        address = make_url(re.sub(r"^postgres://", "postgresql://", url))
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise RequestError("database.bad-address") from None
    backend = address.get_backend_name()
    # A password with an unescaped «@» leaves a part of itself in the host, which messages show.
    if backend == "postgresql" and "@" not in (address.host or ""):
        return address.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and address.database and address.database != ":memory:":
        return address.set(drivername="sqlite")
    raise RequestError("database.bad-address")


def _options(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {
            "pool_pre_ping": True,
            "pool_size": _POOL,
            "max_overflow": _POOL,
            "connect_args": {"connect_timeout": _CONNECT_S},
        }

    def connect() -> sqlite3.Connection:
        # mode=rw: a file that is not there stays so, and a wrong address does not look like an empty database.
        # The pool hands a connection to one thread at a time, but not always the same.
        return sqlite3.connect(
            f"file:{quote(str(file))}?mode=rw", uri=True, timeout=_WAIT_MS / 1000, check_same_thread=False
        )

    return {"creator": connect}


def _make(file: Path) -> None:
    """An empty database at ``file`` that only its owner reads, unless there is one.

    It is in WAL mode from its first moment: of two that switch a file to it at once, SQLite refuses one.
    Raises RequestError ``file.not-writable``, ToolMissing ``disk.full``, as ``refusal_of``.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            return
        handle, beside = tempfile.mkstemp(prefix=f".{file.name[:40]}.", dir=file.parent)
        os.close(handle)
        try:
            with closing(sqlite3.connect(beside)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
            with suppress(FileExistsError):
                os.link(beside, file)
        finally:
            os.unlink(beside)
    except OSError as fault:
        raise not_written(fault, file) from fault
    except sqlite3.Error as fault:
        raise refusal_of(fault) or fault from fault


def _sqlite_as_wanted(connection: Any, record: Any) -> None:
    """Readers beside a writer, foreign keys that hold, and transactions begun by us (see ``_begin``)."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", f"synchronous={SYNCHRONOUS}", "foreign_keys=ON", f"cache_size=-{_CACHE_KIB}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    # SQLite's own knows Latin letters alone: a search would not find «ремонт» in «О ремонте» written «О РЕМОНТЕ».
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(words: str | None) -> str | None:
    return None if words is None else str(words).lower()


def _postgresql_as_wanted(connection: Any, record: Any) -> None:
    """Waiting for a lock ends, as it does with SQLite; a statement of a moment has no machine code and no helpers.

    Helpers of it would take the processors from the other people who look at the same time.
    """
    connection.execute(f"SET lock_timeout = {_WAIT_MS}")
    connection.execute("SET jit = off")
    connection.execute("SET max_parallel_workers_per_gather = 0")
    connection.commit()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    wait_ms = options.get("letterkit_wait_ms", _WAIT_MS)
    if wait_ms != _WAIT_MS:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={int(wait_ms)}")
    try:
        connection.exec_driver_sql(options.get("letterkit_begin", "BEGIN"))
    finally:
        if wait_ms != _WAIT_MS:  # the connection goes back to the others
            connection.exec_driver_sql(f"PRAGMA busy_timeout={_WAIT_MS}")


def _say(connection: Connection, pragma: str) -> None:
    """Outside of any transaction, where alone SQLite heeds it."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(pragma)
