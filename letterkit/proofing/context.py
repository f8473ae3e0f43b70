"""What the neighbours of a word ask for: natasha's morphological model read with the word hidden.

The model (three convolutions, three words to either side) was trained to name the form of each word of a sentence. With
«unknown word» in the place of one it can only go by the others: «возьмите паспорт и … на квартиру» asks for an
accusative. What a word adds to the first convolution is kept, so that a word hidden costs some 0.05 ms.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterkit.core.errors import RuleError
from letterkit.core.loading import loading
from letterkit.core.lru_cache import WORDS_KEPT, Shelf
from letterkit.datafile import read_text
from letterkit.proofing.tags import Forms
from letterkit.russian import morph
from letterkit.russian.vectors import numberless, vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# How often the model names each form when it sees no word, only its neighbours: form, tab, share.
_SHARES = Path(__file__).parent / "data" / "hidden_forms.tsv"
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,:/]\d+)*|[^\w\s]")
_SENTENCE_ENDS = re.compile(r"(?:[^\W\d_]{4}|\d)[.!?…][»”)]?\s+(?=[«„(]?[А-ЯЁ])")
_NEVER = 1e-9
_WIDTH = 8  # words on either side that a word ought to have something in common with
_MEANING = 8.0  # what nearness in meaning is worth beside fitness in form
_MEANT_POS = frozenset("NOUN ADJF ADJS VERB INFN PRTF PRTS GRND ADVB".split())

_MOST_KEPT = 64  # paragraphs, some 20 kB each
_known: "Shelf[tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]], Floats]" = Shelf(_MOST_KEPT)


class Surroundings:
    """The words of ``unit`` with their neighbours; places are offsets in ``unit``."""

    def __init__(self, unit: str) -> None:
        found = list(_TOKEN.finditer(unit))
        self._words = [match.group() for match in found]
        self._numbers = {match.start(): number for number, match in enumerate(found)}
        ends = {match.end() for match in _SENTENCE_ENDS.finditer(unit)}
        self._rows: list[int] = []  # of the model's input: one a word, an empty one between sentences
        row = 0
        for match in found:
            row += 1 + (match.start() in ends)
            self._rows.append(row)

    def forms(self, places: Sequence[int]) -> "dict[int, Floats]":
        """For each of ``places`` how likely each form of the model is there, the word itself hidden.

        To be read only: other paragraphs may have the same numbers.
        """
        numbers = [self._numbers[place] for place in places if place in self._numbers]
        if not numbers:
            return {}
        key = (numberless(self._words), tuple(self._rows), tuple(numbers))
        shares = _known.of(key, lambda: _model().hidden(self._words, self._rows, numbers))
        return dict(zip((place for place in places if place in self._numbers), shares, strict=True))

    def beside(self, place: int) -> tuple[str, str]:
        """The words right before and after ``place``, in lower case; empty at the ends."""
        here = self._numbers[place]
        before = self._words[here - 1].lower() if here else ""
        return before, self._words[here + 1].lower() if here + 1 < len(self._words) else ""

    def lemmas(self, place: int) -> frozenset[str]:
        """Dictionary forms of the words of the paragraph but for the one at ``place``."""
        own = lemmas(self._words[self._numbers[place]].lower())
        return frozenset(lemma for lemma, times in self._lemmas.items() if times > (lemma in own))

    @cached_property
    def _lemmas(self) -> Counter[str]:
        return Counter(lemma for word in self._words if len(word) > 1 for lemma in lemmas(word.lower()))

    def topic(self, place: int | None = None) -> "list[Floats]":
        """What the words of the paragraph that mean something mean; with ``place`` those near it, itself left out."""
        if place is None:
            return [meaning(low) for word in self._words if _means(low := word.lower())]
        here = self._numbers[place]
        around = self._words[max(0, here - _WIDTH) : here] + self._words[here + 1 : here + 1 + _WIDTH]
        return [meaning(low) for word in around if _means(low := word.lower())]

    def nearness(self, place: int, words: Sequence[str]) -> list[float]:
        """How near in meaning each of ``words`` is to those around ``place``: a cosine, 0 for one not known."""
        here = self._numbers[place]
        around = self._words[max(0, here - _WIDTH) : here] + self._words[here + 1 : here + 1 + _WIDTH]
        return _model().nearness([word.lower() for word in around if _means(word.lower())], words)


def place_of(unit: str, start: int) -> Callable[[str], float]:
    """How well a word would fit at ``start`` of ``unit`` in form and meaning: to compare words with each other."""
    around = Surroundings(unit)
    shares = around.forms([start]).get(start)
    if shares is None:
        return lambda word: 0.0
    return lambda word: fitness(word, shares) + _MEANING * around.nearness(start, [word])[0]


def form_fits(unit: str, start: int, word: str) -> float:
    """How much likelier (natural logarithm) the forms of ``word`` are at ``start`` of ``unit`` than anywhere."""
    shares = Surroundings(unit).forms([start]).get(start)
    return 0.0 if shares is None else fitness(word, shares)


@lru_cache(maxsize=WORDS_KEPT)
def lemmas(word: str) -> frozenset[str]:
    """Which words ``word`` may be a form of."""
    return frozenset(str(parse.normal_form) for parse in morph.known_parses(word))


@lru_cache(maxsize=4096)
def meaning(word: str) -> "Floats":
    """The vector of ``word``, in lower case, of length 1: its dictionary form's when news have not used this one."""
    for form in (word, word.replace("ё", "е"), *sorted(lemmas(word))):
        vector = _model().meaning(form)
        if vector.any():
            break
    return vector


