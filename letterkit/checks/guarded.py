"""Regular expressions that are tried only on a text with a piece without which they cannot match.

What a sentence may say (that it refuses, promises, names a day …) is asked of every sentence, and most say none of it.
The pieces are compared by three letters of each: one look at the letters of a sentence, kept for the next expression.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from letterkit.checks.needed import needed

_LETTERS = 3
_MOST = 128  # sentences: those of a long letter
_MOST_WORDS = 8192  # of all letters; some 4 MB
_LONGEST = 10_000
"""Characters. A sentence has some two hundred; the threes of a book are not worth keeping."""


class Guarded:
    """The expression ``source`` of the module ``regex``; where nothing is known that it needs, it is always tried."""

    __slots__ = ("_pieces", "_short", "_threes", "pattern")

    def __init__(self, source: str) -> None:
        self.pattern = regex.compile(source)
        self._pieces = _shortest(needed(source))
        threes = {piece: _middle(piece) for piece in self._pieces}
        self._short = tuple(piece for piece, three in threes.items() if not _is_three(three))
        self._threes = frozenset(three for three in threes.values() if _is_three(three))

    def may_match(self, text: str) -> bool:
        """Whether ``text`` has one of the pieces."""
        low, threes = _shown(text) if len(text) <= _LONGEST else _shown.__wrapped__(text)
        if not self._threes.isdisjoint(threes):
            return any(map(low.__contains__, self._pieces))
        return not self._pieces or (bool(self._short) and any(map(low.__contains__, self._short)))

    def search(self, text: str, start: int = 0) -> "regex.Match[str] | None":
        return self.pattern.search(text, start) if self.may_match(text) else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> "Iterator[regex.Match[str]]":
        return self.pattern.finditer(text, start, end) if self.may_match(text) else iter(())


@lru_cache(maxsize=_MOST)
def _shown(text: str) -> tuple[str, frozenset[str]]:
    """``text`` in lower case, and every three characters in a row of its words."""
    low = text.lower()
    return low, frozenset().union(*map(_threes_of, low.split()))


@lru_cache(maxsize=_MOST_WORDS)
def _threes_of(word: str) -> tuple[str, ...]:
    return tuple(word[at : at + _LETTERS] for at in range(len(word) - _LETTERS + 1))


def _middle(piece: str) -> str:
    """The middle of a word tells more than «пре…» and «…ать»."""
    at = max(0, (len(piece) - _LETTERS) // 2)
    return piece[at : at + _LETTERS]


def _is_three(piece: str) -> bool:
    return len(piece) == _LETTERS and not any(map(str.isspace, piece))


def _shortest(pieces: Iterable[str]) -> tuple[str, ...]:
    """``pieces`` without those that hold another of them."""
    kept: list[str] = []
    for piece in sorted(pieces, key=len):
        if not any(short in piece for short in kept):
            kept.append(piece)
    return tuple(kept)
