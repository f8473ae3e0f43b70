"""Words in a form that the sentence does not ask for: «в соответствии с закон», «ремонт завершен и принято».

Rules know by name the places where one word governs or agrees with another. Here each word is weighed against its own
other forms: by the model of forms, by what natasha's tagger would expect in its place, by how common the two are.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from letterkit.core.errors import RuleError
from letterkit.core.lru_cache import Shelf
from letterkit.datafile import read_text
from letterkit.proofing.alike import gain
from letterkit.proofing.context import Surroundings, fitness
from letterkit.proofing.edit_distance import distance
from letterkit.proofing.form_model import form_model, may_be_asked, words_of
from letterkit.proofing.ports import Match
from letterkit.proofing.units import units
from letterkit.russian.paradigm import FORMS, form_numbers, put_into
from letterkit.russian.vectors import numberless, occurrences

if TYPE_CHECKING:
    from letterkit.proofing.net import Floats

WRONG, DOUBTED, CATEGORY = "FORM_WRONG", "FORM_DOUBTED", "GRAMMAR"
CUT, CUT_DOUBTED = "FORM_CUT", "FORM_CUT_DOUBTED"
"""An ending that was not typed to its end is a slip of the pen: «включен в план ремонт»."""
RULES = frozenset({WRONG, DOUBTED, CUT, CUT_DOUBTED})
NAMES = ("gap", "own", "fit.own", "fit.other", "common.own", "common.other", "short", "slip", "ambiguous", "neighbours")
"""What the numbers of a ``Doubt`` are, in their order."""
# Of right texts that were not fitted to one word in 35,000 reaches _SURE and is reported, one in 1,200 reaches _ENOUGH
# and is worth a look.
WEIGHTS = Path(__file__).parent / "data" / "form_signs.tsv"
_SURE, _ENOUGH = 5.5, 2.3
_LOOK = 1.0  # log odds of the model alone: below it nothing else can tip the scales
_FEW = 50.0  # times in a billion words of news, added to every count
_JOINED = re.compile(r"\b(?:и|или|либо|ни|также)\b|,")
_NEAR = 60  # characters
_CUT_MOST = 2  # letters
_MOST_KEPT = 128  # paragraphs, some 10 kB each
_known: "Shelf[tuple[tuple[str, ...], tuple[int, ...]], Floats]" = Shelf(_MOST_KEPT)


@dataclass(frozen=True, slots=True)
class Doubt:
    """``word`` of a paragraph would sooner be ``other``, a form of it; ``signs`` are the numbers of NAMES."""

    word: "re.Match[str]"
    other: str
    signs: tuple[float, ...]


def matches(text: str) -> Iterator[Match]:
    """The words of ``text`` that stand in a wrong form, and those worth a look, paragraph by paragraph."""
    yield from matches_each([text])[0]


def matches_each(texts: Sequence[str]) -> list[list[Match]]:
    """``matches`` of each of ``texts``, all of them read together: that is much sooner done."""
    spans = [(number, start, text[start:end]) for number, text in enumerate(texts) for start, end in units(text)]
    found: list[list[Match]] = [[] for _ in texts]
    for (number, start, unit), doubted in zip(spans, doubts_each([unit for *_, unit in spans]), strict=True):
        for match in _in_paragraph(unit, doubted):
            found[number].append(replace(match, start=match.start + start, end=match.end + start))
    return found


def _in_paragraph(unit: str, doubted: Iterable[Doubt]) -> Iterator[Match]:
    for doubt in doubted:
        worth = _weights().worth(doubt.signs)
        if worth < _ENOUGH or may_stand(unit, doubt):
            continue
        cut = 0 < len(doubt.other) - len(doubt.word.group()) <= _CUT_MOST and doubt.other.startswith(doubt.word.group())
        rule = (CUT if cut else WRONG) if worth >= _SURE else CUT_DOUBTED if cut else DOUBTED
        yield Match(rule, CATEGORY, *doubt.word.span(), "", (doubt.other,))


def doubts(unit: str) -> list[Doubt]:
    """Every word of ``unit`` in place of which the model would sooner see another form of it."""
    return doubts_each([unit])[0]


def doubts_each(units: Sequence[str]) -> list[list[Doubt]]:
    """``doubts`` of each of ``units``."""
    read = [words_of(unit) for unit in units]
    words = [[token.group() for token in tokens] for tokens in read]
    asked = [[number for number, word in enumerate(each) if may_be_asked(word)] for each in words]
    asking = [number for number, each in enumerate(asked) if each]
    given = [(words[number], asked[number]) for number in asking]
    keys = [(numberless(each), tuple(numbers)) for each, numbers in given]
    every = _known.of_each(keys, lambda new: form_model().scores_each([given[number] for number in new]))
    scored = dict(zip(asking, every, strict=True))
    return [
        _doubts(unit, read[number], asked[number], scored[number]) if number in scored else []
        for number, unit in enumerate(units)
    ]


def _doubts(unit: str, tokens: "Sequence[re.Match[str]]", asked: Sequence[int], every: "Floats") -> list[Doubt]:
    words = [token.group() for token in tokens]
    suspects = []
    for number, scores in zip(asked, every, strict=True):
        better = _better(words[number].lower(), scores)
        if better:
            form, other, odds = better
            suspects.append((tokens[number], form, other, odds, gain(words, number, other)))
    if not suspects:
        return []
    shares = Surroundings(unit).forms([token.start() for token, *_ in suspects])
    return [
        Doubt(
            token,
            other if token.group().islower() else other.capitalize(),
            (*_signs(token, form, other, odds, seen), agrees),
        )
        for token, form, other, odds, agrees in suspects
        if (seen := shares.get(token.start())) is not None
    ]


def _better(low: str, scores: "Floats") -> tuple[int, str, tuple[float, float]] | None:
    """The likeliest other form of ``low``: its number, the form, (how much likelier it is, how likely ``low`` is)."""
    import numpy as np

    may_be, has = form_numbers(low)
    as_is = float(np.logaddexp.reduce(scores[list(may_be)]))
    for number in sorted((each for each in has - may_be if scores[each] > as_is + _LOOK), key=lambda n: -scores[n]):
        if other := put_into(low, number):
            whole = float(np.logaddexp.reduce(scores[list(has | may_be)]))
            return number, other, (float(scores[number]) - as_is, as_is - whole)
    return None


def _signs(
    token: "re.Match[str]", form: int, other: str, odds: tuple[float, float], seen: "Floats"
) -> tuple[float, ...]:
    low = token.group().lower()
    kinds = {FORMS[number][0] for number in form_numbers(low)[0]}
    return (
        *odds,
        fitness(low, seen),
        fitness(other, seen),
        math.log(occurrences(low) + _FEW),
        math.log(occurrences(other) + _FEW),
        float(FORMS[form][0] == "S"),
        distance(low, other),
        float(len(kinds) > 1),
    )


def may_stand(unit: str, doubt: Doubt) -> bool:
    """Whether the word may be right all the same: several things are done («предусмотрены пандус и плитка»), a name."""
    start, end = doubt.word.span()
    forms = {FORMS[number] for number in form_numbers(doubt.word.group().lower())[0]}
    if unit.count("«", 0, start) > unit.count("»", 0, start):
        return True
    before = re.split(r"[.!?;:]\s", unit[:start])[-1][-_NEAR:]
    after = re.split(r"[.!?;:](?:\s|$)", unit[end:])[0][:_NEAR]
    done = any(form in ("S plur", "V past plur") or form.startswith("V plur") for form in forms)
    return done and _JOINED.search(f"{before}|{after}") is not None


@dataclass(frozen=True, slots=True)
class _Weights:
    of_signs: Sequence[float]
    bias: float

    def worth(self, signs: Sequence[float]) -> float:
        """Log odds that the word is wrong."""
        return math.fsum(map(math.prod, zip(self.of_signs, signs, strict=True))) + self.bias


@cache
def _weights() -> _Weights:
    lines = (line.split("\t") for line in read_text(WEIGHTS, RuleError).splitlines() if line[:1] != "#")
    known = {name: float(weight) for name, weight in lines}
    return _Weights([known[name] for name in NAMES], known["bias"])
