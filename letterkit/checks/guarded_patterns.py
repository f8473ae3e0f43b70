"""Regular expressions that are tried only on a text with a piece without which they cannot match.

What a sentence may say (that it refuses, promises, names a day …) is asked of every sentence, and most say none of it.
The pieces are compared by three letters of each: one look at the letters of a sentence, kept for the next expression.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from letterkit.checks.literals import needed_pieces
from letterkit.checks.trigrams import three_of, threes_of

_MOST = 128  # sentences: those of a long letter
_LONGEST = 10_000
"""Characters. A sentence has some two hundred; the threes of a book are not worth keeping."""


class GuardedPattern:
    """The expression ``source`` of the module ``regex``; where nothing is known that it needs, it is always tried."""

    __slots__ = ("_pieces", "_short", "_threes", "pattern")

    def __init__(self, source: str) -> None:
        self.pattern = regex.compile(source)
        self._pieces = _shortest(needed_pieces(source))
        threes = {piece: three_of(piece) for piece in self._pieces}
        self._short = tuple(piece for piece, three in threes.items() if three is None)
        self._threes = frozenset(three for three in threes.values() if three is not None)

    def may_match(self, text: str) -> bool:
        """Whether ``text`` has one of the pieces."""
        low, threes = _prepare_text(text) if len(text) <= _LONGEST else _prepare_text.__wrapped__(text)
        if not self._threes.isdisjoint(threes):
            return any(map(low.__contains__, self._pieces))
        return not self._pieces or (bool(self._short) and any(map(low.__contains__, self._short)))

    def search(self, text: str, start: int = 0) -> "regex.Match[str] | None":
        return self.pattern.search(text, start) if self.may_match(text) else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> "Iterator[regex.Match[str]]":
        looked_at = text if len(text) <= _LONGEST else text[start:end]  # of a book not the whole for each paragraph
        return self.pattern.finditer(text, start, end) if self.may_match(looked_at) else iter(())


@lru_cache(maxsize=_MOST)
def _prepare_text(text: str) -> tuple[str, frozenset[str]]:
    """``text`` in lower case, and every three characters in a row of its words."""
    low = text.lower()
    return low, threes_of(low)


def _shortest(pieces: Iterable[str]) -> tuple[str, ...]:
    """``pieces`` without those that hold another of them."""
    kept: list[str] = []
    for piece in sorted(pieces, key=len):
        if not any(short in piece for short in kept):
            kept.append(piece)
    return tuple(kept)
