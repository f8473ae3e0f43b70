"""How SpellRuEval counts: corrections by word, case and punctuation apart, and each must be the very word wanted.

A sentence and its correction are laid side by side by words, and where words were stuck together or torn apart, by the
ends of words that fall on each other.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

Span = tuple[int, int]
_Place = tuple[int, Span]
_REPLACED = 1.9  # of one word by another: a little less than to take one out and put one in


def spelling_scores(rows: Iterable[tuple[str, str, str]]) -> dict[str, float]:
    """Precision, recall and F1 of ``rows``: as written, as it should be, as it was mended."""
    wanted: dict[_Place, tuple[str, ...]] = {}
    made: dict[_Place, tuple[str, ...]] = {}
    for number, (source, target, answer) in enumerate(rows):
        words, right, ours = words_of(source), words_of(target), words_of(answer)
        gold = corrections(words, right)
        wanted |= {(number, span): tuple(right[start:end]) for span, (start, end) in gold}
        made |= {
            (number, span): tuple(ours[start:end])
            for span, (start, end) in _corrections_by(words, ours, [span for span, _ in gold])
        }
    hits = sum(wanted.get(key) == words for key, words in made.items())
    precision, recall = hits / max(1, len(made)), hits / max(1, len(wanted))
    return {
        "corrections": len(wanted), "precision": precision, "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if hits else 0.0,
    }  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words of ``text`` without case, the dots of ё and marks at their ends."""
    words = []
    for word in text.lower().replace("ё", "е").split():
        places = [at for at, mark in enumerate(word) if mark.isalnum()]
        if places:
            words.append(word[places[0] : places[-1] + 1])
    return words


def corrections(source: Sequence[str], target: Sequence[str]) -> list[tuple[Span, Span]]:
    """The pieces of ``source`` that are other words in ``target``."""
    return [
        (ours, theirs)
        for ours, theirs in _pieces(source, target)
        if list(source[slice(*ours)]) != list(target[slice(*theirs)])
    ]


def _corrections_by(source: Sequence[str], answer: Sequence[str], groups: Sequence[Span]) -> list[tuple[Span, Span]]:
    """As ``corrections``, pieces that make up one of ``groups`` taken together."""
    pieces = _pieces(source, answer)
    for start, end in groups:
        inside = [piece for piece in pieces if start <= piece[0][0] and piece[0][1] <= end]
        if inside and (inside[0][0][0], inside[-1][0][1]) == (start, end):
            at = pieces.index(inside[0])
            pieces[at : at + len(inside)] = [((start, end), (inside[0][1][0], inside[-1][1][1]))]
    return [(ours, theirs) for ours, theirs in pieces if list(source[slice(*ours)]) != list(answer[slice(*theirs)])]


def _pieces(source: Sequence[str], target: Sequence[str]) -> list[tuple[Span, Span]]:
    """``source`` and ``target`` in pieces that answer each other."""
    path = _path(source, target, _REPLACED)
    same = [
        here
        for here, there in pairwise(path)
        if there == (here[0] + 1, here[1] + 1) and source[here[0]] == target[here[1]]
    ]
    pieces: list[tuple[Span, Span]] = []
    i = j = 0
    for a, b in same:
        pieces += _between(source[i:a], target[j:b], i, j)
        pieces.append(((a, a + 1), (b, b + 1)))
        i, j = a + 1, b + 1
    return pieces + _between(source[i:], target[j:], i, j)


def _between(source: Sequence[str], target: Sequence[str], i: int, j: int) -> list[tuple[Span, Span]]:
    """Words that are not the same, in pieces that end where letters laid side by side end words in both."""
    if not source and not target:
        return []
    ends = [(0, 0)]
    if len(source) > 1 and len(target) > 1:
        ours, theirs = _ends(source), _ends(target)
        for a, b in _path(" ".join(source), " ".join(target), 1.0):
            if a in ours and b in theirs and ours[a] > ends[-1][0] and theirs[b] > ends[-1][1]:
                ends.append((ours[a], theirs[b]))
    ends.append((len(source), len(target)))
    return [((i + a, i + c), (j + b, j + d)) for (a, b), (c, d) in pairwise(ends)]


def _ends(words: Sequence[str]) -> dict[int, int]:
    """Places where words of the joined text end, but the last: how many words stand before."""
    ends, at = {}, -1
    for number, word in enumerate(words[:-1], 1):
        at += len(word) + 1
        ends[at] = number
    return ends


def _path(source: Sequence[str], target: Sequence[str], replaced: float) -> list[tuple[int, int]]:
    """The places that one of the cheapest ways from ``source`` to ``target`` goes through."""
    costs = [[float(i + j) for j in range(len(target) + 1)] for i in range(len(source) + 1)]
    for i, one in enumerate(source, 1):
        for j, other in enumerate(target, 1):
            costs[i][j] = (
                costs[i - 1][j - 1]
                if one == other
                else min(costs[i - 1][j - 1] + replaced, costs[i][j - 1] + 1, costs[i - 1][j] + 1)
            )
    i, j = len(source), len(target)
    path = [(i, j)]
    while i or j:
        cost = 0.0 if i and j and source[i - 1] == target[j - 1] else replaced
        if i and j and costs[i][j] == costs[i - 1][j - 1] + cost:
            i, j = i - 1, j - 1
        elif j and costs[i][j] == costs[i][j - 1] + 1:
            j -= 1
        else:
            i -= 1
        path.append((i, j))
    return path[::-1]
