"""The replies that the register has sent or approved, as ``earlier`` remembers them."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from letterkit.core.office import LetterState
from letterkit.flow.card import parse_card
from letterkit.flow.standard.earlier import Sent, sent_of
from letterkit.store.tables import Appeal, Letter

_GONE = (LetterState.APPROVED, LetterState.SENT)
_AT_ONCE = 500
_CARD = "карточка"


def sent_letters(session: Session) -> Iterator[Sent]:
    """Letters that are approved or sent, or have a number at least: nobody gives one to a draft.

    Raises CardError where a card of the register cannot be read any more.
    """
    wanted = select(
        Letter.card, Letter.reply, Letter.text, Letter.number, Letter.dated, Appeal.number, Appeal.registered
    ).outerjoin(Appeal, Letter.appeal_id == Appeal.id)
    rows = session.execute(
        wanted.where(or_(Letter.state.in_(_GONE), Letter.number.is_not(None))).order_by(Letter.id),
        execution_options={"yield_per": _AT_ONCE},
    )
    for data, reply, text, number, dated, appeal, registered in rows:
        card = parse_card(data, _CARD)
        made = sent_of(card, reply, card.reply.outcome, text=text)
        yield replace(
            made,
            appeal=appeal or made.appeal,
            registered=registered or made.registered,
            number=number or made.number,
            date=dated or made.date,
        )
