"""The appeal that somebody calls or comes about, found by its number, by the number of a reply, by a surname."""

from collections.abc import Sequence

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from letterkit.core.office import Actor
from letterkit.core.search_input import sought_words
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.store.appeal_labels import labels_with
from letterkit.store.tables import Appeal, Letter

_MOST = 8
_NEWEST = 100
"""Of so many entered last those that were registered last are the latest."""


def appeals_about(office: Office, by: Actor, words: str) -> Sequence[Appeal]:
    """The latest appeals that ``by`` may see with every one of ``words`` in applicant or numbers; at most eight."""
    said = sought_words(words)
    if not said:
        return ()
    with office.database.reading() as session:
        found = [Appeal.id.in_(_appeals_with(session, word)) for word in said]
        # By ids alone, which indexes have: to put all of a common name in order would read each appeal from the disk.
        ids = select(Appeal.id).where(rights.visible_appeals(by), *found).order_by(Appeal.id.desc()).limit(_NEWEST)
        query = select(Appeal).where(Appeal.id.in_(session.scalars(ids).all()))
        return session.scalars(query.order_by(Appeal.registered.desc(), Appeal.id.desc()).limit(_MOST)).all()


def _appeals_with(session: Session, word: str) -> CompoundSelect[int]:
    replied = select(Letter.appeal_id).where(Letter.number.icontains(word, autoescape=True))
    own = labels_with(session, [word], "applicant", "number", "reply_number")
    return union(own, replied.where(Letter.appeal_id.is_not(None)))
