"""The tagger: of each word of a paragraph, what should stand there; of each gap, which marks.

A small network run by numpy: convolutions that see a few words to either side, attention that sees the whole row. It
reads what is written and was taught on right texts with slips put in (bench/teach, docs/models.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterkit.language.candidates import Relation, candidates
from letterkit.language.joints import Joint
from letterkit.language.tokens import Mark, Paragraph, fold
from letterkit.language.traits import marks_of, meaning_of
from letterkit.russian.vectors import vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WIDTH = 288
HEADS = 6
BLOCKS = ("c1", "c2", "a", "c4", "a", "a", "a")
"""Convolutions by how many words away they look, and attention."""
FARTHEST = 32
"""Distance in words beyond which attention tells none apart."""
MARKS = len(Mark)
WEIGHTS = Path(__file__).parent / "data" / "tagger.npz"
_WORDS_BYTES, _KEYS_BYTES = 5 << 20, 3 << 20
"""What may be kept of words, one number of each 4 bytes."""
_LONGEST = 144  # words read at once; a longer paragraph is read in pieces that overlap
_OVERLAP = 24
_TOGETHER = 512  # words of several paragraphs in one product of matrices
_BLANK = 4  # empty rows between two paragraphs: as far as a convolution looks


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tagger makes of a paragraph, by its tokens: numbers are log odds.

    ``doubts`` that the word is wrong; ``commas`` and ``dashes`` that one stands after the word; ``joints`` scores of
    the three ways to write the gap after it. ``states`` is what ``choices`` are made of.
    """

    doubts: "Floats"
    commas: "Floats"
    dashes: "Floats"
    joints: "Floats"
    states: "Floats"


@dataclass(frozen=True, slots=True)
class Choice:
    """``word``, which may have been meant, with its log probability among the candidates."""

    word: str
    relation: Relation
    log_probability: float


