"""What speaks for and against another word in the place of one: the numbers that ``misplaced`` weighs.

Each is asked of the word that stands there and of the word that may be meant: how common it is, how well its form and
its meaning go with the words around, whether it agrees with its neighbours. What kind of slip makes one of the other
comes last.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from letterkit.proofing.agreement import agree, governs
from letterkit.proofing.context import Surroundings, fitness, lemmas, meaning
from letterkit.proofing.lexicon import Lexicon
from letterkit.russian import morph
from letterkit.russian.vectors import occurrences

if TYPE_CHECKING:
    from letterkit.proofing.context import Floats

_PARTS = ("NOUN", "ADJF", "ADJS", "PRTF", "PRTS", "VERB", "INFN", "GRND", "ADVB")
_OF_WORD = (
    "common word-common form unfit near nearest topic before after agrees-before agrees-after governed house unseen "
    "lemma-near"
).split()
_SHAPE = (
    "slip same-word length short part-stays first last lost extra two-lost swapped key vowel doubled double-lost "
    "key-extra reflexive soft-sign nn starts"
).split()
NAMES = (
    *(f"{name}.{whose}" for whose in ("own", "other") for name in (*_OF_WORD, *_PARTS)),
    *_SHAPE,
)
"""What the numbers of ``Signs.of`` are, in their order."""

_LONG, _SHORT = 12, 8
_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_KEYS = frozenset(frozenset(row[at : at + 2]) for row in _ROWS for at in range(len(row) - 1))
_VOWELS = frozenset(map(frozenset, ("ао", "еи", "яе")))


class Signs:
    """The signs of one place of ``around``, where ``low`` stands and the forms of ``shares`` are expected."""

    def __init__(self, around: Surroundings, start: int, low: str, shares: "Floats", lexicon: Lexicon) -> None:
        self._low, self._shares, self._lexicon = low, shares, lexicon
        self._before, self._after = around.beside(start)
        self._near = around.topic(start)
        self._middle = _mean(self._near)
        self._topic = _mean(around.topic())
        self._starts = not self._before
        self._lemmas = around.lemmas(start)
        self._own = self._of_word(low, low)

    def of(self, other: str, slip: float, *, same: bool) -> list[float]:
        """The signs for ``other``; ``slip`` is how odd the slip is, ``same`` that both are forms of one word."""
        return [*self._own, *self._of_word(other, self._low), *_shape(self._low, other, slip, same=same), self._starts]

    def _of_word(self, word: str, own: str) -> list[float]:
        means = meaning(word)
        form = fitness(word, self._shares)
        return [
            self._lexicon.commonness(word),
            max(map(self._lexicon.commonness, lemmas(word)), default=0.0),
            form,
            min(form, 0.0),
            float(means @ self._middle),
            max((float(means @ each) for each in self._near), default=0.0),
            float(means @ self._topic),
            float(means @ meaning(self._before)),
            float(means @ meaning(self._after)),
            _sign(agree(self._before, word) if self._before else None),
            _sign(agree(word, self._after) if self._after else None),
            _sign(governs(self._before, word)),
            float(self._lexicon.is_house(word)),
            float(not occurrences(word)),
            float(not self._lemmas.isdisjoint(lemmas(word) - (lemmas(own) if word != own else frozenset()))),
            *(float(part in parts(word)) for part in _PARTS),
        ]


@lru_cache(maxsize=4096)
def parts(word: str) -> frozenset[str]:
    """Which parts of speech ``word`` may be."""
    return frozenset(str(parse.tag.POS) for parse in morph.known_parses(word))


def _sign(answer: bool | None) -> float:
    return 0.0 if answer is None else 1.0 if answer else -1.0


def _mean(vectors: "Sequence[Floats]") -> "Floats":
    import numpy as np

    total = sum(vectors, np.zeros(300, np.float32))
    length = float(np.linalg.norm(total))
    return total / length if length else total


def _shape(low: str, other: str, slip: float, *, same: bool) -> list[float]:
    size, meant = len(low), len(other)
    swapped = size == meant and sorted(low) == sorted(other)
    changed = [frozenset(pair) for pair in zip(low, other, strict=False) if pair[0] != pair[1]]
    changed = changed if size == meant and len(changed) == 1 else []
    extra = _extra(low, other) if size == meant + 1 else None
    lost = _extra(other, low) if meant == size + 1 else None
    return [
        slip,
        float(same),
        min(size, _LONG),
        min(size, _SHORT),
        float(not parts(low).isdisjoint(parts(other))),
        float(low[0] != other[0]),
        float(low[-1] != other[-1]),
        float(meant == size + 1),
        float(size == meant + 1),
        float(meant == size + 2),
        float(swapped),
        float(any(pair in _KEYS for pair in changed)),
        float(any(pair in _VOWELS for pair in changed)),
        float(extra is not None and _doubles(low, extra)),
        float(lost is not None and _doubles(other, lost)),
        float(extra is not None and _beside_key(low, extra)),
        float(other[:-2] == low and other.endswith("ся")),
        float("ь" in (low[extra] if extra is not None else "", other[lost] if lost is not None else "")),
        float("нн" in low and low.replace("нн", "н", 1) == other),
    ]


def _extra(longer: str, shorter: str) -> int | None:
    """Where ``longer`` has the one letter that ``shorter`` has not."""
    return next((at for at in range(len(longer)) if longer[:at] + longer[at + 1 :] == shorter), None)


def _doubles(word: str, at: int) -> bool:
    return word[at] in (word[at + 1 : at + 2], word[at - 1 : at])


def _beside_key(word: str, at: int) -> bool:
    return any(frozenset((word[at], near)) in _KEYS for near in (word[at - 1 : at], word[at + 1 : at + 2]))
