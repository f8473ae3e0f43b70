"""What appeals of each group are like: the mean of those that somebody has put to it, word by word.

The shipped ones are of labelled appeals (data/vectors.json, by bench/runs/fit_vectors.py); a register adds its own to
those of the groups of its classifier.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from letterkit.core.errors import RuleError
from letterkit.datafile import read_text
from letterkit.russian.morph import lemma

_FILE = Path(__file__).parent / "data" / "vectors.json"
UNCLEAR = "8.3"
"""The shipped group of appeals whose sense is not clear."""
_WORD = regex.compile(r"\p{L}{3,}(?:-\p{L}+)*")
_ASKED = 2.5
"""What a word of the subject and the questions counts beside one of the story alone."""
_START = 6.0
"""So many appeals of a register weigh as much as what a group is shipped with."""
_KEPT = 300
"""Words of each group, those that weigh most."""


@dataclass(frozen=True, slots=True)
class GroupExample:
    """An appeal of the group ``code``: the words of its ``story`` and of what was ``asked``."""

    code: str
    story: frozenset[str]
    asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class GroupVectors:
    """``centres`` of the groups by their codes, as long as 1 each; in ``seen`` of ``appeals`` appeals a word stood."""

    appeals: int
    seen: Mapping[str, int]
    centres: Mapping[str, Mapping[str, float]]

    def rarity(self, word: str) -> float:
        """How much ``word``, in its dictionary form, tells: the logarithm of one share of the appeals that have it."""
        return math.log((self.appeals + 1) / (self.seen.get(word, 0) + 1))

    def likeness(self, story: frozenset[str], asked: frozenset[str]) -> dict[str, float]:
        """How like each group an appeal is, from 0 to 1."""
        vector = _vector(story, asked, self)
        return {
            code: sum(weight * vector[word] for word, weight in centre.items() if word in vector)
            for code, centre in self.centres.items()
        }


def words_of(text: str) -> frozenset[str]:
    """The words of ``text`` in their dictionary forms."""
    return frozenset(lemma(word) for word in _WORD.findall(text.lower()))


@cache
def shipped_vectors() -> GroupVectors:
    """Those that come with letterkit, of the groups of its classifier."""
    told = json.loads(read_text(_FILE, RuleError))
    return GroupVectors(told["appeals"], told["seen"], told["groups"])


def taught_vectors(examples: Iterable[GroupExample], start: GroupVectors | None) -> GroupVectors:
    """The vectors of ``examples``, with ``start`` weighing as some of them in each group that it has."""
    taught = list(examples)
    seen = Counter(start.seen if start else ())
    for each in taught:
        seen.update(each.story | each.asked)
    counted = GroupVectors(len(taught) + (start.appeals if start else 0), seen, {})
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for code, centre in start.centres.items() if start else ():
        sums[code].update({word: _START * weight for word, weight in centre.items()})
    for each in taught:
        sums[each.code].update(_vector(each.story, each.asked, counted))
    centres = {code: _unit(dict(total.most_common(_KEPT))) for code, total in sums.items()}
    return GroupVectors(counted.appeals, {word: count for word, count in seen.items() if count > 1}, centres)


def _vector(story: frozenset[str], asked: frozenset[str], counted: GroupVectors) -> dict[str, float]:
    rare = {
        word: math.log(counted.appeals / (count + 1))
        for word in story | asked
        if (count := counted.seen.get(word, 0)) > 1
    }
    return _unit({word: weight * (_ASKED if word in asked else 1.0) for word, weight in rare.items() if weight > 0})


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}