class Tagger:
    """The weights in ``file``; what a word brings along is worked out once a word."""

    def __init__(self, file: Path) -> None:
        vectors()  # before numpy: it says how many threads that may start
        import numpy as np

        with np.load(file) as kept:
            self._weights: dict[str, Any] = {
                name: kept[name].astype(np.float32) for name in kept.files if kept[name].dtype.kind == "f"
            }
            self._frequent = {str(word): number for number, word in enumerate(kept["frequent_words"], 1)}
        self._brings = lru_cache(maxsize=_WORDS_BYTES // (WIDTH * 4))(self._word_brings)
        self._key = lru_cache(maxsize=_KEYS_BYTES // (WIDTH * 4))(
            lambda word: self._brings(word) @ self._weights["key"]
        )
        size = _LONGEST + 2 * _OVERLAP
        away = (np.arange(size)[None, :] - np.arange(size)[:, None]).clip(-FARTHEST, FARTHEST) + FARTHEST
        self._far = {name: self._weights[name][:, away] for name in self._weights if name.endswith(".far")}

    def read(self, paragraph: Paragraph) -> Reading:
        """What stands in ``paragraph`` and what should."""
        return self.read_each([paragraph])[0]

    def read_each(self, paragraphs: Sequence[Paragraph]) -> list[Reading]:
        """``read`` of each of ``paragraphs``, read together."""
        import numpy as np

        pieces = [(number, *piece) for number, each in enumerate(paragraphs) for piece in _pieces(len(each.tokens))]
        found: list[list[Floats]] = [[] for _ in paragraphs]
        for batch in _batches(pieces):
            states = self._states([(paragraphs[number], shown) for number, _, shown in batch])
            for (number, asked, shown), state in zip(batch, states, strict=True):
                found[number].append(state[asked.start - shown.start : asked.stop - shown.start])
        none = np.zeros((0, WIDTH), np.float32)
        return [self._reading(np.concatenate(states) if states else none) for states in found]

    def choices(self, word: str, state: "Floats") -> list[Choice]:
        """What may have been meant by ``word`` (folded), itself first; ``state`` is that of its token."""
        return self.weigh(candidates(word), state)

    def weigh(self, offered: Sequence[tuple[str, Relation]], state: "Floats") -> list[Choice]:
        """Each of ``offered`` with its log probability in the place that ``state`` belongs to."""
        import numpy as np

        weights = self._weights
        keys = np.stack([self._key(word) for word, _ in offered])
        relations = state @ weights["relation"] + weights["relation_bias"]
        scores = keys @ (state @ weights["query"]) / np.sqrt(np.float32(WIDTH))
        scores += relations[[int(relation) for _, relation in offered]]
        scores -= np.logaddexp.reduce(scores)
        return [Choice(word, relation, float(s)) for (word, relation), s in zip(offered, scores, strict=True)]

    def _reading(self, states: "Floats") -> Reading:
        import numpy as np

        weights = self._weights
        doubts = states @ weights["doubt"] + weights["doubt_bias"]
        gaps = np.zeros((len(states), 5), np.float32)
        if len(states) > 1:
            inner = states[:-1] @ weights["gap"][:WIDTH] + states[1:] @ weights["gap"][WIDTH:] + weights["gap_bias"]
            gaps[:-1] = inner.clip(0) @ weights["gap_out"] + weights["gap_out_bias"]
        return Reading(doubts[:, 0], gaps[:, 0], gaps[:, 1], gaps[:, 2:], states)

    def _states(self, parts: Sequence[tuple[Paragraph, slice]]) -> "list[Floats]":
        import numpy as np

        weights = self._weights
        lengths = [shown.stop - shown.start for _, shown in parts]
        starts = np.cumsum([_BLANK, *(length + _BLANK for length in lengths)])[:-1]
        spans = [slice(start, start + length) for start, length in zip(starts.tolist(), lengths, strict=True)]
        size = spans[-1].stop + _BLANK
        there = np.zeros((size, 1), np.float32)
        state = np.zeros((size, WIDTH), np.float32)
        for (paragraph, shown), span in zip(parts, spans, strict=True):
            there[span] = 1
            state[span] = self._inputs(paragraph, shown)
        for number, block in enumerate(BLOCKS):
            w = {name: weights[f"{number}.{name}"] for name in _PARTS[block[0]]}
            seen = state * (1 / np.sqrt(np.square(state).mean(1, keepdims=True) + 1e-5))
            if block[0] == "c":
                seen *= there
                reach = int(block[1:])
                around = np.zeros((size, 3 * WIDTH), np.float32)
                around[reach:, :WIDTH] = seen[:-reach]
                around[:, WIDTH : 2 * WIDTH] = seen
                around[:-reach, 2 * WIDTH :] = seen[reach:]
                state += (around @ w["inner"] + w["inner_bias"]).clip(0) @ w["outer"]
                continue
            found = np.zeros((size, WIDTH), np.float32)
            asked = seen @ w["qkv"]
            far = self._far[f"{number}.far"]
            for span, length in zip(spans, lengths, strict=True):
                q, k, v = asked[span].reshape(length, 3, HEADS, -1).transpose(1, 2, 0, 3)
                likeness = q @ k.transpose(0, 2, 1) + far[:, :length, :length]
                likeness -= likeness.max(2, keepdims=True)
                np.exp(likeness, out=likeness)
                likeness /= likeness.sum(2, keepdims=True)
                found[span] = (likeness @ v).transpose(1, 0, 2).reshape(length, WIDTH)
            state += found @ w["found"]
            seen = state * (1 / np.sqrt(np.square(state).mean(1, keepdims=True) + 1e-5))
            state += (seen @ w["inner"] + w["inner_bias"]).clip(0) @ w["outer"]
        state *= (1 / np.sqrt(np.square(state).mean(1, keepdims=True) + 1e-5)) * weights["gain"]
        return [state[span] for span in spans]

    def _inputs(self, paragraph: Paragraph, shown: slice) -> "Floats":
        import numpy as np

        weights = self._weights
        tokens = paragraph.tokens[shown]
        words = [fold(token.text) for token in tokens]
        given: Floats = np.stack([self._brings(word) for word in words])
        given += weights["capital"][[_capital(token.text) for token in tokens]]
        gaps = np.array(paragraph.gaps[shown.start : shown.stop + 1])
        if shown.start:
            gaps[0] = 1 << Mark.EDGE
        if shown.stop < len(paragraph.tokens):
            gaps[-1] |= 1 << Mark.EDGE
        marks = ((gaps[:, None] >> np.arange(MARKS)) & 1).astype(np.float32)
        given += marks[:-1] @ weights["before"] + marks[1:] @ weights["after"]
        for number in range(1, len(tokens)):
            if paragraph.joints[shown.start + number - 1] == Joint.JOINED:
                given[number] += self._brings(words[number - 1] + words[number]) @ weights["whole"]
        return given

    def _word_brings(self, word: str) -> "Floats":
        weights = self._weights
        meaning = meaning_of(word)
        given: Floats = marks_of(word) @ weights["marks"] + weights["marks_bias"]
        given += weights["frequent"][self._frequent.get(word, 0)]
        if meaning is not None:
            given += meaning @ weights["meaning"]
        return given.clip(0)


_PARTS = {"c": ("inner", "inner_bias", "outer"), "a": ("qkv", "found", "inner", "inner_bias", "outer")}


def _capital(text: str) -> int:
    return 2 if len(text) > 1 and text.isupper() else int(text[0].isupper())


def _pieces(count: int) -> Iterator[tuple[slice, slice]]:
    """``count`` words in pieces that can be read at once: the words to ask about, and those to show with them."""
    for first in range(0, count, _LONGEST):
        last = min(first + _LONGEST, count)
        yield slice(first, last), slice(max(0, first - _OVERLAP), min(last + _OVERLAP, count))


def _batches(pieces: Sequence[tuple[int, slice, slice]]) -> Iterator[list[tuple[int, slice, slice]]]:
    batch: list[tuple[int, slice, slice]] = []
    for piece in pieces:
        if batch and sum(shown.stop - shown.start for *_, shown in batch) + piece[2].stop - piece[2].start > _TOGETHER:
            yield batch
            batch = []
        batch.append(piece)
    if batch:
        yield batch


@cache
def tagger() -> Tagger:
    """The tagger, read when first asked for."""
    return Tagger(WEIGHTS)
