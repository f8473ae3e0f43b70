"""To which group of the classifier an appeal belongs: by its words, and by what appeals of each group are like."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from letterkit.intake.group_meanings import GroupMeanings, meaning_of, shipped_meanings
from letterkit.intake.group_vectors import GroupVectors, words_of
from letterkit.intake.values import LikelyGroup
from letterkit.russian.morph import lemma
from letterkit.russian.names_letters import without_yo

_WORD = regex.compile(r"\p{L}{3,}(?:-\p{L}+)*")
_MOST = 3
_WARMTH = 1.9
"""How fast likelihood falls with the difference of two scores: the surest groups are right as often as is said."""
_SUREST = 0.97
"""Of a hundred appeals whose group seems sure, so many belong to it (bench/runs/fit_meanings.py, by tenths)."""
_STORY, _ASKED = 1.0, 2.5
"""How much a word weighs in the story, and in the subject and the questions."""
_OFTEN = 4.0
_PAIR = 1.5
_ALIKE = 20.0
"""What being just like a group weighs beside the words that the classifier gives it."""
_MEANT = 1.2
"""What the logarithm of a likelihood by meanings weighs beside them."""
_SECTION = 0.35
"""What a word of one group weighs for the other groups of its section."""


@dataclass(frozen=True, slots=True)
class GroupWords:
    """A group with the beginnings of words and phrases that its appeals have.

    ``subjects`` are what its appeals are about, in the nominative, the most general one first.
    """

    code: str
    name: str
    words: tuple[str, ...]
    subjects: tuple[str, ...] = ()


def likely_groups(
    groups: Sequence[GroupWords],
    story: str,
    asked: Sequence[str],
    vectors: GroupVectors,
    meanings: GroupMeanings | None = None,
    *,
    for_others: bool = False,
) -> tuple[LikelyGroup, ...]:
    """The three likeliest groups for an appeal that tells ``story`` and asks ``asked``.

    ``for_others``: what is asked is for another body to answer.
    """
    weights = _weights(story, asked)
    heard = _WordWeights(weights)
    spread = _spread(groups)
    scores = {group.code: _score(group, heard, spread) for group in groups}
    sections: dict[str, float] = {}
    for code, score in scores.items():
        section = code.partition(".")[0]
        sections[section] = max(sections.get(section, 0.0), score)
    for code in scores:
        scores[code] += _SECTION * sections[code.partition(".")[0]] * (scores[code] > 0)
    told, wanted = words_of(story), words_of(" ".join(asked))
    alike = vectors.likeness(told, wanted)
    meant = (meanings or shipped_meanings()).logarithms(meaning_of(told, wanted, for_others=for_others))
    unknown = -math.log(max(len(meant), 1))
    for code in scores:
        scores[code] += _ALIKE * alike.get(code, 0.0) + _MEANT * meant.get(code, unknown)
    best = max(scores.values(), default=0.0)
    shares = {code: math.exp((score - best) / _WARMTH) for code, score in scores.items()}
    total = sum(shares.values()) or 1.0
    ranked = sorted(groups, key=lambda group: (-shares[group.code], group.code))[:_MOST]
    return tuple(
        LikelyGroup(each.code, each.name, round(min(_SUREST, shares[each.code] / total), 3), each.subjects)
        for each in ranked
    )


def _weights(story: str, asked: Iterable[str]) -> dict[str, float]:
    """Every word in its dictionary form and as it stands, with its weight: repeated words count less and less."""
    heard: dict[str, float] = {}
    for text, weight in ((story, _STORY), (" ".join(asked), _ASKED)):
        folded = without_yo(text.lower())
        for word, count in Counter(_WORD.findall(folded)).items():
            for form in {word, without_yo(lemma(word))}:
                heard[form] = min(_OFTEN, heard.get(form, 0.0) + weight * math.sqrt(count))
        for first, second in zip(words := _WORD.findall(folded), words[1:], strict=False):
            heard[f"{first} {second}"] = min(_OFTEN, heard.get(f"{first} {second}", 0.0) + weight)
    return heard


def _spread(groups: Sequence[GroupWords]) -> dict[str, float]:
    shared = Counter(without_yo(word) for group in groups for word in group.words)
    return {word: 1.0 / count for word, count in shared.items()}


def _score(group: GroupWords, heard: "_WordWeights", spread: Mapping[str, float]) -> float:
    return sum(
        spread[word] * heard.weight(word) * (_PAIR if " " in word else 1.0) for word in map(without_yo, group.words)
    )


class _WordWeights:
    """The words of an appeal with their weights, found by how they begin."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self._sorted = sorted(weights)

    def weight(self, beginning: str) -> float:
        """The greatest weight of the words that begin so; of a pair, of those whose both words do."""
        first, _, second = beginning.partition(" ")
        best = 0.0
        for index in range(bisect_left(self._sorted, first), len(self._sorted)):
            said = self._sorted[index]
            if not said.startswith(first):
                break
            _, _, after = said.partition(" ")
            if bool(second) == bool(after) and after.startswith(second):
                best = max(best, self.weights[said])
        return best
