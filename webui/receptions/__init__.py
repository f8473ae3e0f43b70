"""Receptions: the day in its order, the card of each, how it ended."""

from webui.receptions import card, day
from webui.receptions.blueprint import blueprint

__all__ = ["blueprint", "card", "day"]
