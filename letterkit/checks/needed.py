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

from letterkit.checks.shapes import Outline, needed_letters, needed_shapes

_PROPERTY = re.compile(r"\\[pP]\{[^{}]*\}")
_NAME = re.compile(r"\(\?P<\w+>")
_COMMON = frozenset(" .,")
_SELDOM = 2.0  # of ``_rarity``: a letter or a full stop stands in every paragraph
_MOST = 60  # pieces: beyond that the search itself costs no more

Pieces = frozenset[str]
May = Callable[[Outline], bool]
"""Whether a pattern can match in a text with this outline."""


def needed(source: str) -> Pieces:
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
    return _one_of(needed(source))


def may_stand(source: str) -> May:
    """Whether ``source`` can match somewhere in a text with this outline, ``BEFORE`` characters before it included."""
    has_letters = _one_of(needed(source) or needed_letters(source))
    shapes = needed_shapes(source)
    if not shapes:
        return lambda outline: has_letters(outline.low)
    has_shape = _one_of(shapes)
    return lambda outline: has_letters(outline.low) and has_shape(outline.shape)


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
    run = ""
    for operation, value in items:
        if operation is code.LITERAL:
            run += chr(value).lower()
            continue
        options += [frozenset({run})] if run else []
        run = ""
        options.append(_of_item(operation, value))
    options += [frozenset({run})] if run else []
    return max((each for each in options if each), key=_worth, default=frozenset())


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
