"""A bounded memory: what was worked out for a key is kept for whoever asks next, the longest unasked goes first."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
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
        return self._put(key, work())

    def of_each(self, keys: Sequence[Key], work: Callable[[Sequence[int]], Sequence[Value]]) -> list[Value]:
        """``of`` each of ``keys``; ``work`` is given the numbers of those for which nothing is kept, all at once."""
        with self._turn:
            found = {key: self._kept[key] for key in keys if key in self._kept}
            for key in found:
                self._kept.move_to_end(key)
        new: dict[Key, int] = {}
        for number, key in enumerate(keys):
            if key not in found:
                new.setdefault(key, number)
        if new:
            for key, value in zip(new, work(list(new.values())), strict=True):
                found[key] = self._put(key, value)
        return [found[key] for key in keys]

    def clear(self) -> None:
        """Forgets all that was kept."""
        with self._turn:
            self._kept.clear()

    def _put(self, key: Key, value: Value) -> Value:
        with self._turn:
            value = self._kept.setdefault(key, value)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value
