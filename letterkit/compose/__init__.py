"""From a case card, a reply text and a blank to a Word letter."""

from letterkit.compose.catalogue import Blank, Catalogue, ReplyText
from letterkit.compose.letter import Composed, compose
from letterkit.compose.written import Started, Written, compose_written, starting_text

__all__ = [
    "Blank",
    "Catalogue",
    "Composed",
    "ReplyText",
    "Started",
    "Written",
    "compose",
    "compose_written",
    "starting_text",
]
