"""A person's own notices: a page of them, how many are unread, and what becomes of them by reading."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CursorResult, Select, func, select, update

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.office.notices.kinds import NoticeKind
from letterkit.store import paging
from letterkit.store.database import Database
from letterkit.store.notice_tables import Notice
from letterkit.store.paging import Page


def list_notices(database: Database, by: Actor, number: int = 1) -> Page[Notice]:
    """Page ``number`` of the notices of ``by``: those unread first, of either the newest first."""
    query = _own(by).order_by(Notice.read.is_not(None), Notice.id.desc())
    with database.reading() as session:
        return paging.page(session, query, number)


def latest(database: Database, by: Actor, most: int) -> Sequence[Notice]:
    """The last ``most`` that are unread, the newest first."""
    query = _own(by).where(Notice.read.is_(None)).order_by(Notice.id.desc()).limit(most)
    with database.reading() as session:
        return session.scalars(query).all()


def unread_of(database: Database, by: Actor, kind: NoticeKind) -> Sequence[Notice]:
    """Those of one kind that ``by`` has not read, the newest first."""
    query = _own(by).where(Notice.read.is_(None), Notice.kind == kind).order_by(Notice.id.desc())
    with database.reading() as session:
        return session.scalars(query).all()


def count_unread(database: Database, by: Actor) -> int:
    """How many notices ``by`` has not read."""
    query = select(func.count(Notice.id)).where(Notice.person_id == by.id, Notice.read.is_(None), Notice.in_page)
    with database.reading() as session:
        return session.scalar(query) or 0


def mark_read(database: Database, by: Actor, notice_id: int) -> Notice:
    """The notice, read now if it was not before; raises RequestError ``notice.gone``."""
    with database.writing() as session:
        found = session.get(Notice, notice_id)
        if found is None or found.person_id != by.id:
            raise RequestError("notice.gone")
        found.read = found.read or clock.now()
        return found


def mark_all_read(database: Database, by: Actor, last: int | None = None) -> int:
    """Has ``by`` read all their notices up to the number ``last``, or all there are; how many that were unread."""
    unread = update(Notice).where(Notice.person_id == by.id, Notice.read.is_(None))
    if last is not None:
        unread = unread.where(Notice.id <= last)
    with database.writing() as session:
        done: CursorResult[Any] = session.execute(unread.values(read=clock.now()))  # type: ignore[assignment]
        return done.rowcount


def _own(by: Actor) -> Select[Notice]:
    return select(Notice).where(Notice.person_id == by.id, Notice.in_page)
