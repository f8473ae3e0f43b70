"""Finds the words of a finding among the paragraphs of a document that may have changed since it was checked."""

from collections import Counter
from itertools import takewhile
from operator import eq

from .findings import plain

_LIKE = 0.6
"""A paragraph with so much of the other's pairs of letters is the same one, changed."""


class Gone(Exception):
    """The words are not there any more, or nobody can say which of several they are."""


def find(place, lines):
    """(number of the line, start, end, whether the paragraph has changed) of ``place`` in ``lines``.

    ``lines`` are the paragraphs of the document as they are now. Raises Gone.
    """
    sought, words = plain(place.line), plain(place.words)
    same = [number for number, line in enumerate(lines) if plain(line) == sought]
    if same:
        return same[min(place.nth, len(same) - 1)], place.start, place.end, False
    likely = []
    for number, line in enumerate(lines):
        now = plain(line)
        if words not in now:
            continue
        likeness = _likeness(sought, now)
        if likeness >= _LIKE:
            likely.append((likeness, number, now))
    if not likely:
        raise Gone
    _, number, now = max(likely, key=lambda each: each[0])
    start = _nearest(now, words, place, sought)
    return number, start, start + len(words), True


def _nearest(now, words, place, sought):
    """Where ``words`` stand most as they stood: with the same neighbours; raises Gone where two places are alike."""
    starts = [at for at in range(len(now)) if now.startswith(words, at)]
    before, after = sought[: place.start], sought[place.end :]

    def kinship(at):
        return _shared(before[::-1], now[:at][::-1]) + _shared(after, now[at + len(words) :])

    ranked = sorted(starts, key=kinship, reverse=True)
    if len(ranked) > 1 and kinship(ranked[0]) == kinship(ranked[1]):
        raise Gone
    return ranked[0]


def _shared(one, other):
    """How many characters both begin with."""
    return sum(takewhile(bool, map(eq, one, other)))


def _likeness(one, other):
    """From 0 to 1: how many pairs of neighbouring letters two texts share (Dice)."""
    counts = [Counter(text[at : at + 2] for at in range(len(text) - 1)) for text in (one, other)]
    pairs = sum(sum(each.values()) for each in counts)
    return 2 * sum((counts[0] & counts[1]).values()) / pairs if pairs else 0
