"""A list of words as the automaton that pylat_ru walks, grown where it is walked.

pylat_ru makes a node for each beginning of each of its 31 thousand additional words before the first one is looked up,
a third of the time in which a check begins. Words in order are such a tree already: a node is where they begin alike.
"""

import threading
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pylat_ru import spelling
from pylat_ru.morfologik.dictionary import MorfologikDictionary
from pylat_ru.morfologik.metadata import DictionaryMetadata
from pylat_ru.morfologik.speller import TrieFSA

_LAST_BYTE = 255


class _Alike(NamedTuple):
    """The words from ``first`` to the one before ``end``, which all begin with ``prefix``."""

    first: int
    end: int
    prefix: bytes


class WordTree(TrieFSA):
    """``TrieFSA`` of the same sequences, which must be in order and differ; a node has its arcs when it is asked."""

    def __init__(self, sequences: Sequence[bytes]) -> None:
        super().__init__(())
        self._words = sequences
        self._turn = threading.Lock()
        self._to_grow: dict[int, _Alike] = {self._root: _Alike(0, len(sequences), b"")}

    def get_first_arc(self, node: int) -> int:
        self._grow(node)
        return super().get_first_arc(node)

    def get_arc(self, node: int, label: int) -> int:
        self._grow(node)
        return super().get_arc(node, label)

    def _grow(self, node: int) -> None:
        """Gives ``node`` its arcs, if nobody has; threads take turns, for they number new nodes alike."""
        if node in self._to_grow:
            with self._turn:
                alike = self._to_grow.get(node)
                if alike is not None:
                    self._branch(node, alike)
                    del self._to_grow[node]

    def _branch(self, node: int, alike: _Alike) -> None:
        labels: list[int] = []
        targets: list[int] = []
        final: list[bool] = []
        at, end, prefix = alike
        if at < end and len(self._words[at]) == len(prefix):
            at += 1  # the word that ends here
        while at < end:
            label = self._words[at][len(prefix)]
            after = end
            if label < _LAST_BYTE:
                after = bisect_left(self._words, prefix + bytes((label + 1,)), at, end)
            is_word = len(self._words[at]) == len(prefix) + 1
            labels.append(label)
            final.append(is_word)
            targets.append(self._node(_Alike(at, after, prefix + bytes((label,)))) if after - at > is_word else 0)
            at = after
        self._labels[node], self._targets[node], self._final[node] = labels, targets, final

    def _node(self, alike: _Alike) -> int:
        node: int = self._new_node()
        self._to_grow[node] = alike
        return node


def grow_word_lists_slowly() -> None:
    """From now on, in this process."""
    spelling.build_plain_text_dictionary = _dictionary  # type: ignore[attr-defined]


def _dictionary(lines: Sequence[bytes], metadata: DictionaryMetadata) -> MorfologikDictionary:
    return MorfologikDictionary(fsa=WordTree(sorted(filter(None, set(lines)))), metadata=metadata)
