"""Copies of an appeal by its text, of the same person or of others: complaints that go round a house or a town."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.case import Applicant
from letterkit.core.office import Actor
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.likeness.similar import read_card
from letterkit.office.register import copies
from letterkit.office.register.indexing import texts_of
from letterkit.russian.shingles import shared_part, shingles
from letterkit.standard_replies.identity import live_apart, may_be_one, who
from letterkit.store.likeness_tables import AppealShingle
from letterkit.store.tables import Appeal

MOST = 10
_OF_KEY, _COMPARED = 100, 60
_COPY = 0.6
"""So much of the shorter of two texts stands in the other, word for word, when one was made from the other."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An appeal that says ``shared`` (0.6 to 1) of the same; ``is_same_person`` as far as names and houses tell."""

    appeal: Appeal
    shared: float
    is_same_person: bool


def duplicates_of(
    office: Office,
    by: Actor,
    *,
    text: str = "",
    subject: str = "",
    questions: Sequence[str] = (),
    applicant: Applicant | None = None,
    without: int | None = None,
) -> Sequence[Duplicate]:
    """Appeals in the register that ``by`` may see and whose text is a copy of ``text``, the nearest copies first.

    For an appeal that is not entered yet, or for one that is (``without`` is then its id). Without the text as it came,
    subject and questions are compared: too short ones (fewer than ``shingles.SHORTEST`` words) are copies of nothing.
    """
    said = shingles(text or "\n".join(filter(None, (subject, *questions))))
    if not said:
        return ()
    with office.database.reading() as session:
        return _copies(session, by, said, applicant, without)


def duplicates_of_appeal(office: Office, by: Actor, appeal_id: int) -> Sequence[Duplicate]:
    """The copies of an appeal of the register; raises RequestError ``appeal.gone``."""
    with office.database.reading() as session:
        appeal = rights.appeal_seen(session, by, appeal_id)
        said = shingles(_text(session, [appeal])[appeal.id])
        card = read_card(appeal)
        return _copies(session, by, said, card.applicant if card else None, appeal_id) if said else ()


def _copies(
    session: Session, by: Actor, said: frozenset[int], applicant: Applicant | None, without: int | None
) -> Sequence[Duplicate]:
    met: Counter[int] = Counter()
    for key in copies.shingle_keys(by.body, said):
        asked = select(AppealShingle.appeal_id).where(AppealShingle.key == key)
        met.update(session.scalars(asked.order_by(AppealShingle.appeal_id.desc()).limit(_OF_KEY)))
    likely = [appeal_id for appeal_id, _ in met.most_common(_COMPARED) if appeal_id != without]
    seen = select(Appeal).where(Appeal.id.in_(likely), rights.visible_appeals(by))
    appeals = session.scalars(seen).unique().all()
    texts = _text(session, appeals)
    rated = [(shared_part(said, shingles(texts[each.id])), each) for each in appeals]
    near = sorted((each for each in rated if each[0] >= _COPY), key=lambda each: (-round(each[0], 2), -each[1].id))
    return [Duplicate(appeal, share, _is_of(applicant, appeal)) for share, appeal in near[:MOST]]


def _text(session: Session, appeals: Sequence[Appeal]) -> dict[int, str]:
    kept = texts_of(session, [appeal.id for appeal in appeals])
    return {appeal.id: kept.get(appeal.id) or copies.matter_of(appeal.card) for appeal in appeals}


def _is_of(applicant: Applicant | None, appeal: Appeal) -> bool:
    card = read_card(appeal) if applicant is not None else None
    if applicant is None or card is None:
        return False
    one, other = who(applicant), who(card.applicant)
    return may_be_one(one, other) and not live_apart(one, other)