def fitness(word: str, shares: "Floats") -> float:
    """How much likelier (natural logarithm) the forms of ``word`` are at a place than anywhere."""
    return log(float(shares @ _weights(word)) + _NEVER)


@lru_cache(maxsize=4096)
def _weights(word: str) -> "Floats":
    """For each form of the model how much it speaks for ``word``: the likelier the reading and the rarer its forms."""
    import numpy as np

    shares = _model().shares
    weights = np.zeros_like(shares)
    for parse in morph.known_parses(word):
        mask = _mask(str(parse.tag))
        usual = float(shares @ mask)
        if usual > 0:
            weights += float(parse.score) / usual * mask
    return weights


@lru_cache(maxsize=4096)
def _mask(tag: str) -> "Floats":
    """1 for each form of the model that a word read as ``tag`` may have."""
    import numpy as np

    return _model().forms.of(morph.analyser().TagClass(tag)).astype(np.float32)


@lru_cache(maxsize=WORDS_KEPT)
def _means(word: str) -> bool:
    return len(word) > 3 and word[0].isalpha() and str(morph.parses(word)[0].tag.POS) in _MEANT_POS


@dataclass(frozen=True)
class _Layer:
    """A convolution over three words and its normalisation; ``weight`` takes the word before, itself and the next."""

    weight: "Floats"
    bias: "Floats"
    scale: "Floats"
    shift: "Floats"

    def step(self, given: "Floats") -> "Floats":
        """(words, n, in) → (words, n - 2, out)."""
        import numpy as np

        count, length, _ = given.shape
        windows = np.concatenate([given[:, place : place + length - 2] for place in range(3)], axis=2)
        sums = windows.reshape(count * (length - 2), -1) @ self.weight + self.bias
        return self.finish(sums.reshape(count, length - 2, -1))

    def finish(self, sums: "Floats") -> "Floats":
        return sums.clip(0) * self.scale + self.shift


