"""From a case card, a reply text and a blank to a Word letter."""

from letterkit.compose.catalogue import Blank, Catalogue, ReplyText
from letterkit.compose.fast import CompiledBlank, compile_blank
from letterkit.compose.letter import ComposedLetter, compose
from letterkit.compose.written import StartingText, WrittenLetter, compose_written, starting_text

__all__ = [
    "Blank",
    "Catalogue",
    "CompiledBlank",
    "ComposedLetter",
    "ReplyText",
    "StartingText",
    "WrittenLetter",
    "compile_blank",
    "compose",
    "compose_written",
    "starting_text",
]
