"""What the small models of language (commas, forms) are built of, in numpy; rows are words."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

SIGHT = 40
"""Words to either side of a word that the models are shown: what stands farther tells next to nothing of it."""
_TOGETHER = 600  # words
_AT_ONCE = 160  # words; a longer paragraph is read in pieces, or every word would look for every other


def batches(lengths: Sequence[int]) -> Iterator[slice]:
    """Sequences of ``lengths`` words in groups that are read together: larger ones would not be read sooner."""
    first = total = 0
    for number, length in enumerate(lengths):
        if total and total + length > _TOGETHER:
            yield slice(first, number)
            first, total = number, 0
        total += length
    if total:
        yield slice(first, len(lengths))


def pieces(count: int) -> Iterator[tuple[slice, slice]]:
    """``count`` words in pieces that can be read at once: the words to ask about, and those to show with them."""
    for first in range(0, count, _AT_ONCE):
        asked = slice(first, min(first + _AT_ONCE, count))
        yield asked, slice(max(0, first - SIGHT), min(asked.stop + SIGHT, count))


def in_one_row(lengths: Sequence[int], gap: int) -> "tuple[NDArray[np.intp], Floats]":
    """(the row of each word, which rows hold one): sequences of ``lengths`` words, ``gap`` empty rows between two.

    A convolution that sees no farther than ``gap`` reads them together as it would one by one, when what it puts into
    the empty rows is taken out again after each layer.
    """
    import numpy as np

    counts = np.array(lengths, np.intp)
    begins = np.cumsum(counts + gap) - counts - gap
    rows = np.repeat(begins - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    there = np.zeros((int(begins[-1] + counts[-1]), 1), np.float32)
    there[rows] = 1
    return rows, there


def shift_rows(state: "Floats", by: int) -> "Floats":
    """``state`` with each row ``by`` places later (earlier when negative), zeros where none comes from."""
    import numpy as np

    gap = np.zeros((min(abs(by), len(state)), state.shape[1]), np.float32)
    return np.concatenate([gap, state[:-by]]) if by > 0 else np.concatenate([state[-by:], gap])


def by_head(rows: "Floats", heads: int) -> "Floats":
    """(words, all) → (heads, words, a head's share)."""
    return rows.reshape(len(rows), heads, -1).transpose(1, 0, 2)


def looked_up(queries: "Floats", keys: "Floats", values: "Floats", distances: "Floats") -> "Floats":
    """What each of ``queries`` finds among ``keys``: the mean of ``values`` by likeness, (words, all heads).

    The first three are (heads, words, share), ``distances`` (heads, queries, keys) is added to the likeness; a query
    that may look at no key (minus infinity everywhere) finds nothing.
    """
    import numpy as np

    likeness = queries @ keys.transpose(0, 2, 1) / np.sqrt(np.float32(keys.shape[2])) + distances
    looks = np.exp(likeness - likeness.max(axis=2, keepdims=True).clip(-1e9))
    looks /= looks.sum(axis=2, keepdims=True).clip(1e-9)
    found: Floats = (looks @ values).transpose(1, 0, 2).reshape(queries.shape[1], -1)
    return found
