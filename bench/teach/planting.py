"""Rows with slips put in: the words, commas, dashes and joints as somebody might have written them, and as they were.

Everything is done for a whole batch at once, by arrays; the same seed plants the same slips.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
from numpy.typing import NDArray

from bench.teach.numbering import WordArrays
from letterkit.language.candidates import Relation
from letterkit.language.joints import Joint
from letterkit.language.tokens import Mark

_COMMA, _DASH, _JOINED, _HYPHEN = (1 << mark for mark in (Mark.COMMA, Mark.DASH, Mark.JOINED, Mark.HYPHEN))
_BEFORE = "и или либо как чем что чтобы а но если то ни где когда который которая которые которого также".split()
"""Words beside which people put commas that nothing asks for, and forget those that something does."""
_GROUPS = (
    (0.55, (Relation.FORM,)), (0.10, (Relation.INFINITIVE,)), (0.10, (Relation.FUNCTION,)), (0.12, (Relation.ALIKE,)),
    (0.13, (Relation.MEND,)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Batch:
    """Arrays of (rows, words): what is written, and what was there before."""

    size: NDArray[Any]
    """Words of each row."""
    ids: NDArray[Any]
    wholes: NDArray[Any]
    """The word that a joined pair is together, at its second half; 0 where there is none."""
    capitals: NDArray[Any]
    before: NDArray[Any]
    after: NDArray[Any]
    """Marks before and after each word, as bits."""
    right: NDArray[Any]
    """Which candidate of the word as written was there; 0: the word itself."""
    asks: NDArray[Any]
    """Weight of the question of the word."""
    comma: NDArray[Any]
    dash: NDArray[Any]
    joint: NDArray[Any]
    ways: NDArray[Any]
    gap: NDArray[Any]
    """Whether a gap follows in which marks may stand."""


class Texts(WordArrays):
    """The arrays that bench.teach.numbering left in ``folder``."""

    share: NDArray[Any]
    register: NDArray[Any]
    cand: NDArray[Any]
    rel: NDArray[Any]
    counted: NDArray[Any]

    def __init__(self, folder: Path) -> None:
        for name in get_type_hints(Texts):
            setattr(self, name, np.load(folder / f"{name}.npy"))
        self.words: list[str] = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        self.numbers = {word: number for number, word in enumerate(self.words)}
        self.starts = np.concatenate([[0], self.ends[:-1]])
        self.asked: NDArray[Any] = np.any(self.rel[:, 1:] >= 0, axis=1)
        self.groups = [(share, *self._ways_to_slip(relations)) for share, relations in _GROUPS]
        self.beside = np.zeros(len(self.words), bool)
        self.beside[[self.numbers[word] for word in _BEFORE if word in self.numbers]] = True

    def _ways_to_slip(self, relations: tuple[Relation, ...]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """(first, count, slips): of each word, what may be written in its place; it is a candidate of each of them."""
        written, place = np.nonzero(np.isin(self.rel, relations))
        meant = self.cand[written, place]
        if relations == (Relation.MEND,):
            best = (place == 1) & (self.counted[written] == 0)  # a misspelling was made of its first candidate
            written, meant = written[best], meant[best]
        order = np.argsort(meant, kind="stable")
        written, meant = written[order], meant[order]
        count = np.bincount(meant, minlength=len(self.words))
        return np.concatenate([[0], np.cumsum(count)[:-1]]), count, written

    def batches(self, dice: np.random.Generator, words: int, *, held: bool = False) -> Iterator[NDArray[Any]]:
        """Rows of one length, some ``words`` of them at a time, an epoch; each as often as its register asks."""
        rows = np.nonzero(self.held == held)[0]
        lengths = (self.ends - self.starts)[rows]
        rows, lengths = rows[lengths > 3], lengths[lengths > 3]
        if not held:
            share = self.share[rows]
            times = np.floor(share).astype(int) + (dice.random(len(rows)) < share % 1)
            rows, lengths = np.repeat(rows, times), np.repeat(lengths, times)
        order = np.argsort(lengths + dice.random(len(rows)) * 0.5, kind="stable")
        rows, lengths = rows[order], lengths[order]
        cuts, first = [], 0
        while first < len(rows):
            length = int(lengths[first])
            last = min(int(np.searchsorted(lengths, length, "right")), first + max(1, words // length))
            cuts.append((first, last))
            first = last
        for number in dice.permutation(len(cuts)):
            yield rows[slice(*cuts[number])]

    def plant(self, rows: NDArray[Any], dice: np.random.Generator, rate: float = 1.0) -> Batch:
        """``rows`` with slips: ``rate`` of the usual number, 0 for none."""
        sizes = (self.ends - self.starts)[rows]
        longest = int(sizes.max())
        at = self.starts[rows][:, None] + np.arange(longest)[None]
        there = np.arange(longest)[None] < sizes[:, None]
        at = np.where(there, at, 0)
        right_ids = np.where(there, self.ids[at], 0)
        capitals = np.where(there, self.capitals[at], 0).astype(np.int64)
        gaps = np.where(there, self.gaps[at], 0).astype(np.int64)
        joints = np.where(there, self.joints[at], 0).astype(np.int64)
        ways = np.where(there, self.ways[at], 1).astype(np.int64)
        joined_as = np.where(there, self.wholes[at], 0)
        gap = there & (np.arange(longest)[None] < sizes[:, None] - 1)
        shape = right_ids.shape
        # How careless the writer of the row is: far more so than people are, or there would be little to learn from.
        kind = dice.choice(4, (len(rows), 1), p=(0.15, 0.25, 0.35, 0.25))
        careless = np.array((0.0, 0.3, 1.0, 2.0))[kind] * rate

        written_gaps = gaps.copy()
        had_comma, had_dash = (gaps & _COMMA) > 0, (gaps & _DASH) > 0
        forgets = np.array((0.0, 0.15, 0.4, 1.0))[kind] * rate
        drawn = dice.random(shape)
        lost = gap & had_comma & (drawn < forgets)
        written_gaps[lost] &= ~_COMMA
        after_word = self.beside[right_ids]
        before_word = np.zeros(shape, bool)
        before_word[:, :-1] = after_word[:, 1:]
        needless = gap & (gaps == 0) & (drawn < (0.012 + 0.12 * before_word + 0.04 * after_word) * careless)
        written_gaps[needless] |= _COMMA
        drawn = dice.random(shape)
        lost = gap & had_dash & (drawn < forgets)
        written_gaps[lost] &= ~_DASH
        instead = lost & (drawn < 0.25 * forgets)
        written_gaps[instead] |= _COMMA
        put_in = gap & (gaps == 0) & (drawn < 0.004 * careless)
        written_gaps[put_in] |= _DASH

        choice = (ways & (ways - 1)) > 0
        other = dice.integers(1, 3, shape)
        flipped = (joints + other) % 3
        flips = gap & choice & (dice.random(shape) < 0.25 * careless) & ((ways >> flipped) & 1 > 0)
        written_joints = np.where(flips, flipped, joints)
        written_gaps[flips] &= ~(_JOINED | _HYPHEN)
        written_gaps |= np.where(written_joints == Joint.JOINED, _JOINED, 0) | np.where(
            flips & (written_joints == Joint.HYPHEN), _HYPHEN, 0
        )

        ids = self._slip(right_ids, there, careless, dice)
        slipped = ids != right_ids
        wholes = np.zeros(shape, np.int64)
        wholes[:, 1:] = np.where(written_joints == Joint.JOINED, joined_as, 0)[:, :-1]
        for row, place in zip(*np.nonzero(slipped & (wholes > 0)), strict=True):
            whole = self.numbers.get(self.words[ids[row, place - 1]] + self.words[ids[row, place]])
            if whole is None:
                ids[row, place], slipped[row, place] = right_ids[row, place], False
            else:
                wholes[row, place] = whole
        same = self.cand[ids] == right_ids[..., None]
        right = np.where(same.any(-1), same.argmax(-1), 0)
        lost_truth = slipped & ~same.any(-1)
        ids[lost_truth] = right_ids[lost_truth]
        slipped &= ~lost_truth
        right[~slipped] = 0
        asked = there & self.asked[ids]
        asks = np.where(slipped, 1.0, np.where(dice.random(shape) < 0.15, 2.0, 0.0)) * asked
        before = np.zeros(shape, np.int64)
        before[:, 1:] = written_gaps[:, :-1]
        before[:, 0] = 1 << Mark.EDGE
        last = np.arange(longest)[None] == sizes[:, None] - 1
        written_gaps[last] |= 1 << Mark.EDGE
        return Batch(
            sizes, ids, wholes, capitals, before, written_gaps, right, asks.astype(np.float32), had_comma, had_dash,
            joints, ways, gap,
        )  # fmt: skip

    def _slip(
        self, right: NDArray[Any], there: NDArray[Any], careless: NDArray[Any], dice: np.random.Generator
    ) -> NDArray[Any]:
        shares = np.stack([share * (count[right] > 0) for share, _, count, _ in self.groups], -1)
        total = shares.sum(-1)
        slips = there & (total > 0) & (dice.random(right.shape) < 0.12 * careless)
        rows, places = np.nonzero(slips)
        ids = right.copy()
        if not len(rows):
            return ids
        drawn = dice.random(len(rows)) * total[rows, places]
        group = (np.cumsum(shares[rows, places], -1) < drawn[:, None]).sum(-1).clip(max=len(self.groups) - 1)
        for number, (_, first, count, written) in enumerate(self.groups):
            mine = group == number
            meant = right[rows[mine], places[mine]]
            some = count[meant] > 0
            pick = first[meant] + (dice.random(len(meant)) * count[meant]).astype(np.int64)
            ids[rows[mine][some], places[mine][some]] = written[pick[some]]
        return ids
