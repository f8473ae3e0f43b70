"""What a text is about: its words with their weights, and their vector.

A word weighs the more the seldomer news use it (``russian.vectors``); names, places and numbers weigh nothing. Words
tell what is the same, vectors what is near («кровля» and «крыша»). Which share of either is best is measured on appeals
with labels (``bench/runs/likeness.py``): subject and questions alone, a quarter by vectors with what all appeals have
in common taken from them, beats the whole story.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.office.register.classifier import classifier
from letterkit.russian.morph import parses
from letterkit.russian.search_words import form, tokens
from letterkit.russian.vectors import occurrences, vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

BY_VECTOR = 0.25
"""What vectors weigh in a likeness; words have the rest."""
_CONTENT = frozenset("NOUN ADJF ADJS VERB INFN PRTF PRTS GRND ADVB".split())
_NAMES = ("Name", "Surn", "Patr", "Geox")
_NEWS = 1e9
_SELDOM = 1000
_SHORTEST = 3
_SIZE = 300
_FULL = 127
_KEPT = [("key", "<i8"), ("weight", "<f2")]


@dataclass(frozen=True)
class About:
    """``weights`` of words in their dictionary forms; ``vector`` of length 1, or all zeros where no word has one."""

    weights: Mapping[str, float]
    vector: "Vector"

    @property
    def strongest(self) -> list[str]:
        """The words, those that tell most first."""
        return sorted(self.weights, key=lambda word: (-self.weights[word], word))


def about(texts: Iterable[str]) -> About:
    """What ``texts`` are about together."""
    import numpy as np

    counted = Counter(form(token) for text in texts for token in tokens(text) if _tells(token))
    weights = {word: _weight(word) * math.sqrt(count) for word, count in counted.items()}
    known = vectors()
    summed = np.zeros(_SIZE, dtype=np.float32)
    for word, weight in weights.items():
        vector = known.get(word)
        if vector is not None:
            summed += vector * (weight / float(np.linalg.norm(vector)))
    return About(weights, _unit(summed))


def pack_vector(vector: "Vector") -> bytes:
    """A number of 8 bits for each of its places."""
    import numpy as np

    most = float(np.abs(vector).max()) or 1.0
    return np.rint(vector * (_FULL / most)).astype(np.int8).tobytes()


def pack_words(keys: Mapping[int, float]) -> bytes:
    """Keys of words with their weights, as ``overlaps`` reads them."""
    import numpy as np

    return np.array(list(keys.items()), dtype=_KEPT).tobytes()


def nearness(vector: "Vector", packed: Sequence[bytes]) -> list[float]:
    """How near to ``vector`` each packed one is, −1 to 1, what all appeals have in common left out."""
    import numpy as np

    if not packed:
        return []
    rows = np.frombuffer(b"".join(packed), dtype=np.int8).reshape(len(packed), _SIZE).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    rows -= _common()
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    return [float(each) for each in rows @ _unit(vector - _common())]


def overlaps(asked: Mapping[int, float], packed: Sequence[bytes]) -> list[float]:
    """How much of their weight the words under ``asked`` keys and each packed ones share, 0 to 1."""
    import numpy as np

    full = math.sqrt(sum(weight * weight for weight in asked.values())) or 1.0
    found = []
    for each in packed:
        kept = np.frombuffer(each, dtype=_KEPT)
        weights = kept["weight"].astype(np.float32)
        said = sum(
            asked.get(key, 0.0) * weight for key, weight in zip(kept["key"].tolist(), weights.tolist(), strict=True)
        )
        found.append(said / (full * (float(np.linalg.norm(weights)) or 1.0)))
    return found


def likeness(one: About, other: About) -> float:
    """How like two texts are, 0 to 1."""
    import numpy as np

    words = sum(weight * other.weights.get(word, 0.0) for word, weight in one.weights.items())
    sizes = math.hypot(*one.weights.values()) * math.hypot(*other.weights.values())
    near = float(np.dot(_unit(one.vector - _common()), _unit(other.vector - _common())))
    return mix(near, words / sizes if sizes else 0.0)


def mix(near: float, overlap: float) -> float:
    """One likeness of two, 0 to 1."""
    return BY_VECTOR * max(near, 0.0) + (1 - BY_VECTOR) * overlap


def _common() -> "Vector":
    """What all appeals have in common: the middle of the groups of the classifier."""
    return _middle(tuple(group.name for group in classifier().groups if not group.is_section))


@lru_cache(maxsize=2)
def _middle(names: tuple[str, ...]) -> "Vector":
    import numpy as np

    return np.mean([about([name]).vector for name in names], axis=0) if names else np.zeros(_SIZE, dtype=np.float32)


def _unit(vector: "Vector") -> "Vector":
    import numpy as np

    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


@lru_cache(maxsize=WORDS_KEPT)
def _tells(token: str) -> bool:
    if len(token) < _SHORTEST or token.isdigit():
        return False
    tag = parses(token)[0].tag
    return tag.POS in _CONTENT and not any(name in tag for name in _NAMES)


@lru_cache(maxsize=WORDS_KEPT)
def _weight(word: str) -> float:
    return math.log(_NEWS / (occurrences(word) + _SELDOM))
