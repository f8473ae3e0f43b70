"""A text with its markup: what is checked is the words alone, what is told counts in all that was sent.

Offsets are told in units of UTF-16, as LanguageTool counts them: a picture character (😀) is two.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

_LAST_OF_ONE_UNIT = "\uffff"


@dataclass(frozen=True, slots=True)
class Piece:
    """``written`` as it was sent, read as ``plain``; of markup that is nothing, or what it is to be interpreted as."""

    written: str
    plain: str
    is_markup: bool = False


class MarkedText:
    """``pieces`` one after another: ``plain`` is what is checked, ``written`` what was sent."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = tuple(pieces) or (Piece("", ""),)
        self.plain = "".join(piece.plain for piece in self._pieces)
        self.written = "".join(piece.written for piece in self._pieces)
        self._plain_starts = list(accumulate((len(piece.plain) for piece in self._pieces[:-1]), initial=0))
        self._written_starts = list(accumulate((len(piece.written) for piece in self._pieces[:-1]), initial=0))
        self._wide = [at for at, character in enumerate(self.written) if character > _LAST_OF_ONE_UNIT]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where ``plain[start:end]``, not empty, stands in ``written``; None where no word of it was sent."""
        first, last = self._piece_at(start), self._piece_at(end - 1)
        if all(piece.is_markup for piece in self._pieces[first : last + 1]):
            return None
        begin, finish = self._written_starts[first], self._written_starts[last]
        if not self._pieces[first].is_markup:
            begin += start - self._plain_starts[first]
        if self._pieces[last].is_markup:
            return begin, finish + len(self._pieces[last].written)
        return begin, finish + end - self._plain_starts[last]

    def units(self, at: int) -> int:
        """How many units of UTF-16 stand in ``written`` before the character ``at``."""
        return at + bisect_left(self._wide, at)

    def _piece_at(self, at: int) -> int:
        """The number of the piece that the character ``at`` of ``plain`` belongs to, which is not an empty one."""
        return bisect_right(self._plain_starts, at) - 1
