"""Two versions of a text side by side: paragraphs that belong together on one row, the words that differ marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "changed", "added", "removed"]
_WORD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\s+|[\w-]+|[^\w\s]")
"""A mark of a template is one word."""
_ALIKE = 0.4
"""From this share of common words on, two paragraphs are one paragraph rewritten."""
_MOST_PAIRS = 2500
"""Paragraphs of one changed stretch are weighed each against each; beyond so many pairs they are taken in turn."""


@dataclass(frozen=True, slots=True)
class ComparedPiece:
    """Some words of a paragraph; ``differs`` when the other side does not have them."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph before and after; empty where there is none."""

    kind: Kind
    before: tuple[ComparedPiece, ...] = ()
    after: tuple[ComparedPiece, ...] = ()


def compare(before: str, after: str) -> tuple[ComparedParagraph, ...]:
    """The rows of ``before`` and ``after``, a line a paragraph, in the order of both."""
    old, new = before.split("\n") if before else [], after.split("\n") if after else []
    rows: list[ComparedParagraph] = []
    for what, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            rows.extend(
                ComparedParagraph("same", (ComparedPiece(line),), (ComparedPiece(line),)) for line in new[j:j_end]
            )
        else:
            rows.extend(_diff_rows(old[i:i_end], new[j:j_end]))
    return tuple(rows)


def _diff_rows(old: Sequence[str], new: Sequence[str]) -> Iterator[ComparedParagraph]:
    i = j = 0
    for pair_i, pair_j in [*_pairs(old, new), (len(old), len(new))]:
        yield from (ComparedParagraph("removed", before=(ComparedPiece(line, True),)) for line in old[i:pair_i])
        yield from (ComparedParagraph("added", after=(ComparedPiece(line, True),)) for line in new[j:pair_j])
        if pair_i < len(old):
            yield ComparedParagraph("changed", *_words(old[pair_i], new[pair_j]))
        i, j = pair_i + 1, pair_j + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraphs are one another's, in order: the pairing with the most in common."""
    if len(old) * len(new) > _MOST_PAIRS:
        return [(k, k) for k in range(min(len(old), len(new)))]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_alike(one, other) for other in new] for one in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _alike(one: str, other: str) -> float:
    """The share of common words, 0 when they are too few."""
    words = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    ratio = words.ratio()
    return ratio if ratio >= _ALIKE else 0.0


def _words(before: str, after: str) -> tuple[tuple[ComparedPiece, ...], tuple[ComparedPiece, ...]]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    left: list[ComparedPiece] = []
    right: list[ComparedPiece] = []
    for what, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        differs = what != "equal"
        left.append(ComparedPiece("".join(old[i:i_end]), differs))
        right.append(ComparedPiece("".join(new[j:j_end]), differs))
    return tuple(piece for piece in left if piece.text), tuple(piece for piece in right if piece.text)
