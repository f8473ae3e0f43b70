"""What stands side by side in every text that a regular expression matches: as letters, and as the shape of the text.

The shape of a text has one sign for any letter, one for any digit and one for any white space; marks stay as they are.
«( слово» has «( a» in it and «(слово)» has not, and whether it has is told far sooner than by any search. The
expression is taken apart by the standard library's own parser of the same syntax into all the rows of signs that it may
take, from each of which a piece is kept that is seldom met; where the parser cannot read it, nothing is needed.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from math import prod

# The parser of the standard library has no name without an underscore since 3.11.
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

BEFORE = 2
"""Characters before a paragraph that belong to what is looked at: what must stand before a match may stand there."""

_LETTER, _DIGIT, _SPACE, _PICTURE = "a0 ☺"
_PROPERTY = re.compile(r"\\p\{(\w+)\}")
_NAME = re.compile(r"\(\?P<\w+>")
_NOT_READ = re.compile(r"\\P\{|\[\[|\]\]|--\[|&&")  # sets of sets are beyond the parser
_USUAL = (
    "уважаемая мария петровна! ваше обращение от 23.04.2024 № 118-о/24, поступившее в министерство, рассмотрено. "
    "сообщаем: работы в доме № 5 «а» по ул. ленина, д. 12, кв. 8 (г. горно-алтайск) проведут до 1 июня 2024 г. – "
    "это 25,5 процента. с уважением, и.и. иванов, тел. 8 (38822) 2-22-22"
)
"""What stands in this text stands in nearly every letter."""
_MOST_WORDS = 8192  # of all letters; some 2 MB
_MOST_SIGNS = 4
_MOST_PIECES = 24
_MOST_ROWS = 200
_MOST_WINDOWS = 8192  # rows of one expression share nearly all of theirs

_Signs = frozenset[str] | None
"""What one character may be; None for one or many of any kind."""
_Row = tuple[_Signs, ...]


class _Table(dict[int, str]):
    """Signs by the number of the character, each worked out when first met."""

    def __missing__(self, number: int) -> str:
        found = self[number] = _kind(chr(number))
        return found


class Outline:
    """A text in lower case, and its shape."""

    def __init__(self, text: str) -> None:
        self.low = text.lower()

    @cached_property
    def shape(self) -> str:
        return shape(self.low)


def shape(text: str) -> str:
    """``text`` with a sign for each kind of letter, digit and white space."""
    return _SPACE.join(map(_of_word, text.split(_SPACE)))


@lru_cache(maxsize=_MOST_WORDS)
def _of_word(word: str) -> str:
    return word.translate(_TABLE)


def needed_shapes(source: str) -> frozenset[str]:
    """Shapes one of which stands in that of every text that ``source`` matches; empty when nothing is known."""
    return _needed_pieces(source, _SHAPES)


def needed_letters(source: str) -> frozenset[str]:
    """Pieces in lower case, one of which stands in every text that ``source`` matches; empty when nothing is known."""
    return _needed_pieces(source, _LETTERS)


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """How characters are written: ``sign`` of each, what the properties of Unicode and the categories stand for."""

    sign: Callable[[str], str]
    properties: Mapping[str, str]
    categories: Mapping[object, frozenset[str]]
    usual: str


def _needed_pieces(source: str, alphabet: _Alphabet) -> frozenset[str]:
    if _NOT_READ.search(source) or any(name not in alphabet.properties for name in _PROPERTY.findall(source)):
        return frozenset()
    plain = _NAME.sub("(", _PROPERTY.sub(lambda found: alphabet.properties[found[1]], source))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rows = _of_sequence(parser.parse(plain), alphabet, first=True, last=True)
    except (re.error, RecursionError, OverflowError):
        return frozenset()
    found = [_best(row, alphabet.usual) for row in rows]
    pieces = frozenset().union(*found)
    return pieces if all(found) and len(pieces) <= _MOST_PIECES else frozenset()


def _kind(char: str) -> str:
    if char.isalpha():
        return _LETTER
    if char.isdigit():
        return _DIGIT
    if char.isspace():
        return _SPACE
    # Arrows, signs and pictures of every kind.
    return _PICTURE if "\u2190" <= char <= "\u2bff" or char >= "\U0001f000" else char


_TABLE = _Table()
_SHAPES = _Alphabet(
    _kind,
    {
        **dict.fromkeys(("L", "Lu", "Ll", "Cyrillic", "Latin"), _LETTER),
        "Nd": _DIGIT,
        "Emoji_Presentation": _PICTURE,
    },
    {
        code.CATEGORY_DIGIT: frozenset(_DIGIT),
        code.CATEGORY_SPACE: frozenset(_SPACE),
        code.CATEGORY_WORD: frozenset((_LETTER, _DIGIT, "_")),
    },
    shape(_USUAL),
)
_LETTERS = _Alphabet(str.lower, dict.fromkeys(_SHAPES.properties, r"\w"), {}, _USUAL)


def _of_sequence(items: Iterable[Any], alphabet: _Alphabet, *, first: bool, last: bool) -> list[_Row]:
    """Every row of signs that the items, one after another, may take; ``first``, ``last``: nothing stands around."""
    rows: list[_Row] = [()]
    every = list(items)
    for at, (operation, value) in enumerate(every):
        here = _of_item(operation, value, alphabet, first=first and at == 0, last=last and at == len(every) - 1)
        if len(rows) * len(here) > _MOST_ROWS:
            here = [(None,)]
        rows = [row + more for row in rows for more in here]
    return rows


def _of_item(operation: Any, value: Any, alphabet: _Alphabet, *, first: bool, last: bool) -> list[_Row]:
    if operation is code.LITERAL:
        return [(frozenset({alphabet.sign(chr(value).lower())}),)]
    if operation is code.IN:
        return [(_of_set(value, alphabet),)]
    if operation in (code.SUBPATTERN, code.ATOMIC_GROUP):
        inside = value[-1] if operation is code.SUBPATTERN else value
        return _of_sequence(inside, alphabet, first=first, last=last)
    if operation is code.BRANCH:
        return [row for branch in value[1] for row in _of_sequence(branch, alphabet, first=first, last=last)]
    if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return list(_repeat_rows(value, alphabet))
    if operation is code.ASSERT:
        ahead, inside = value
        if ahead > 0 and last:
            return _of_sequence(inside, alphabet, first=False, last=True)
        if ahead < 0 and first:
            return [(None, *row[-BEFORE:]) for row in _of_sequence(inside, alphabet, first=True, last=False)]
        return [()]
    if operation in (code.AT, code.ASSERT_NOT):
        return [()]
    return [(None,)]


def _repeat_rows(value: tuple[int, int, Sequence[Any]], alphabet: _Alphabet) -> Iterator[_Row]:
    least, most, inside = value
    if least == 0:
        yield ()
    once = _of_sequence(inside, alphabet, first=False, last=False)
    some = [sum(row, ()) for row in product(once, repeat=min(max(least, 1), _MOST_SIGNS))]
    if least == most <= _MOST_SIGNS or most == 1:
        yield from some
    else:  # «a+»: what stands before meets the first of them, what follows the last
        yield from ((*one, None, *other) for one, other in product(some, repeat=2))


def _of_set(members: Sequence[Any], alphabet: _Alphabet) -> _Signs:
    signs: set[str] = set()
    for operation, value in members:
        if operation is code.LITERAL:
            signs.add(alphabet.sign(chr(value).lower()))
        elif operation is code.CATEGORY and value in alphabet.categories:
            signs |= alphabet.categories[value]
        elif operation is code.RANGE and len(some := _of_range(value, alphabet)) < _MOST_PIECES:
            signs |= some
        else:
            return None
    return frozenset(signs)


def _of_range(value: tuple[int, int], alphabet: _Alphabet) -> set[str]:
    first, last = value
    return {alphabet.sign(chr(number).lower()) for number in range(first, min(last, first + 0x500) + 1)}


def _best(row: _Row, usual: str) -> frozenset[str]:
    """The rarest pieces of ``row`` of which one must be there; empty when all stand in every text."""
    best = _NONE
    for start in range(len(row)):
        for end in range(start + 1, min(start + _MOST_SIGNS, len(row)) + 1):
            if row[end - 1] is None:
                break
            option = _option(row[start:end], usual)
            if option is not None and (not best.pieces or option.cost < best.cost):
                best = option
    return best.pieces


class _Option(NamedTuple):
    """Pieces of which one must be there, and what it costs to look for them: how many, how long."""

    cost: tuple[int, int]
    pieces: frozenset[str]


_NONE = _Option((0, 0), frozenset())


@lru_cache(maxsize=_MOST_WINDOWS)
def _option(window: tuple[frozenset[str], ...], usual: str) -> _Option | None:
    """The pieces that ``window`` may be; None when there are many, or one of them stands in every text."""
    if prod(map(len, window)) > _MOST_PIECES:
        return None
    pieces = frozenset(map("".join, product(*window)))
    if any(piece in usual for piece in pieces):
        return None
    return _Option((len(pieces), sum(map(len, pieces))), pieces)
