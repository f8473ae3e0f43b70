"""Which word of a sentence hangs on which, and how: natasha's model of dependencies.

The model (three convolutions, then each word against each) reads sentences with a wrong ending nearly as well as right
ones, for it goes by the meaning of words and their order. It is run here word by word as slovnet runs it, but what a
word adds to the first convolution, two thirds of the work, is kept: some 0.03 ms a word instead of 0.08.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from letterkit.russian.vectors import vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_MOST_WORDS = 120
"""A longer sentence is a list or a table; the model was trained on sentences of news."""
_MOST_KEPT = 4096  # words, 3 kB each


@dataclass(frozen=True, slots=True)
class Link:
    """The word hangs on that at ``head`` (-1: none) as ``relation`` of Universal Dependencies (``nsubj``, ``amod``)."""

    head: int
    relation: str


@lru_cache(maxsize=2048)
def links(words: tuple[str, ...]) -> tuple[Link, ...]:
    """The link of each of ``words``, the words and marks of one sentence; none for a sentence that is too long."""
    if not 1 < len(words) <= _MOST_WORDS:
        return ()
    return _model().links(words)


class _Model:
    """The weights, laid out for one sentence at a time."""

    def __init__(self, infer: Any) -> None:
        import numpy as np

        model = infer.model
        self._encoder, self._relations = infer.encoder, infer.decoder.rels_vocab.items
        self._meaning, self._shape = model.emb.word, model.emb.shape
        self._layers = [
            (
                np.ascontiguousarray(np.concatenate([each.conv.weight.array[:, :, place].T for place in range(3)], 1)),
                each.conv.bias.array,
                each.norm.weight.array / each.norm.std.array,
                each.norm.bias.array - each.norm.mean.array * each.norm.weight.array / each.norm.std.array,
            )
            for each in model.encoder.layers
        ]
        self._head, self._rel = model.head, model.rel
        first = self._layers[0][0]
        self._of_meaning, self._of_shape = first[: self._meaning.dim], first[self._meaning.dim :]
        self._added: dict[str, Floats] = {}
        self._added_by_shape = lru_cache(maxsize=256)(self._shape_adds)

    def links(self, words: Sequence[str]) -> tuple[Link, ...]:
        import numpy as np
        from slovnet.shape import word_shape

        adds = self._word_adds([word.lower() for word in words])
        adds += np.array([self._added_by_shape(word_shape(word)) for word in words])
        out = _spread(adds, *self._layers[0][1:])
        for weight, *rest in self._layers[1:]:
            out = _spread(out @ weight, *rest)
        rooted = np.concatenate([self._head.root.array[None], out])
        scores = self._head.head(rooted) @ self._head.kernel.array @ self._head.tail(rooted).T
        heads = scores[1:].argmax(1)
        rooted = np.concatenate([self._rel.root.array[None], out])
        by_head = self._rel.head(rooted[heads]) @ self._rel.kernel.array
        by_head = by_head.reshape(len(words), len(self._relations), -1)
        kinds = np.einsum("wrd,wd->wr", by_head, self._rel.tail(out)).argmax(1)
        return tuple(Link(int(head) - 1, self._relations[kind]) for head, kind in zip(heads, kinds, strict=True))

    def _word_adds(self, words: Sequence[str]) -> "Floats":
        import numpy as np

        known = self._added
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            numbers = np.array([self._encoder.words_vocab.encode(word) for word in new])
            if len(known) > _MOST_KEPT:
                self._added = known = {word: known[word] for word in words if word in known}
            known.update(zip(new, self._meaning(numbers) @ self._of_meaning, strict=True))
        return np.array([known[word] for word in words])

    def _shape_adds(self, shape: str) -> "Floats":
        import numpy as np

        added: Floats = self._shape(np.array([self._encoder.shapes_vocab.encode(shape)]))[0] @ self._of_shape
        return added


def _spread(adds: "Floats", bias: "Floats", scale: "Floats", shift: "Floats") -> "Floats":
    """The sums of a convolution over three words: ``adds`` of each to the next, to itself and to the one before."""
    import numpy as np

    width = len(bias)
    sums: Floats = adds[:, width : 2 * width] + bias
    sums[1:] += adds[:-1, :width]
    sums[:-1] += adds[1:, 2 * width :]
    np.maximum(sums, 0, out=sums)  # in place, and without the checks of ``clip``
    sums *= scale
    sums += shift
    return sums


@cache
def _model() -> _Model:
    from natasha import NewsSyntaxParser

    return _Model(NewsSyntaxParser(vectors()).infer)
