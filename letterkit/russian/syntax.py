"""Which word of a sentence hangs on which, and how: natasha's model of dependencies.

The model (three convolutions, then each word against each) reads sentences with a wrong ending nearly as well as right
ones, for it goes by the meaning of words and their order. It is run here as slovnet runs it, with two savings: what a
word adds to the first convolution, two thirds of the work, is kept, and the sentences of a letter are read together,
which costs half of reading them one by one.
"""

import threading
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from letterkit.core.lru_cache import Shelf
from letterkit.russian.slovnet_model import syntax_model
from letterkit.russian.vectors import numberless, vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

Words = tuple[str, ...]
"""The words and marks of one sentence."""

_MOST_WORDS = 120
"""A longer sentence is a list or a table; the model was trained on sentences of news."""
_MOST_KEPT = 4096  # words, 3 kB each
_MOST_SENTENCES = 128  # kept, 5 kB each
_AT_ONCE = 600  # words: beyond that the numbers no longer fit into the processor's own memory


class Link(NamedTuple):
    """The word hangs on that at ``head`` (-1: none) as ``relation`` of Universal Dependencies (``nsubj``, ``amod``)."""

    head: int
    relation: str


Links = tuple[Link, ...]

_known: Shelf[Words, Links] = Shelf(_MOST_SENTENCES)


def links(words: Words) -> Links:
    """The link of each of ``words``, the words and marks of one sentence; none for a sentence that is too long."""
    return links_of((words,))[0]


def links_of(sentences: Sequence[Words]) -> list[Links]:
    """As ``links``, for many sentences together."""
    return _known.of_each(list(map(numberless, sentences)), lambda new: _links_of([sentences[each] for each in new]))


def _links_of(sentences: Sequence[Words]) -> list[Links]:
    found: list[Links] = [()] * len(sentences)
    batch: list[int] = []
    size = 0
    for number, words in enumerate(sentences):
        if not 1 < len(words) <= _MOST_WORDS:
            continue
        if size + len(words) > _AT_ONCE:
            _read(sentences, batch, found)
            batch, size = [], 0
        batch.append(number)
        size += len(words)
    _read(sentences, batch, found)
    return found


def _read(sentences: Sequence[Words], batch: Sequence[int], found: list[Links]) -> None:
    if batch:
        for number, read in zip(batch, _model().links([sentences[number] for number in batch]), strict=True):
            found[number] = read


class _Model:
    """The weights, laid out for rows of words."""

    def __init__(self, model: Any, shapes: Any, relations: Sequence[str]) -> None:
        import numpy as np

        self._shapes, self._relations = shapes, relations
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
        self._rows: dict[str | None, int] = {None: 0}
        self._added: Floats = np.zeros((_MOST_KEPT, first.shape[1]), np.float32)
        self._added_by_shape = lru_cache(maxsize=256)(self._shape_adds)
        self._turn = threading.Lock()

    def links(self, sentences: Sequence[Words]) -> list[Links]:
        """The links of each sentence; they stand in one row, an empty place between two."""
        import numpy as np

        (_, *first), *layers = self._layers
        words = [word for sentence in sentences for word in sentence]
        lengths = np.array([len(sentence) for sentence in sentences])
        firsts = np.cumsum(lengths + 1) - lengths - 1
        begins = np.repeat(firsts, lengths)
        places = begins + np.arange(len(words)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        empty = firsts[1:] - 1
        out = _spread(self._word_adds([word for sentence in sentences for word in (*sentence, None)][:-1]), *first)
        for weight, *rest in layers:
            out[empty] = 0  # nothing stands before a sentence and after it
            out = _spread(out @ weight, *rest)
        heads = self._heads(out, firsts, lengths)
        rel = self._rel
        hanging = rel.head(out)
        at_heads = np.where(heads[places, None] < 0, rel.head(rel.root.array[None]), hanging[heads[places]])
        by_head = (at_heads @ rel.kernel.array).reshape(len(words), len(self._relations), -1)
        kinds = np.matmul(by_head, rel.tail(out[places])[:, :, None])[:, :, 0].argmax(1)
        relations = [self._relations[kind] for kind in kinds.tolist()]
        within = np.where(heads[places] < 0, -1, heads[places] - begins).tolist()
        every = list(map(Link, within, relations))
        ends = np.cumsum(lengths).tolist()
        return [tuple(every[end - len(sentence) : end]) for sentence, end in zip(sentences, ends, strict=True)]

    def _heads(self, out: "Floats", firsts: "NDArray[np.int64]", lengths: "NDArray[np.int64]") -> "NDArray[np.int64]":
        """The place of the word that each hangs on; -1 for the root of its sentence."""
        import numpy as np

        head = self._head
        asking, answering = head.head(out) @ head.kernel.array, head.tail(out)
        no_word = head.tail(head.root.array[None])
        best = np.zeros(len(out), np.int64)
        starts = np.zeros(len(out), np.int64)
        for first, length in zip(firsts.tolist(), lengths.tolist(), strict=True):
            here = slice(first, first + length)
            best[here] = (asking[here] @ np.concatenate([no_word, answering[here]]).T).argmax(1)
            starts[here] = first
        return np.where(best > 0, best - 1 + starts, -1)

    def _word_adds(self, words: Sequence[str | None]) -> "Floats":
        """What each of ``words`` adds to the first convolution; nothing where there is none."""
        import numpy as np
        from slovnet.shape import word_shape

        with self._turn:
            rows = self._rows
            new = [word for word in dict.fromkeys(words) if word is not None and word not in rows]
            if len(rows) + len(new) > _MOST_KEPT:
                self._rows = rows = {None: 0}
                new = [word for word in dict.fromkeys(words) if word is not None]
            if new:
                first, known = len(rows), vectors()
                rows.update((word, first + at) for at, word in enumerate(new))
                numbers = np.array([known.encode(word.lower()) for word in new])
                self._added[first : first + len(new)] = self._meaning(numbers) @ self._of_meaning
                self._added[first : first + len(new)] += [self._added_by_shape(word_shape(word)) for word in new]
            return self._added[[rows[word] for word in words]]

    def _shape_adds(self, shape: str) -> "Floats":
        import numpy as np

        added: Floats = self._shape(np.array([self._shapes.encode(shape)]))[0] @ self._of_shape
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
    return _Model(*syntax_model())
