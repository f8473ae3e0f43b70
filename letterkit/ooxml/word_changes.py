"""A change of several words as changes of what differs in them, so that all else can keep its own look."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

Change = tuple[int, int, str]
"""``text[start:end]`` turned into the string."""

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
# Words that begin alike are one word in two forms: «приказа», «приказу».
_ALIKE = 4


def word_by_word(text: str, change: Change) -> list[Change]:
    """Changes, in order and none overlapping, that together do to ``text`` what ``change`` does."""
    start, end, new = change
    was, now = _WORDS.findall(text[start:end]), _WORDS.findall(new)
    finer: list[Change] = []
    at = start
    for old, fresh in _pairs(was, now):
        length = sum(map(len, old))
        if len(old) == len(fresh) == 1:
            left, right = _same_ends(old[0], fresh[0])
            finer.append((at + left, at + length - right, fresh[0][left : len(fresh[0]) - right]))
        else:
            finer.append((at, at + length, "".join(fresh)))
        at += length
    return [each for each in finer if text[each[0] : each[1]] != each[2]]


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters two forms of a word begin and end with alike.

    One character of the old word is always left to be replaced: what is merely put in could land outside of its field.
    """
    if old == new:
        return 0, 0
    most = min(len(old) - 1, len(new))
    left = next((at for at in range(most) if old[at] != new[at]), most)
    most -= left
    right = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return left, right


def _pairs(was: list[str], now: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """What stands in the place of what: words in two forms one by one, the rest in stretches."""
    alike = SequenceMatcher(str.isspace, _beginnings(was), _beginnings(now), autojunk=False)
    for kind, first, last, left, right in alike.get_opcodes():
        if kind == "equal":
            yield from (([old], [fresh]) for old, fresh in zip(was[first:last], now[left:right], strict=True))
        else:
            yield was[first:last], now[left:right]


def _beginnings(words: list[str]) -> list[str]:
    return [word[:_ALIKE].casefold() for word in words]
