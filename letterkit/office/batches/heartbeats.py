"""The workers there are: each says now and then that it lives, so that people are told when nobody works."""

from datetime import timedelta

from sqlalchemy import bindparam, delete, func, select, text

from letterkit.core import clock
from letterkit.store.batch_tables import WorkerSeen
from letterkit.store.columns import Moment
from letterkit.store.database import Database

GONE_AFTER = timedelta(seconds=20)
_SEEN = text(
    "INSERT INTO workers (name, begun, seen) VALUES (:name, :now, :now) "
    "ON CONFLICT (name) DO UPDATE SET seen = excluded.seen"
).bindparams(bindparam("now", type_=Moment))


def say(database: Database, name: str) -> None:
    """The worker ``name`` lives; those long gone are forgotten."""
    now = clock.now()
    with database.writing() as session:
        session.execute(_SEEN, {"name": name, "now": now})
        session.execute(delete(WorkerSeen).where(WorkerSeen.seen < now - 100 * GONE_AFTER))


def leave(database: Database, name: str) -> None:
    """The worker ``name`` has been told to stop."""
    with database.writing() as session:
        session.execute(delete(WorkerSeen).where(WorkerSeen.name == name))


def count(database: Database) -> int:
    """How many workers have been heard of lately."""
    with database.reading() as session:
        lately = select(func.count()).select_from(WorkerSeen).where(WorkerSeen.seen > clock.now() - GONE_AFTER)
        return session.scalar(lately) or 0
