"""The model of forms: of a word in its sentence, how likely each form of that word is there.

It reads what stands before the word and what after, never the word's own form. What it was taught on and how well it
does: docs/decisions/0012.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.proofing.net import batches, by_head, in_one_row, looked_up, pieces, shift_rows
from letterkit.proofing.word_model import WordModel
from letterkit.russian.paradigm import KINDS, form_numbers, readings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pymorphy3.tagset import OpencorporaTag

    Floats = NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "data" / "forms.npz"
DILATIONS = (1, 2, 4, 8)
"""How many words away each layer looks, to the left in one stack of layers, to the right in the other."""
HEADS = 4
"""How many words a word looks for at a time: its noun, its verb, its preposition."""
_NOUNS = frozenset("masc femn neut anim inan".split())
_PARTICIPLES = frozenset(("past",))
_ANY = frozenset("perf impf tran intr actv pssv Apro Anum Pltm Sgtm Geox".split())
OWN = (*KINDS, *sorted(_NOUNS | _PARTICIPLES | _ANY))
"""What the model is told of the word whose form it has to guess, beside its meaning and whether it ends in «-ся»."""
_POLITE = frozenset("вы вас вам вами ваш ваша ваше ваши вашего вашей вашему вашим вашем вашу вашими ваших".split())
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,:/]\d+)*|[^\w\s]")


def words_of(unit: str) -> list[re.Match[str]]:
    """The words and marks of ``unit``, as the model counts them."""
    return list(_TOKEN.finditer(unit))


def own_traits(low: str, meaning_of: "Callable[[str], Floats | None]") -> "tuple[Floats | None, Floats]":
    """(what the lemma of ``low`` means, if it is known; those of its traits that no form of it changes)."""
    import numpy as np

    lemma = own_lemma(low)
    meaning = meaning_of(lemma)
    if meaning is None:
        meaning = meaning_of(lemma.replace("ё", "е"))
    known = [_worth(parse.tag, kind) * np.float32(parse.score) for parse, kind, _ in readings(low)]
    reflexive = any(kind in "VR" and parse.normal_form.endswith(("ся", "сь")) for parse, kind, _ in readings(low))
    return meaning, np.append(np.max(known, axis=0), np.float32(reflexive))


def own_lemma(low: str) -> str:
    """The lemma of the likeliest reading of ``low`` that has forms."""
    return str(readings(low)[0][0].normal_form)


@lru_cache(maxsize=4096)
def _worth(tag: "OpencorporaTag", kind: str) -> "Floats":
    """Which of OWN a reading has."""
    import numpy as np

    has = {kind} | (tag.grammemes & (_NOUNS | _ANY if kind in "NP" else _PARTICIPLES | _ANY if kind == "R" else _ANY))
    return np.array([name in has for name in OWN], np.float32)


@lru_cache(maxsize=WORDS_KEPT)
def may_be_asked(word: str) -> bool:
    """Whether ``word`` has other forms; one with a capital may be a name, unless it is «Вы»."""
    if not word.islower() and not (word.istitle() and word.lower() in _POLITE):
        return False
    may_be, has = form_numbers(word.lower())
    return len(has) > len(may_be)


class FormModel(WordModel):
    """The weights; what the lemma of a word asks is worked out once a word."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._lemmas = {lemma: number for number, lemma in enumerate(self._words["lemmas"])}
        self._asks = lru_cache(maxsize=WORDS_KEPT)(self._word_asks)

    def scores(self, words: Sequence[str], asked: Sequence[int]) -> "Floats":
        """For each of ``words`` that is ``asked`` about (by number): the log odds of each of FORMS there."""
        return self.scores_each([(words, asked)])[0]

    def scores_each(self, units: "Sequence[tuple[Sequence[str], Sequence[int]]]") -> "list[Floats]":
        """``scores`` of each of ``units`` (words, the numbers of those asked about, one at least)."""
        import numpy as np

        of_unit: list[int] = []
        parts: list[tuple[Sequence[str], Sequence[int]]] = []
        for number, (words, asked) in enumerate(units):
            for span, shown in pieces(len(words)):
                here = [place - shown.start for place in asked if span.start <= place < span.stop]
                if here:
                    of_unit.append(number)
                    parts.append((words[shown], here))
        scored: list[list[Floats]] = [[] for _ in units]
        read = (self._scored(parts[batch]) for batch in batches([len(words) for words, _ in parts]))
        for number, scores in zip(of_unit, (scores for each in read for scores in each), strict=True):
            scored[number].append(scores)
        return [np.concatenate(each) for each in scored]

    def _scored(self, parts: "Sequence[tuple[Sequence[str], Sequence[int]]]") -> "list[Floats]":
        import numpy as np

        weights = self._weights
        lengths, counts = [len(words) for words, _ in parts], [len(asked) for _, asked in parts]
        rows, there = in_one_row(lengths, max(DILATIONS))
        brought = np.stack([self.brings(word) for words, _ in parts for word in words]).clip(0)
        state = np.zeros((len(there), brought.shape[1]), np.float32)
        state[rows] = brought
        hidden = np.stack([self._asks(words[number]) for words, asked in parts for number in asked])
        firsts = rows[np.cumsum(lengths) - lengths].tolist()
        places = np.array([first + at for first, (_, asked) in zip(firsts, parts, strict=True) for at in asked])
        seen_by, keys, values = [], [], []
        for side, step in (("left", 1), ("right", -1)):
            seen = state
            for number, reach in enumerate(DILATIONS):
                around = np.concatenate([shift_rows(seen, step * reach), seen], axis=1)
                seen = (seen + (around @ weights[f"{side}{number}"] + weights[f"{side}{number}_bias"]).clip(0)) * there
            seen_by.append(shift_rows(seen, step)[places] @ weights[side])
            keys.append(by_head(seen @ weights[f"{side}_key"], HEADS))
            values.append(by_head(seen @ weights[f"{side}_value"], HEADS))
        hidden = sum(seen_by, hidden).clip(0)
        queries = by_head(hidden @ weights["query"], HEADS)
        found = []
        asked_from = 0
        for first, length, (_, asked) in zip(firsts, lengths, parts, strict=True):
            here, ask = slice(first, first + length), slice(asked_from, asked_from + len(asked))
            asked_from = ask.stop
            key, value = (np.concatenate([side[:, here] for side in each], axis=1) for each in (keys, values))
            found.append(looked_up(queries[:, ask], key, value, self._distances(length, asked)))
        hidden = hidden + np.concatenate(found) @ weights["found"]
        hidden = hidden + (hidden @ weights["hidden"] + weights["hidden_bias"]).clip(0)
        scores: Floats = hidden @ weights["out"] + weights["out_bias"]
        return np.split(scores, np.cumsum(counts)[:-1])

    def _distances(self, length: int, asked: Sequence[int]) -> "Floats":
        """What is added to the likeness of each of ``length`` words to the left, then to the right, of those asked."""
        import numpy as np

        away = np.arange(length)[None, :] - np.array(asked)[:, None]  # of each word from each that is asked about
        sides = [
            np.where(away * step < 0, np.abs(away)[None] * self._weights[f"{side}_far"][:, None, None], -np.inf)
            for side, step in (("left", 1), ("right", -1))
        ]
        return np.concatenate(sides, axis=2)

    def _word_asks(self, word: str) -> "Floats":
        """What the lemma of a word adds to the question of its form."""
        weights, low = self._weights, word.lower()
        meaning, own = own_traits(low, self._meaning_of)
        place = self._lemmas.get(own_lemma(low), 0)
        given: Floats = weights["frequent_lemma"][place] + weights["head_bias"] + own @ weights["own"]
        return given if meaning is None else given + meaning @ weights["own_meaning"]


@cache
def form_model() -> FormModel:
    """The model, read when first asked for."""
    return FormModel(WEIGHTS)
