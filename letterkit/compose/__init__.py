"""From a case card, a reply text and a blank to a Word letter."""

from letterkit.compose.catalogue import Blank, Catalogue, ReplyText

__all__ = ["Blank", "Catalogue", "ReplyText"]