class _Model:
    """The weights, laid out for hiding one word at a time; ``shares`` belong to ``forms``."""

    def __init__(self, infer: Any) -> None:
        import numpy as np

        tags = infer.decoder.tags_vocab.items
        self.forms = Forms(tags)
        known = dict(line.split("\t") for line in read_text(_SHARES, RuleError).splitlines() if line[:1] != "#")
        self.shares: Floats = np.array([float(known.get(tag, 0)) for tag in tags], np.float32)
        self._encoder = infer.encoder
        self._meaning, self._shape = infer.model.emb.word, infer.model.emb.shape
        self._head = infer.model.head.proj
        first, *others = (_layer(each) for each in infer.model.encoder.layers)
        self._first, self._others = first, others
        weights = np.split(first.weight, 3)
        self._of_meaning = np.concatenate([weight[: self._meaning.dim] for weight in weights], axis=1)
        self._of_shape = np.concatenate([weight[self._meaning.dim :] for weight in weights], axis=1)
        self._added_by_shape = lru_cache(maxsize=256)(self._shape_adds)
        self._added_by_word = lru_cache(maxsize=4096)(self._word_adds)
        self._added = lru_cache(maxsize=4096)(self._whole_word_adds)
        self.meaning = lru_cache(maxsize=4096)(self._meant)  # the words around each suspect are asked for anew
        self._nothing = self._word_adds("")

    def hidden(self, words: Sequence[str], rows: Sequence[int], numbers: Sequence[int]) -> "Floats":
        """How likely each form is for each of ``numbers`` (of ``words``, which stand at ``rows``), its word hidden."""
        import numpy as np

        width, size = len(self._first.bias), rows[-1] + 4
        adds = np.zeros((size, 3 * width), np.float32)
        adds[rows] = np.array([self._added(word) for word in words])
        held = np.zeros((size, 1), np.float32)
        held[rows] = 1
        sums = adds[:, width : 2 * width] + self._first.bias
        sums[1:] += adds[:-1, :width]
        sums[:-1] += adds[1:, 2 * width :]

        around = np.array([rows[number] for number in numbers])[:, None] + np.arange(-2, 3)
        around[around < 0] = size - 1  # an empty row
        sums, held = sums[around], held[around]
        own = np.array([self._added_by_word(words[number].lower()) for number in numbers])
        change = (self._nothing - own).reshape(-1, 3, width)
        sums[:, 1:4] += change[:, ::-1]
        out = self._first.finish(sums) * held
        for reach, layer in enumerate(self._others, 1):
            out = layer.step(out) * held[:, reach : 5 - reach]
        scores = out[:, 0] @ self._head.weight.array + self._head.bias.array
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)

    def nearness(self, around: Sequence[str], words: Sequence[str]) -> list[float]:
        """The cosine between each of ``words`` and the mean of ``around``."""
        import numpy as np

        mean = sum((self.meaning(word) for word in around), np.zeros(self._meaning.dim, np.float32))
        length = float(np.linalg.norm(mean)) or 1.0
        return [float(self.meaning(word) @ mean) / length for word in words]

    def _meant(self, word: str) -> "Floats":
        """The vector of ``word``, of length 1, to be read only; zeros for one not known."""
        import numpy as np

        number = self._encoder.words_vocab.encode(word)
        vector = self._meaning(np.array([number]))[0]
        known = number != self._encoder.words_vocab.unk_id
        return vector / np.linalg.norm(vector) if known else np.zeros_like(vector)

    def _word_adds(self, word: str) -> "Floats":
        import numpy as np

        number = self._encoder.words_vocab.encode(word)
        return self._meaning(np.array([number]))[0] @ self._of_meaning

    def _whole_word_adds(self, word: str) -> "Floats":
        from slovnet.shape import word_shape

        return self._added_by_word(word.lower()) + self._added_by_shape(word_shape(word))

    def _shape_adds(self, shape: str) -> "Floats":
        import numpy as np

        return self._shape(np.array([self._encoder.shapes_vocab.encode(shape)]))[0] @ self._of_shape


def _layer(given: Any) -> _Layer:
    import numpy as np

    weight, norm = given.conv.weight.array, given.norm
    scale = norm.weight.array / norm.std.array
    joined = np.concatenate([weight[:, :, place].T for place in range(3)])
    return _Layer(joined, given.conv.bias.array, scale, norm.bias.array - norm.mean.array * scale)


@loading("natasha")
@cache
def _model() -> _Model:
    from natasha import NewsMorphTagger

    return _Model(NewsMorphTagger(vectors()).infer)
