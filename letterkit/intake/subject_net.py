"""A second look at the words of an appeal: how likely each is to stand in its subject, seen beside the others.

The first look (``subject_words``) weighs each word alone. A net with one hidden layer sees besides what stands near a
word and how likely that is, which offers have the word, where it is said and what it means (data/subject_net.json,
bench/runs/fit_subject.py).
"""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from letterkit.core.errors import RuleError
from letterkit.datafile import read_text
from letterkit.intake.subject_words import LEAST, WordSigns, lemmas_of_roots, roots_of
from letterkit.russian.vectors import vectors

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

_FILE = Path(__file__).parent / "data" / "subject_net.json"
_NEAR = 3
"""So many words on either side stand near a word."""
_MOST_PLACES = 8
"""Where a word is said oftener, its first places are looked at."""
_SIZE = 300
FARTHEST = 6.0
"""Signs further from the usual than so many deviations are as far as this."""
_SUREST = 1e-6
"""A first look is no surer than this, either way."""


@dataclass(frozen=True, slots=True)
class SubjectNet:
    """``signs`` in the order of their columns, each with what is ``usual`` and how much it is ``spread``.

    ``meanings`` makes a few numbers of a word's vector: their columns come after those of the signs.
    """

    signs: Sequence[str]
    usual: "Floats"
    spread: "Floats"
    meanings: "Floats"
    hidden: "Floats"
    hidden_bias: "Floats"
    last: "Floats"
    last_bias: float

    def likelihoods(
        self, words: Mapping[str, WordSigns], first: Mapping[str, float], text: str, offered: Sequence[str]
    ) -> dict[str, float]:
        """How likely each of ``words`` is to stand in the subject, where the ``first`` look tells how likely it seemed.

        ``offered`` are the words that may name the subject; ``words`` are those of ``signs_of_words``.
        """
        import numpy as np

        if not words:
            return {}
        vectors_of = meanings_of(words, text, offered)
        seen = signs_together_with_others(words, first, text, offered, vectors_of)
        told = np.array([[signs.get(sign, 0.0) for sign in self.signs] for signs in seen.values()])
        told = np.hstack([told, vectors_of @ self.meanings])
        told = np.clip((told - self.usual) / self.spread, -FARTHEST, FARTHEST)
        score = np.maximum(told @ self.hidden + self.hidden_bias, 0) @ self.last + self.last_bias
        return dict(zip(words, (1 / (1 + np.exp(-score))).tolist(), strict=True))


@cache
def subject_net() -> SubjectNet:
    """The shipped one."""
    import numpy as np

    told = json.loads(read_text(_FILE, RuleError))
    arrays = ("usual", "spread", "meanings", "hidden", "hidden_bias", "last")
    return SubjectNet(**{**told, **{name: np.array(told[name]) for name in arrays}})


def signs_together_with_others(
    words: Mapping[str, WordSigns], first: Mapping[str, float], text: str, offered: Sequence[str], vectors_of: "Floats"
) -> dict[str, dict[str, float]]:
    """What speaks for each of ``words`` beside all the others: its own signs, and those of where it stands.

    ``vectors_of`` are those of ``meanings_of``.
    """
    heard = roots_of(text)
    likely = [first.get(root, LEAST) for root in heard]
    places: dict[str, list[int]] = {}
    for at, root in enumerate(heard):
        places.setdefault(root, []).append(at)
    of_offers: dict[str, list[float]] = {}
    different = list(dict.fromkeys(offered))
    for offer in different:
        roots = roots_of(offer)
        worth = _mean([first.get(root, LEAST) for root in roots])
        for root in set(roots):
            of_offers.setdefault(root, []).append(worth)
    length, alike = max(1, len(heard)), _likeness_to_all(words, text, vectors_of)
    found: dict[str, dict[str, float]] = {}
    for root, signs in words.items():
        said, offers = places.get(root, []), of_offers.get(root, [])
        near = [_near(root, at, heard, likely) for at in said[:_MOST_PLACES]]
        chance = min(1 - _SUREST, max(_SUREST, first[root]))
        found[root] = {
            **signs,
            "first look": math.log(chance / (1 - chance)),
            "said from": said[0] / length if said else 1.0,
            "said to": said[-1] / length if said else 1.0,
            "words before": math.log1p(said[0] if said else length),
            "words": math.log1p(len(heard)),
            "different words": math.log1p(len(words)),
            "offers": math.log1p(len(offers)),
            "share of offers": len(offers) / max(1, len(different)),
            "best offer": max(offers, default=0.0),
            "offers, mean": _mean(offers),
            "like all": alike[root],
            "number": float(root[0].isdigit()),
            "letters": float(len(root)),
            "best near": max((max(each, default=0.0) for each in near), default=0.0),
            "near, mean": max((_mean(each) for each in near), default=0.0),
            "before it": max((likely[at - 1] for at in said[:_MOST_PLACES] if at), default=0.0),
            "after it": max((likely[at + 1] for at in said[:_MOST_PLACES] if at + 1 < len(heard)), default=0.0),
        }
    return found


def meanings_of(words: Mapping[str, WordSigns], text: str, offered: Sequence[str]) -> "Floats":
    """The vector of each of ``words``, one long; of one that has none, zeros: words × 300."""
    import numpy as np

    table, lemmas = vectors(), lemmas_of_roots((text, *offered))
    rows = np.zeros((len(words), _SIZE))
    for row, root in enumerate(words):
        word = lemmas.get(root, root)
        if word in table:
            vector = table[word]
            rows[row] = vector / (float(np.linalg.norm(vector)) or 1.0)
    return rows


def _likeness_to_all(words: Mapping[str, WordSigns], text: str, rows: "Floats") -> dict[str, float]:
    """How near in meaning each of ``words`` is to the whole text: the cosine; −1 where it has no vector."""
    import numpy as np

    counted = Counter(roots_of(text))
    weights = np.array([counted[root] * signs.get("rare", 0.0) for root, signs in words.items()])
    whole = weights @ rows
    alike = rows @ whole / (float(np.linalg.norm(whole)) or 1.0)
    return {root: float(value) if row.any() else -1.0 for root, row, value in zip(words, rows, alike, strict=True)}


def _near(root: str, at: int, heard: Sequence[str], likely: Sequence[float]) -> list[float]:
    """How likely the other words near the place ``at`` are."""
    around = range(max(0, at - _NEAR), min(len(heard), at + _NEAR + 1))
    return [likely[place] for place in around if heard[place] != root]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
