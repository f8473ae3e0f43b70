"""Slips that make another word: «возьмите паспорт и документе», «на официальном чайте», «дия торгов».

No dictionary sees them. Each word is weighed against the words one letter away: how common the two are, which of them
has a form that the words around ask for, which is nearer to them in meaning. Only what outweighs by far is reported.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.proofing.context import Surroundings, fitness_each
from letterkit.proofing.edit_distance import distance, edits, in_case_of
from letterkit.proofing.lexicon import Lexicon
from letterkit.proofing.ports import Match
from letterkit.proofing.signs import Signs
from letterkit.russian import morph
from letterkit.russian.vectors import counts
from letterkit.russian.words import Word

if TYPE_CHECKING:
    from letterkit.proofing.net import Floats

RULE, DOUBTED, CATEGORY = "MISPLACED_WORD", "DOUBTED_WORD", "TYPOS"
RULES = frozenset({RULE, DOUBTED})
# At first sight: a few signs that cost little tell which words are worth a closer look.
_FORM, _COMMON, _MEANING, _SLIP, _SAME_WORD, _USED, _LETTER = 0.56, 0.67, 7.6, 2.4, 0.66, 0.29, 0.52
_LOOK = -4.0
# At the closer look: a net of one layer weighs all signs (letterkit.proofing.signs), fitted to right official text and
# to slips planted in it (tests/proofing/weigh_misplaced.py). Of right text that it was not fitted to one word in 15,000
# reaches 4.6; of 20,600 words of letters nobody had seen one reached _SURE, from which it is reported. One in 2,000
# reaches _ENOUGH and is worth a look.
WEIGHTS = Path(__file__).parent / "data" / "misplaced.npz"
_SURE, _ENOUGH = 6.0, 1.7
FARTHEST = 6.0  # spreads from the mean: no sign tells more
_NO_WORSE = 2.0  # than the best: what else is offered
_LONGEST = 8  # letters: a longer word is not made another by chance any less often
_MOST_FORM, _MOST_MEANING = 8.0, 0.3  # no word gains more by its form or meaning
_KNOWN = 120  # times in a billion words of news: a rarer word is hardly ever the one that was meant
_MOST = 3
_SHORTEST_CUT = 5  # letters of a word that may have lost its end
_ENDING_LOST = 0.5  # what one or two letters lost at the end cost
_LETTERS = frozenset("абвгдежзийклмнопрстуфхцчшщыьэюя")
ONE_LETTER = frozenset("авикосу")  # words of one letter; others are marks and shortened words
_NONE_AFTER = re.compile(r"[^.!?,;:\n]{0,60}\b(?:нет|не\s+(?:было|будет|стало|хватает|хватало))\b")
_NAME_TAGS = frozenset("Name Surn Patr Geox Orgn Trad".split())


class Misplaced:
    """Looks for such slips in one paragraph at a time."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._suspects = lru_cache(maxsize=WORDS_KEPT)(self._suspects_of)

    def matches(self, unit: str, words: Sequence[Word]) -> Iterator[Match]:
        """Those of ``words`` of ``unit`` that another word ought to stand for, with at most three of those."""
        for word, worth in self.weighed(unit, words):
            best = max(worth.values())
            if best >= _ENOUGH:
                meant = sorted(
                    (other for other in worth if worth[other] >= best - _NO_WORSE), key=lambda other: -worth[other]
                )
                mends = tuple(in_case_of(word.text, other) for other in meant[:_MOST])
                yield Match(RULE if best >= _SURE else DOUBTED, CATEGORY, word.start, word.end, "", mends)

    def weighed(self, unit: str, words: Sequence[Word]) -> Iterator[tuple[Word, dict[str, float]]]:
        """Those of ``words`` that another word might stand for, with what speaks for each of these (log odds)."""
        for word, signs in self.suspected(unit, words):
            yield word, {other: _weights().worth(each) for other, each in signs.items()}

    def suspected(self, unit: str, words: Sequence[Word]) -> Iterator[tuple[Word, dict[str, list[float]]]]:
        """As ``weighed``, with the signs themselves."""
        suspects = {
            word: near for word in words if (near := self._suspects(word.text.lower())) and not _is_missing(unit, word)
        }
        if not suspects:
            return
        around = Surroundings(unit)
        shares = around.forms([word.start for word in suspects])
        for word, near in suspects.items():
            if word.start not in shares:
                continue
            low = word.text.lower()
            form, *forms = fitness_each([low, *(other for other, *_ in near)], shares[word.start])
            gains = {other: gain + _FORM * (fit - form) for (other, gain, *_), fit in zip(near, forms, strict=True)}
            likely = [other for other, gain in gains.items() if gain + _MEANING * _MOST_MEANING >= _LOOK]
            if not likely:
                continue
            own, *others = around.nearness(word.start, [low, *likely])
            for other, meaning in zip(likely, others, strict=True):
                gains[other] += _MEANING * (meaning - own)
            likely = sorted((other for other in likely if gains[other] >= _LOOK), key=lambda other: -gains[other])
            if likely:
                how = {other: (slip, same) for other, _, slip, same in near}
                signs = Signs(around, word.start, low, shares[word.start], self._lexicon)
                yield word, {other: signs.of(other, how[other][0], same=how[other][1]) for other in likely[:_MOST]}

    def _suspects_of(self, low: str) -> list[tuple[str, float, float, bool]]:
        """The words that could outweigh ``low`` in some place: what speaks for each anywhere, the slip, same word."""
        common = self._lexicon.commonness(low)
        base = -_USED * common - _LETTER * min(len(low), _LONGEST)
        found = []
        for other, slip, same in _one_letter_away(low):
            gain = base + _COMMON * (self._lexicon.commonness(other) - common) - _SLIP * slip + _SAME_WORD * same
            if gain + _FORM * _MOST_FORM + _MEANING * _MOST_MEANING >= _LOOK:
                found.append((other, gain, slip, same))
        return found


