"""From a case card, a reply text and a blank to a Word letter."""

from letterkit.compose.catalogue import Blank, Catalogue, ReplyText
from letterkit.compose.letter import Composed, compose

__all__ = ["Blank", "Catalogue", "Composed", "ReplyText", "compose"]
