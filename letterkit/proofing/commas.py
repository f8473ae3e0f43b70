"""Commas that are missing or needless, found by a small model of where commas stand.

Rules of syntax know the commas that a word or a form asks for; half of those in a letter («Лифт готов, его примут в
мае», «позвоните, и мастер придёт») hang on how the whole sentence is built. The model reads the words of a paragraph
with the commas that are there and says of each gap how likely a comma is missing in it; of a comma that is hidden from
it, whether it would be missed. What it was taught on and how
well it does: docs/decisions/0011.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from letterkit.core.lru_cache import Shelf
from letterkit.proofing.misplaced_commas import JOINING, Bars, bars
from letterkit.proofing.net import batches, in_one_row, shift_rows
from letterkit.proofing.ports import Match
from letterkit.proofing.units import units
from letterkit.proofing.word_model import WordModel
from letterkit.russian.vectors import numberless

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LOST, DOUBTED, NEEDLESS = "COMMA_LOST", "COMMA_DOUBTED", "COMMA_NEEDLESS"
SEVERS, SEEMS_TO_SEVER, CATEGORY = "COMMA_SEVERS", "COMMA_SEEMS_TO_SEVER", "PUNCTUATION"

WEIGHTS = Path(__file__).parent / "data" / "commas.npz"
DILATIONS = (1, 2, 4, 8, 1)
"""How many words to either side each layer looks."""
_SIGHT = sum(DILATIONS)  # words to either side that can change the score of a gap
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,:/]\d+)*|[^\w\s]")
# The model's score (log odds) from which a comma is taken to be missing, and from which it is worth a look.
_SURE, _LIKELY = 7.0, 1.0
# «26 сентября прокурор внёс», «по четвергам с 14 часов»: a day at the head of a sentence or before a clock looks to the
# model like the end of a clause. Right letters have most of its false guesses there, and few commas go there missing.
_AFTER_TIME = 4.0
_TIMES = frozenset(
    """
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря год года году лет дня дней
    недели недель месяца месяцев час часа часов минут минуты утра вечера понедельник понедельникам вторник вторникам
    среду средам четверг четвергам пятницу пятницам субботу субботам воскресенье воскресеньям
    """.split()
)
# Below this a comma before «и» is one that nobody would miss: 7 of 10 needless ones, one right one in 7. Other commas
# are too often the writer's choice, so they have bars of their own (letterkit.proofing.misplaced_commas).
_UNLIKELY = -3.9
# «Несмотря на то что», «после того как»: the writer may set the comma before the whole conjunction alone.
_LOOSE = frozenset((one, two) for one in ("то", "того", "тому", "тем") for two in ("что", "как", "чтобы"))
_BEFORE_JOINING = Bars(certain=-math.inf, doubtful=_UNLIKELY, paired=0.0)
_PAIR_BEFORE, _PAIR_AFTER = 12, 7  # words to the comma that one may make a pair with
_SENTENCE_MARKS = frozenset(".!?;:…")
_NEAR = 2  # words: of two gaps as near as this only the likelier takes a comma
_FEWEST = 4  # words: a shorter paragraph is no sentence


_MOST_KEPT = 128  # paragraphs, a few kB each
_known: "Shelf[tuple[tuple[str, ...], tuple[bool, ...]], Floats]" = Shelf(_MOST_KEPT)
_known_hidden: "Shelf[tuple[tuple[str, ...], tuple[bool, ...], tuple[int, ...]], Floats]" = Shelf(_MOST_KEPT)

RULES = frozenset({LOST, DOUBTED, NEEDLESS, SEVERS, SEEMS_TO_SEVER})


def matches(text: str) -> Iterator[Match]:
    """Commas missing in ``text`` and commas needless there, paragraph by paragraph."""
    yield from matches_each([text])[0]


def matches_each(texts: Sequence[str]) -> list[list[Match]]:
    """``matches`` of each of ``texts``, all of them read together: that is much sooner done."""
    spans = [(number, start, text[start:end]) for number, text in enumerate(texts) for start, end in units(text)]
    found: list[list[Match]] = [[] for _ in texts]
    for (number, start, unit), missing in zip(spans, lost_each([unit for *_, unit in spans]), strict=True):
        for match in (*missing, *needless(unit)):
            found[number].append(replace(match, start=match.start + start, end=match.end + start))
    return found


def find_lost(unit: str) -> list[Match]:
    """The gaps of the paragraph ``unit`` where a comma is missing: the words on both sides, mended with a comma."""
    return lost_each([unit])[0]


def lost_each(units: Sequence[str]) -> list[list[Match]]:
    """``find_lost`` of each of ``units``."""
    read = [_read(unit) for unit in units]
    long = [number for number, (words, _) in enumerate(read) if len(words) >= _FEWEST]
    given = [([word.group() for word in read[number][0]], read[number][1]) for number in long]
    keys = [(numberless(words), tuple(has_comma)) for words, has_comma in given]
    every = _known.of_each(keys, lambda new: _model().scores_each([given[each] for each in new]))
    scored = dict(zip(long, every, strict=True))
    return [
        list(_find_lost(unit, *read[number], scored[number])) if number in scored else []
        for number, unit in enumerate(units)
    ]


def _find_lost(
    unit: str, words: "Sequence[re.Match[str]]", has_comma: Sequence[bool], scores: "Floats"
) -> Iterator[Match]:
    scores = scores.copy()
    scores[list(has_comma)] = -math.inf
    for number in (scores[:-1] >= _LIKELY).nonzero()[0].tolist():
        one, two = words[number], words[number + 1]
        best = scores[number] >= scores[max(0, number - _NEAR) : number + _NEAR + 1].max()
        if one.group().lower() in _TIMES and scores[number] < _AFTER_TIME:
            continue
        if best and _may_take_comma(unit, one, two):
            loose = (one.group().lower(), two.group()) in _LOOSE
            rule = LOST if scores[number] >= _SURE and not loose else DOUBTED
            mended = f"{one.group()},{unit[one.end() : two.end()]}"
            yield Match(rule, CATEGORY, one.start(), two.end(), "", (mended,))


def needless(unit: str) -> Iterator[Match]:
    """The commas of ``unit`` that nobody would miss, before «и» or inside a clause: the word before, and the comma."""
    found, has_comma = _read(unit)
    words = [word.group() for word in found]
    asked: dict[int, Bars] = {}
    for number, (one, two) in enumerate(pairwise(words)):
        if has_comma[number] and one[-1].isalnum():
            each = _BEFORE_JOINING if two in JOINING else bars(words, number)
            if each is not None:
                asked[number] = each
    key = (numberless(words), tuple(has_comma), tuple(asked))
    scores = _known_hidden.of(key, lambda: _model().hidden(words, has_comma, list(asked))) if asked else ()
    for (number, each), score in zip(asked.items(), scores, strict=True):
        rule = _verdict(float(score) + each.paired * _is_paired(words, has_comma, number), each)
        if rule is not None:
            word = found[number]
            yield Match(rule, CATEGORY, word.start(), unit.index(",", word.end()) + 1, "", (word.group(),))


def _verdict(score: float, asked: Bars) -> str | None:
    if score >= asked.doubtful:
        return None
    if asked is _BEFORE_JOINING:
        return NEEDLESS
    return SEVERS if score < asked.certain else SEEMS_TO_SEVER


def _is_paired(words: Sequence[str], has_comma: Sequence[bool], number: int) -> bool:
    """Whether another comma or a dash of the sentence stands near: the two may enclose something."""
    for way, reach in ((-1, _PAIR_BEFORE), (1, _PAIR_AFTER)):
        for at in range(number + way, number + way * (reach + 1), way):
            if not 0 <= at < len(words) or words[at] in _SENTENCE_MARKS:
                break
            if has_comma[at] or words[at] in "–—":
                return True
    return False


def split_commas(text: str) -> tuple[list[str], list[bool]]:
    """The words and marks of ``text`` without its commas, and after which of them commas stand."""
    words, has_comma = _read(text)
    return [word.group() for word in words], has_comma


def _read(text: str) -> "tuple[list[re.Match[str]], list[bool]]":
    words: list[re.Match[str]] = []
    has_comma: list[bool] = []
    for token in _TOKEN.finditer(text):
        if token.group() != ",":
            words.append(token)
            has_comma.append(False)
        elif words:
            has_comma[-1] = True
    return words, has_comma


def _may_take_comma(unit: str, one: "re.Match[str]", two: "re.Match[str]") -> bool:
    """Whether only a space parts two words; a new line goes on only with small letters."""
    gap, last, first = unit[one.end() : two.start()], one.group()[-1], two.group()[0]
    if "\n" in gap:
        return gap.isspace() and last.islower() and first.islower()
    return gap.isspace() and last.isalnum() and first.isalpha()


class _Model(WordModel):
    """The weights; the score of a gap comes from the words on both its sides."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._layers = [(self._weights[f"layer{n}"], self._weights[f"bias{n}"]) for n in range(len(DILATIONS))]

    def scores(self, words: Sequence[str], has_comma: Sequence[bool]) -> "Floats":
        """The log odds that a comma is missing after each of ``words``; of no sense where one stands already."""
        return self.scores_each([(words, has_comma)])[0]

    def scores_each(self, units: "Sequence[tuple[Sequence[str], Sequence[bool]]]") -> "list[Floats]":
        """``scores`` of each of ``units`` (words, after which of them a comma stands)."""
        import numpy as np

        lengths = [len(words) for words, _ in units]
        found: list[Floats] = []
        for batch in batches(lengths):
            rows, there = in_one_row(lengths[batch], max(DILATIONS))
            every = self._scored(units[batch], rows, there)[rows]
            found += np.split(every, np.cumsum(lengths[batch])[:-1])
        return found

    def _scored(
        self, units: "Sequence[tuple[Sequence[str], Sequence[bool]]]", rows: "NDArray[np.intp]", there: "Floats"
    ) -> "Floats":
        import numpy as np

        brought = np.stack([self.brings(word) for words, _ in units for word in words])
        known = np.array([comma for _, has_comma in units for comma in has_comma], dtype=np.intp)
        state = np.zeros((len(there), brought.shape[1]), np.float32)
        state[rows] = (brought + self._weights["comma"][known]).clip(0)
        for (weight, bias), reach in zip(self._layers, DILATIONS, strict=True):
            around = np.concatenate([shift_rows(state, reach), state, shift_rows(state, -reach)], axis=1)
            state = (state + (around @ weight + bias).clip(0)) * there
        pairs = np.concatenate([state, shift_rows(state, -1)], axis=1)
        hidden = (pairs @ self._weights["head"] + self._weights["head_bias"]).clip(0)
        scores: Floats = hidden @ self._weights["out"] + self._weights["out_bias"]
        return scores

    def hidden(self, words: Sequence[str], has_comma: Sequence[bool], places: Sequence[int]) -> "Floats":
        """The scores of the gaps ``places``, in each of which the comma is hidden in turn.

        Only what a gap can see is worked out: each layer needs fewer words around it than the one before.
        """
        import numpy as np

        before, after = _SIGHT, _SIGHT + 1
        known = np.array(has_comma, dtype=np.intp)
        brought = np.stack([self.brings(word) for word in words])
        plain = np.pad((brought + self._weights["comma"][known]).clip(0), ((before, after), (0, 0)))
        state = np.stack([plain[at : at + before + after + 1] for at in places])
        state[:, before] = (brought[list(places)] + self._weights["comma"][0]).clip(0)
        there = np.pad(np.ones((len(words), 1), np.float32), ((before, after), (0, 0)))
        inside = np.stack([there[at : at + before + after + 1] for at in places])
        for (weight, bias), reach in zip(self._layers, DILATIONS, strict=True):
            around = np.concatenate([state[:, : -2 * reach], state[:, reach:-reach], state[:, 2 * reach :]], axis=2)
            inside = inside[:, reach:-reach]
            state = (state[:, reach:-reach] + (around @ weight + bias).clip(0)) * inside
        pairs = np.concatenate([state[:, 0], state[:, 1]], axis=1)
        found = (pairs @ self._weights["head"] + self._weights["head_bias"]).clip(0)
        scores: Floats = found @ self._weights["out"] + self._weights["out_bias"]
        return scores


@cache
def _model() -> _Model:
    return _Model(WEIGHTS)
