"""Many words and their numbers in little memory: what is read once and asked for ever after."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

_BITS = 18
"""By so many first bits of its hash a word is found; of 250,000 words one or two share them."""


class WordNumbers:
    """The place of each of ``words`` among them, from 0.

    A dictionary takes 150 bytes a word, and who asks it writes into each (Python counts who holds an object), so that
    forked processes share none of it. Here are the words' hashes of 64 bits: that of an unknown word is among those of
    250,000 once in 10¹³ times.
    """

    def __init__(self, words: Iterable[str]) -> None:
        import numpy as np

        hashes = np.fromiter(map(hash, words), np.int64)
        order = hashes.argsort()
        ends = (np.arange((1 << _BITS) + 1) - (1 << _BITS - 1)) << (64 - _BITS)
        ends[-1] = np.iinfo(np.int64).max
        self._hashes: NDArray[int64] = hashes[order]
        firsts = self._hashes.searchsorted(ends).astype(np.int32)
        firsts[-1] = len(hashes)
        self._firsts = firsts
        self._numbers = order.astype(np.int32)
        self._most_alike = max((after - first for first, after in pairwise(firsts.tolist())), default=0)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def get(self, word: str) -> int | None:
        """The number of ``word``; None of one that is not among them."""
        key = hash(word)
        at = (key >> (64 - _BITS)) + (1 << _BITS - 1)
        hashes, end = self._hashes, self._firsts.item(at + 1)
        for place in range(self._firsts.item(at), end):
            if hashes.item(place) == key:
                return self._numbers.item(place)
        return None

    def among(self, words: Sequence[str]) -> dict[str, int]:
        """Those of ``words`` that are among them, with their numbers; of many at once each costs a tenth."""
        import numpy as np

        keys = np.fromiter(map(hash, words), np.int64, len(words))
        places = self._firsts[(keys >> (64 - _BITS)) + (1 << _BITS - 1)]
        found: dict[str, int] = {}
        for _ in range(self._most_alike):
            places = places.clip(max=len(self) - 1)
            hits = np.flatnonzero(self._hashes[places] == keys)
            found.update((words[hit], self._numbers.item(places[hit])) for hit in hits.tolist())
            places = places + 1
        return found
