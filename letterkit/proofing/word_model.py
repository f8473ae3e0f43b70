"""What the models of language (commas, forms) are told of a word: its meaning, its forms, its looks."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph
from letterkit.russian.vectors import vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LOOKS = 5
"""Signs of a word that are not grammatical: a capital, a number, a mark, a known meaning, one character."""


class WordModel:
    """Weights read from ``file``; what a word brings along is worked out once a word."""

    def __init__(self, file: Path) -> None:
        self._meaning_of = vectors().get  # before numpy: it says how many threads that may start
        import numpy as np

        with np.load(file) as kept:
            numbers = [name for name in kept.files if kept[name].dtype.kind == "f"]
            self._weights: dict[str, Any] = {name: kept[name].astype(np.float32) for name in numbers}
            self._words = {name: [str(word) for word in kept[name]] for name in kept.files if name not in numbers}
        self._frequent = {word: number for number, word in enumerate(self._words["frequent"])}
        self._grammemes = {name: number for number, name in enumerate(self._words["grammemes"])}
        self.brings = lru_cache(maxsize=WORDS_KEPT)(self._word_brings)

    def _word_brings(self, word: str) -> "Floats":
        """What a word adds to the first layer: its meaning, its forms, its looks, and itself if it is frequent."""
        weights = self._weights
        meaning, forms = traits(word, self._grammemes, self._meaning_of)
        place = self._frequent.get(word.lower(), 0)
        given: Floats = weights["frequent_word"][place] + weights["first_bias"] + forms @ weights["forms"]
        return given if meaning is None else given + meaning @ weights["meaning"]


def traits(
    word: str, grammemes: Mapping[str, int], meaning_of: "Callable[[str], Floats | None]"
) -> "tuple[Floats | None, Floats]":
    """(the vector of what ``word`` means, if it is known; how likely each of ``grammemes`` is, and its looks)."""
    import numpy as np

    low = word.lower()
    meaning = meaning_of(low)
    if meaning is None:
        meaning = meaning_of(low.replace("ё", "е"))
    forms = np.zeros(len(grammemes) + LOOKS, np.float32)
    is_word, is_number = low[0].isalpha(), low[0].isdigit()
    if is_word:
        for parse in morph.parses(low):
            for grammeme in parse.tag.grammemes:
                number = grammemes.get(grammeme)
                if number is not None:
                    forms[number] += parse.score
    is_mark = not is_word and not is_number
    forms[len(grammemes) :] = (word[0].isupper(), is_number, is_mark, meaning is not None, len(low) == 1)
    return meaning, forms.clip(0, 1)
