"""Texts that say the same, found without comparing each with each: MinHash over every three words in a row.

Names, signs, numbers and the order of paragraphs may differ: a copied complaint has another name and flat below it.
"""

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from letterkit.russian.search_words import tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORTEST = 12
"""Words from which on a text can be told from others that ask about the same."""
_WORDS = 3
_BANDS, _ROWS = 16, 4
"""Two texts that share 0.7 of their shingles meet in one of the bands 99 times of a hundred, those of 0.3 – 12."""
_SEED = 20


def shingles(text: str) -> frozenset[int]:
    """Every three words of ``text`` in a row as numbers; nothing of a text that is too short to be told by them."""
    words = [token for token in tokens(text) if not token.isdigit()]
    if len(words) < SHORTEST:
        return frozenset()
    runs = (" ".join(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1))
    return frozenset(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)


def bands(found: frozenset[int]) -> tuple[bytes, ...]:
    """What texts of many equal ``shingles`` have in common, each of some bytes; nothing for no shingles."""
    if not found:
        return ()
    import numpy as np

    times, plus = _permutations()
    hashed = np.fromiter(found, dtype=np.uint64, count=len(found))
    least = ((hashed[:, None] * times + plus) >> np.uint64(32)).min(axis=0).astype("<u4")
    return tuple(bytes([band]) + least[band * _ROWS : (band + 1) * _ROWS].tobytes() for band in range(_BANDS))


def shared_part(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the shorter of two texts the other says too."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


@cache
def _permutations() -> "tuple[NDArray[np.uint64], NDArray[np.uint64]]":
    import numpy as np

    chance = np.random.Generator(np.random.PCG64(_SEED))
    drawn = chance.integers(1, 1 << 63, size=(2, _BANDS * _ROWS), dtype=np.uint64)
    return drawn[0] * np.uint64(2) + np.uint64(1), drawn[1]
