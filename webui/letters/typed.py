"""What somebody has typed into the form of a card, and what is wrong with it, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from letterkit.core.card_values import OWN
from letterkit.core.errors import CardError, LetterkitError
from letterkit.reports.field_words import field_words
from letterkit.reports.wording import sentence
from letterkit.standard_replies.single_letter import is_wanting, stops
from letterkit.store.tables import Appeal
from letterkit.tables.card import card_faults, parse_card
from webui.access import own_office
from webui.errors import capital
from webui.letters.cardform import FIELDS, Field, card_of, nearest

CARD = "карточка"


@dataclass(slots=True)
class Wrong:
    """``fields``: a sentence at the field of each path; ``page``: what belongs to no field that is shown."""

    fields: dict[str, str] = field(default_factory=dict)
    page: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.page)

    def note(self, fault: LetterkitError, shown: Mapping[str, Field]) -> None:
        """Puts ``fault`` at the field that it names, or at the top of the page."""
        path = nearest(str(fault.details.get("key", "")), shown)
        if isinstance(fault, CardError) and path is not None:
            self.fields.setdefault(path, field_words(fault))
        else:
            self.page.append(capital(sentence(fault)))


def typed_values(form: Mapping[str, str]) -> dict[str, str]:
    """The words of the card's fields in a form that was sent, as they were typed."""
    asked = {name: value for name, value in form.items() if name in FIELDS or name.startswith(OWN)}
    return {name: value.replace("\r\n", "\n") for name, value in asked.items() if value.strip()}


def shown_fields(own: Iterable[Field] = ()) -> dict[str, Field]:
    """Every field that a form of the card has, by path."""
    return {**FIELDS, **{each.path: each for each in own}}


def note_gate(
    found: Wrong,
    card: Mapping[str, Any],
    reply_id: str,
    own: Iterable[Field],
    appeal: Appeal | None,
    *,
    whole: bool = False,
) -> None:
    """Notes in ``found`` why a standard reply may not answer ``card``, which answers ``appeal`` (clause 4.3).

    What is only not filled in yet keeps nobody from beginning a letter; ``whole`` tells of it too. Raises CardError,
    RequestError ``reply.unknown``.
    """
    office, shown = own_office(), shown_fields(own)
    extended_to = appeal.extended_to if appeal else None
    reply, read = office.catalogue.reply(reply_id), parse_card(card, CARD)
    for refusal in stops(read, reply, office.profile, extended_to=extended_to):
        if whole or not is_wanting(refusal):
            found.note(refusal.error(), shown)


def wrong_in(values: Mapping[str, str], own: tuple[Field, ...] = ()) -> Wrong:
    """What no card can hold, all of it at once."""
    found = Wrong()
    shown = shown_fields(own)
    for fault in card_faults(card_of(values, own), CARD):
        found.note(fault, shown)
    return found