@dataclass(frozen=True, slots=True)
class _Weights:
    mean: "Floats"
    spread: "Floats"
    into: "Floats"
    hidden: "Floats"
    out: "Floats"
    bias: float

    def worth(self, signs: Sequence[float]) -> float:
        """Log odds that the word stands for the other."""
        import numpy as np

        told = ((np.array(signs, np.float32) - self.mean) / self.spread).clip(-FARTHEST, FARTHEST)
        return float((told @ self.into + self.hidden).clip(0) @ self.out) + self.bias


@cache
def _weights() -> _Weights:
    import numpy as np

    with np.load(WEIGHTS) as kept:
        told = {name: kept[name] for name in kept.files}
    return _Weights(told["mean"], told["spread"], told["into"], told["hidden"], told["out"], float(told["bias"][0]))


def _is_missing(unit: str, word: Word) -> bool:
    """«По табелям суббот в июне нет»: the genitive hangs on a word too far for the model to see."""
    return _NONE_AFTER.match(unit, word.end) is not None and any(
        "gent" in parse.tag and "plur" in parse.tag for parse in morph.parses(word.text) if parse.is_known
    )


@lru_cache(maxsize=WORDS_KEPT)
def _one_letter_away(low: str) -> tuple[tuple[str, float, bool], ...]:
    """Words in use one letter from ``low``, how odd the slip is, and whether it is only another form of the word."""
    known = counts()
    lemmas = {parse.normal_form for parse in morph.known_parses(low)}
    found = []
    near = known.keys() & edits(low).union(_completions(low))
    for other in sorted(other for other in near if known[other] >= _KNOWN):
        if _plain(other) == _plain(low) or (len(other) == 1 and other not in ONE_LETTER):
            continue
        readings = morph.known_parses(other)
        if low.replace("нн", "н") == other and any("PRTS" in reading.tag for reading in readings):
            if any(parse.tag.POS == "ADJS" for parse in morph.parses(low)):
                continue  # «просьба обоснованна»: an adjective with a participle beside it
        if any(not reading.tag.grammemes & _NAME_TAGS for reading in readings):
            cut = len(low) >= _SHORTEST_CUT and other.startswith(low)
            slip = min(distance(low, other), _ENDING_LOST) if cut else distance(low, other)
            found.append((other, slip, any(reading.normal_form in lemmas for reading in readings)))
    return tuple(found)


def _completions(low: str) -> Iterator[str]:
    """Words in use that are ``low`` and two letters more: «капитально» → «капитального», «сообща» → «сообщаем»."""
    in_use = _in_use() if len(low) >= _SHORTEST_CUT else ()
    for place in range(bisect_left(in_use, low), len(in_use)):
        other = in_use[place]
        if not other.startswith(low):
            return
        if len(other) == len(low) + 2 and _LETTERS.issuperset(other[-2:]):
            yield other


@cache
def _in_use() -> tuple[str, ...]:
    """The words of ``counts`` that may be meant, in order."""
    return tuple(sorted(word for word, count in counts().items() if count >= _KNOWN))


def _plain(word: str) -> str:
    return word.replace("ё", "е")
