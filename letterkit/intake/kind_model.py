"""What kind an appeal is by its signs and by all its words: a linear model (data/kinds.json)."""

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from letterkit.core.errors import RuleError
from letterkit.datafile import read_text
from letterkit.russian.morph import lemma

_FILE = Path(__file__).parent / "data" / "kinds.json"
_WORD = regex.compile(r"\p{L}{2,}")


@dataclass(frozen=True, slots=True)
class KindModel:
    """``weights`` of signs, of words of the text («т: дом») and of the questions («в: дом»); ``rarity`` of words."""

    bias: float
    weights: Mapping[str, float]
    rarity: Mapping[str, float]

    def score(self, signs: Mapping[str, float], text: str, asked: Sequence[str]) -> float:
        """How surely the appeal is of the kind: some 1 where it is, some 0 where it is not."""
        told = {**signs, **dict(word_signs(text, asked, self.rarity))}
        return self.bias + sum(self.weights.get(sign, 0.0) * value for sign, value in told.items())


@cache
def kind_model(of: str) -> KindModel:
    """The shipped one: «complaint» or «others»."""
    told = json.loads(read_text(_FILE, RuleError))
    return KindModel(told[of]["bias"], told[of]["weights"], told["rarity"])


def word_signs(text: str, asked: Sequence[str], rarity: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """The words of the text and of what it asks as signs: rare ones weigh more, each of the two is as long as 1."""
    for part, said in (("т", text), ("в", " ".join(asked))):
        weights = {
            word: math.sqrt(count) * rarity[word] for word, count in Counter(lemmas(said)).items() if word in rarity
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        yield from ((f"{part}: {word}", weight / length) for word, weight in weights.items())


def lemmas(text: str) -> list[str]:
    """The words of ``text`` in their dictionary forms, in their order."""
    return [lemma(word) for word in _WORD.findall(text.lower())]
