"""To which group the words of an appeal point by what they mean: a linear model over natasha's vectors.

It hears words that no labelled appeal had, where those of ``group_vectors`` say nothing. Taught on labelled appeals and
the subjects of the classifier (data/meanings.json, by bench/runs/fit_meanings.py).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from letterkit.core.errors import RuleError
from letterkit.datafile import read_text
from letterkit.intake.group_vectors import GroupVectors, shipped_vectors
from letterkit.russian.vectors import vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_FILE = Path(__file__).parent / "data" / "meanings.json"
_SIZE = 300
_ASKED = 2.5
"""What a word of the subject and the questions counts beside one of the story alone."""
_COMMON, _RAREST = 0.3, 4.0
"""Words of three quarters of appeals tell nothing; a word of a single one no more than one of ten among 580."""
_OTHERS = 0.5
"""What belonging to another body counts beside all words together."""


@dataclass(frozen=True, slots=True)
class GroupMeanings:
    """``weights``: a row for each of ``codes``, of the 300 numbers of a meaning, the sign of other bodies, the bias."""

    codes: Sequence[str]
    weights: "Floats"

    def logarithms(self, meaning: "Floats") -> Mapping[str, float]:
        """The natural logarithm of how likely each group is."""
        import numpy as np

        told = self.weights @ np.append(meaning, 1.0)
        told -= told.max()
        return dict(zip(self.codes, (told - np.log(np.exp(told).sum())).tolist(), strict=True))


def meaning_of(
    story: frozenset[str], asked: frozenset[str], *, for_others: bool, counted: GroupVectors | None = None
) -> "Floats":
    """What an appeal of these words, in their dictionary forms, is about; ``for_others``: another body is to answer."""
    import numpy as np

    known, counted = vectors(), counted or shipped_vectors()
    total: Floats = np.zeros(_SIZE)
    for word in sorted(story | asked):
        vector, rarity = known.get(word), counted.rarity(word)
        if vector is not None and rarity > _COMMON:
            total += vector * (min(rarity, _RAREST) * (_ASKED if word in asked else 1.0))
    return np.append(total / (np.linalg.norm(total) or 1.0), _OTHERS * for_others)


@cache
def shipped_meanings() -> GroupMeanings:
    """Those that come with letterkit, of the groups of its classifier."""
    import numpy as np

    told = json.loads(read_text(_FILE, RuleError))
    return GroupMeanings(tuple(told), np.array(list(told.values())))
