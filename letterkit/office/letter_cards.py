"""The case card of a letter of the register."""

from dataclasses import replace

from letterkit.core.case import CaseCard
from letterkit.store.tables import Letter, Version
from letterkit.tables.card import parse_card

FILE = "карточка"
"""What a fault of the card calls its file."""


def card_of(letter: Letter | Version) -> CaseCard:
    """The card of the letter, with the number and date that it was registered under; raises CardError."""
    card = parse_card(letter.card, FILE)
    if isinstance(letter, Letter) and letter.number:
        return replace(card, number=letter.number, date=letter.dated)
    return card
