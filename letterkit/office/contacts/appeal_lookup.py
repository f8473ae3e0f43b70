"""The appeal that somebody calls or comes about, found by its number, by the number of a reply, by a surname."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from letterkit.core.office import Actor
from letterkit.core.search_input import sought_words
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.store.tables import Appeal, Letter

_MOST = 8


def appeals_about(office: Office, by: Actor, words: str) -> Sequence[Appeal]:
    """The latest appeals that ``by`` may see with every one of ``words`` in applicant or numbers; at most eight."""
    said = sought_words(words)
    if not said:
        return ()
    query = select(Appeal).where(rights.visible_appeals(by), and_(*(_has(word) for word in said)))
    with office.database.reading() as session:
        return session.scalars(query.order_by(Appeal.registered.desc(), Appeal.id.desc()).limit(_MOST)).all()


def _has(word: str) -> ColumnElement[bool]:
    places = (Appeal.applicant, Appeal.number, Appeal.reply_number)
    own = [place.icontains(word, autoescape=True) for place in places]
    return or_(*own, Appeal.letters.any(Letter.number.icontains(word, autoescape=True)))
