"""What a database says when it refuses, as errors that people can be told; the driver's words tell which."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from letterkit.core.errors import LetterkitError, RequestError, ToolFailed, ToolMissing

# What SQLite calls its errors (https://sqlite.org/rescode.html), without what it adds to them.
_SQLITE = {
    "SQLITE_BUSY": "database.busy",
    "SQLITE_LOCKED": "database.busy",
    "SQLITE_READONLY": "database.read-only",
    "SQLITE_FULL": "database.full",
    "SQLITE_CORRUPT": "database.damaged",
    "SQLITE_NOTADB": "database.damaged",
    "SQLITE_CANTOPEN": "database.no-answer",
    "SQLITE_IOERR": "database.no-answer",
}
# SQLSTATE of PostgreSQL (Appendix A of its manual), whole or its class.
_POSTGRESQL = {
    "42P01": "database.old",  # no such table
    "42703": "database.old",  # no such column
    "42501": "database.read-only",
    "25006": "database.read-only",
    "55P03": "database.busy",
    "40P01": "database.busy",
    "40001": "database.busy",
    "53100": "database.full",
    "22001": "database.bad-value",
    "22P05": "database.bad-value",
    "XX001": "database.damaged",
    "XX002": "database.damaged",
    "08": "database.no-answer",
    "28": "database.no-answer",
    "3D": "database.no-answer",
    "53": "database.no-answer",
    "57": "database.no-answer",
}


@contextmanager
def translate_faults() -> Iterator[None]:
    """In the block a refusal of the database is raised as an error with a code; a fault of our own stays as it is.

    ToolMissing ``database.no-answer``; ToolFailed ``database.busy``, ``database.full``, ``database.read-only``,
    ``database.damaged``; RequestError ``database.old``, ``database.bad-value``.
    """
    try:
        yield
    except PoolTimeout as fault:  # every connection of the pool is taken
        raise ToolFailed("database.busy") from fault
    except IntegrityError:
        raise
    except DBAPIError as fault:
        error = _error(_code(fault), fault.orig)
        if error is None:
            raise
        raise error from fault


def refusal_of(fault: sqlite3.Error) -> LetterkitError | None:
    """What SQLite itself has refused, as ``translate_faults`` raises it; None for a fault of our own."""
    return _error(_sqlite_code(fault), fault)


def _error(code: str | None, fault: BaseException | None) -> LetterkitError | None:
    if code is None:
        return None
    if code in ("database.old", "database.bad-value"):
        return RequestError(code)
    if code == "database.no-answer":
        said = " ".join(str(fault).split())
        return ToolMissing(code, why=re.sub(r"^.* failed: ", "", said))  # without the long way to the server
    return ToolFailed(code)


def _code(fault: DBAPIError) -> str | None:
    driver = fault.orig
    if isinstance(driver, sqlite3.Error):
        return _sqlite_code(driver)
    state = getattr(driver, "sqlstate", None)
    if state:
        return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
    # Without a state psycopg never reached the server, or lost it, or would not send a NUL.
    if isinstance(fault, OperationalError) or (isinstance(fault, ProgrammingError) and fault.statement is None):
        return "database.no-answer"
    return "database.bad-value" if isinstance(fault, DataError) else None


def _sqlite_code(fault: sqlite3.Error) -> str | None:
    if str(fault).startswith(("no such table", "no such column")):
        return "database.old"
    name = getattr(fault, "sqlite_errorname", None) or ""
    return _SQLITE.get("_".join(name.split("_")[:2]))
