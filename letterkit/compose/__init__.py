"""From a case card, a reply text and a blank to a Word letter."""

from letterkit.compose.catalogue import Blank, Catalogue, ReplyText
from letterkit.compose.fast import Compiled, compile_blank
from letterkit.compose.letter import Composed, compose
from letterkit.compose.written import Started, Written, compose_written, starting_text

__all__ = [
    "Blank",
    "Catalogue",
    "Compiled",
    "Composed",
    "ReplyText",
    "Started",
    "Written",
    "compile_blank",
    "compose",
    "compose_written",
    "starting_text",
]
