"""Who else has the same letter open right now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, text

from letterkit.core import clock
from letterkit.core.office import Actor
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.store.columns import Moment
from letterkit.store.tables import Presence

GONE_AFTER = timedelta(seconds=45)
"""An open page says that it is there three times in this time."""
# Two pages of one person may say it at once.
_SEEN = text(
    "INSERT INTO presences (letter_id, person_id, seen) VALUES (:letter, :person, :seen) "
    "ON CONFLICT (letter_id, person_id) DO UPDATE SET seen = excluded.seen"
).bindparams(bindparam("seen", type_=Moment))


@dataclass(frozen=True, slots=True)
class Present:
    """The newest ``revision`` of the letter, who saved it, and who else has it open, since when they were seen."""

    revision: int
    changed_by: str
    changed: datetime
    others: Sequence[str]


def present(office: Office, by: Actor, letter_id: int) -> Present:
    """Says that ``by`` has the letter open, and who else does; raises RequestError ``letter.gone``."""
    with office.database.writing() as session:
        letter = rights.readable_letter(session, by, letter_id)
        now = clock.now()
        session.execute(_SEEN, {"letter": letter.id, "person": by.id, "seen": now})
        query = (
            select(Presence)
            .filter_by(letter_id=letter.id)
            .where(Presence.person_id != by.id, Presence.seen > now - GONE_AFTER)
        )
        others = [each.person.short_name for each in session.scalars(query)]
        return Present(letter.revision, letter.changed_by.short_name, letter.changed, others)
