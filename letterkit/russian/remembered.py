"""Answers about a text, kept for the next one who asks: many checks read the same paragraph."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_Answer = TypeVar("_Answer")

_MOST = 1024
_LONGEST = 10_000
"""Characters. A letter has some 3,000; a book would fill the memory of the process."""


def cache_by_text(ask: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
    """``ask``, which is pure and gives what cannot be changed, with the answers for the last texts kept."""
    known = lru_cache(maxsize=_MOST)(ask)

    @wraps(ask)
    def answer(text: str) -> _Answer:
        return known(text) if len(text) <= _LONGEST else ask(text)

    return answer
