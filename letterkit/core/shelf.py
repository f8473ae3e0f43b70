"""A bounded memory: what was worked out for a key is kept for whoever asks next, the longest unasked goes first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

WORDS_KEPT = 8_192
"""Words whose answers a function keeps: letters have some five thousand, and what passes by once, as the numbers and
names of a batch do, must not fill the memory of a worker.
"""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Shelf(Generic[Key, Value]):
    """Room for ``most`` values. May be shared between threads: two may do the same work, neither spoils it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._turn = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, key: Key, work: Callable[[], Value]) -> Value:
        """The value kept for ``key``, or that of ``work``, which must depend on ``key`` alone; its errors pass."""
        with self._turn:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = work()
        with self._turn:
            value = self._kept.setdefault(key, value)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value
