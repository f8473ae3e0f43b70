"""Why a standard reply may not answer a card, field by field (clause 4.3)."""

from collections.abc import Mapping
from typing import Any

from letterkit.standard_replies.single_letter import is_wanting, stops
from letterkit.store.tables import Appeal
from letterkit.tables.card import parse_card
from webui.access import own_office
from webui.letters.cardform import CARD, CardForm


def note_gate(
    form: CardForm, card: Mapping[str, Any], reply_id: str, appeal: Appeal | None, *, whole: bool = False
) -> None:
    """Notes in ``form`` why a standard reply may not answer ``card``, which answers ``appeal``.

    What is only not filled in yet keeps nobody from beginning a letter; ``whole`` tells of it too. Raises CardError,
    RequestError ``reply.unknown``.
    """
    office = own_office()
    extended_to = appeal.extended_to if appeal else None
    reply, read = office.catalogue.reply(reply_id), parse_card(card, CARD)
    for refusal in stops(read, reply, office.profile, extended_to=extended_to):
        if whole or not is_wanting(refusal):
            form.note(refusal.error())
