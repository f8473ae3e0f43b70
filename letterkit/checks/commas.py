"""Hits of the rules of commas: the words on both sides of the place, mended with the comma put in or taken out."""

from collections.abc import Mapping, Sequence

from letterkit.checks.hit import Hit
from letterkit.checks.tokens import Token


def apart(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but space stands between ``tokens[at - 1]`` and ``tokens[at]`` in the letter."""
    return text[tokens[at - 1].end : tokens[at].start].isspace()


def put_in(tokens: Sequence[Token], at: int, details: Mapping[str, str] | None = None) -> Hit:
    """The words before and at ``tokens[at]``, mended with a comma between them."""
    before, word = tokens[at - 1], tokens[at]
    return Hit(before.start, word.end, details or {}, (f"{before.text}, {word.text}",))


def take_out(text: str, tokens: Sequence[Token], comma: int) -> Hit:
    """The comma and the word before it, mended without the comma."""
    before = tokens[comma - 1]
    return Hit(before.start, tokens[comma].end, suggestions=(text[before.start : tokens[comma].start].rstrip(),))
