"""What a text must hold for a regular expression to match in it at all: looked for first, since most never do.

Rules of patterns are asked of every paragraph, and «строение №/», «#ССЫЛКА!» or «т.п.» stand in few. The expression is
taken apart by the standard library's own parser of the same syntax; where that cannot read it, nothing is needed.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Sequence

# The parser of the standard library has no name without an underscore since 3.11.
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from letterkit.checks.prefilter import Cue

_PROPERTY = re.compile(r"\\[pP]\{[^{}]*\}")
_NAME = re.compile(r"\(\?P<\w+>")
_COMMON = frozenset(" .,")
_SELDOM = 2.0  # of ``_rarity``: a letter or a full stop stands in every paragraph
_MOST = 60  # pieces: beyond that the search itself costs no more

Pieces = frozenset[str]


def needed_pieces(source: str) -> Pieces:
    """Pieces in lower case, one of which stands in every text that ``source`` matches; empty when nothing is known."""
    plain = _NAME.sub("(", _PROPERTY.sub(r"\\w", source))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = _of_sequence(parser.parse(plain))
    except (re.error, RecursionError, OverflowError):
        return frozenset()
    seldom = bool(found) and len(found) <= _MOST and min(map(_rarity, found)) >= _SELDOM
    return found if seldom else frozenset()


def may_match(source: str) -> Callable[[str], bool]:
    """Whether ``source`` can match somewhere in a text that is given in lower case."""
    return _one_of(needed_pieces(source))


def cue_of(rule: str, source: str) -> Cue:
    """What ``rule`` waits for to try the expression ``source``."""
    return Cue(rule, letters=needed_pieces(source))


def _one_of(pieces: Pieces) -> Callable[[str], bool]:
    """Whether a text holds one of ``pieces``, or there are none."""
    if not pieces:
        return lambda text: True
    if len(pieces) == 1:
        (piece,) = pieces
        return lambda text: piece in text
    ordered = tuple(sorted(pieces))

    def holds(text: str) -> bool:
        for piece in ordered:  # noqa: SIM110 -- asked hundreds of times a letter; a generator costs twice as much
            if piece in text:
                return True
        return False

    return holds


def _of_sequence(items: Iterable[Any]) -> Pieces:
    """The best of what the items, which all must match, need."""
    options: list[Pieces] = []
    run: Pieces = frozenset({""})  # the rows of characters that the items just before are sure to be one of
    for operation, value in items:
        exact = _exact(operation, value)
        if exact is None or len(run) * len(exact) > _MOST:
            options.append(run)
            run = exact or frozenset({""})
        else:
            run = frozenset(one + more for one in run for more in exact)
        if exact is None or operation is code.ASSERT:
            options.append(_of_item(operation, value))
    options.append(run)
    return max((each for each in options if each and "" not in each), key=_worth, default=frozenset())


def _exact(operation: Any, value: Any) -> Pieces | None:
    """All that the item can take up, in lower case; None when it is not a few rows of characters."""
    if operation is code.LITERAL:
        return frozenset({chr(value).lower()})
    if operation is code.IN:
        return _of_set(value) or None
    if operation in (code.AT, code.ASSERT, code.ASSERT_NOT):
        return frozenset({""})
    if operation is code.BRANCH:
        return _all_of(_exact_sequence(branch) for branch in value[1])
    if operation is code.SUBPATTERN:
        return _exact_sequence(value[-1])
    if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT) and value[:2] == (0, 1):
        return _all_of((frozenset({""}), _exact_sequence(value[2])))
    return None


def _exact_sequence(items: Iterable[Any]) -> Pieces | None:
    rows: Pieces = frozenset({""})
    for operation, value in items:
        exact = _exact(operation, value)
        if exact is None or len(rows) * len(exact) > _MOST:
            return None
        rows = frozenset(one + more for one in rows for more in exact)
    return rows


def _all_of(every: Iterable[Pieces | None]) -> Pieces | None:
    """All of ``every``; None when one of them is not known or they are too many."""
    found: Pieces = frozenset()
    for each in every:
        if each is None:
            return None
        found |= each
    return found if len(found) <= _MOST else None


def _of_item(operation: Any, value: Any) -> Pieces:
    if operation is code.IN:
        return _of_set(value)
    if operation is code.SUBPATTERN:
        return _of_sequence(value[-1])
    if operation is code.ATOMIC_GROUP:
        return _of_sequence(value)
    if operation is code.ASSERT and value[0] > 0:  # what must follow; what must stand before may be outside the text
        return _of_sequence(value[1])
    if operation is code.BRANCH:
        branches = [_of_sequence(branch) for branch in value[1]]
        return frozenset().union(*branches) if all(branches) else frozenset()
    if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return _of_sequence(value[2]) if value[0] > 0 else frozenset()
    return frozenset()


def _of_set(members: Sequence[Any]) -> Pieces:
    if any(operation is not code.LITERAL for operation, _ in members):
        return frozenset()
    return frozenset(chr(value).lower() for _, value in members)


def _worth(pieces: Pieces) -> tuple[float, int]:
    """How seldom one of them stands in a text: long pieces and marks that letters seldom hold."""
    return min(map(_rarity, pieces)), -len(pieces)


def _rarity(piece: str) -> float:
    marks = sum(not char.isalnum() and char not in _COMMON for char in piece)
    return len(piece) + 2 * marks
