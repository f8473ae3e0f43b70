"""How each person wants to be told of things of each kind."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.office import Actor
from letterkit.office.notices.kinds import DEFAULTS, NoticeKind, Ways, kinds_of
from letterkit.store.database import Database
from letterkit.store.notice_tables import NoticeChoice


def read_choices(database: Database, by: Actor) -> Mapping[NoticeKind, Ways]:
    """The ways of every kind that concerns ``by``."""
    with database.reading() as session:
        known = {row.kind: row for row in session.scalars(select(NoticeChoice).filter_by(person_id=by.id))}
    return {
        kind: Ways(row.in_page, row.by_mail) if (row := known.get(kind)) is not None else DEFAULTS[kind]
        for kind in kinds_of(by)
    }


def change_choices(database: Database, by: Actor, wanted: Mapping[NoticeKind, Ways]) -> None:
    """Tells ``by`` in the ``wanted`` ways from now on; kinds that are not named stay as they were."""
    with database.writing() as session:
        for kind, ways in wanted.items():
            row = NoticeChoice(person_id=by.id, kind=kind, in_page=ways.in_page, by_mail=ways.by_mail)
            session.merge(row)


def ways_of(session: Session, person_id: int, kind: NoticeKind) -> Ways:
    """How that person is told of things of ``kind``."""
    row = session.get(NoticeChoice, (person_id, kind.value))
    return DEFAULTS[kind] if row is None else Ways(row.in_page, row.by_mail)
