"""Whether an appeal is answered already, or is being answered: nobody begins a second reply without meaning to."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.errors import RequestError
from letterkit.core.office import LetterState
from letterkit.core.outcome import LEAVES_OPEN
from letterkit.office.control.closing import has_reply
from letterkit.office.letter_cards import card_of
from letterkit.store.tables import Appeal, Letter


def answering(session: Session, appeal: Appeal) -> Sequence[Letter]:
    """The letters that answer ``appeal`` or are to, the oldest first; one sent that leaves it open does not."""
    letters = select(Letter).where(Letter.appeal_id == appeal.id, Letter.state != LetterState.REMOVED)
    return [letter for letter in session.scalars(letters.order_by(Letter.id)).unique() if not _leaves_open(letter)]


def demand_first(session: Session, appeal: Appeal) -> None:
    """Raises RequestError ``appeal.answered`` or, where a reply is on its way, ``appeal.answering``."""
    letters = answering(session, appeal)
    if any(letter.state == LetterState.SENT for letter in letters) or has_reply(session, appeal):
        raise RequestError("appeal.answered", number=appeal.number)
    if letters:
        raise RequestError("appeal.answering", number=appeal.number, by=letters[0].executor.short_name)


def _leaves_open(letter: Letter) -> bool:
    return letter.state == LetterState.SENT and card_of(letter).reply.outcome in LEAVES_OPEN
