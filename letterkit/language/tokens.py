"""Words of a paragraph and the gaps between them, as the tagger reads it.

Marks are no words of their own: a comma or a dash is a property of the gap it stands in, so that putting one in or
taking one out moves nothing. A word that could also be written as two («неверно», «также», «кто-то») is two words with
a joint between them, so that the three ways of writing it differ in one property of one gap.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.language.joints import Joint, divide, joints

_TOKEN = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*|[A-Za-z][A-Za-z0-9-]*|\d+(?:[.,:/]\d+)*|[№%§]")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


class Mark(IntEnum):
    """What may stand in a gap, by the number of its bit."""

    COMMA = 0
    DASH = 1
    COLON = 2
    SEMICOLON = 3
    STOP = 4
    OPENING_QUOTE = 5
    CLOSING_QUOTE = 6
    OPENING_BRACKET = 7
    CLOSING_BRACKET = 8
    LINE_END = 9
    JOINED = 10
    HYPHEN = 11
    OTHER = 12
    EDGE = 13


_OF_CHARACTER = {
    character: mark
    for characters, mark in (
        (",", Mark.COMMA), ("–—―−", Mark.DASH), (":", Mark.COLON), (";", Mark.SEMICOLON), (".!?…", Mark.STOP),
        ("«„“", Mark.OPENING_QUOTE), ("»”", Mark.CLOSING_QUOTE), ("([", Mark.OPENING_BRACKET),
        (")]", Mark.CLOSING_BRACKET), ("\n", Mark.LINE_END),
    )
    for character in characters
}  # fmt: skip
_OF_JOINT = {Joint.APART: 0, Joint.JOINED: 1 << Mark.JOINED, Joint.HYPHEN: 1 << Mark.HYPHEN}


@dataclass(frozen=True, slots=True)
class Token:
    """A word (or a half of one), a number, a sign; ``start`` and ``end`` count in the paragraph."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``gaps[i]`` are the marks before ``tokens[i]`` as bits, ``gaps[i + 1]`` those after it; one gap more than tokens.

    ``joints[i]`` is how ``tokens[i]`` stands to the token after it, ``ways[i]`` how the two might be written as well
    (one way alone where there is no choice).
    """

    text: str
    tokens: tuple[Token, ...]
    gaps: tuple[int, ...]
    joints: tuple[Joint, ...]
    ways: tuple[frozenset[Joint], ...]


def read_paragraph(text: str) -> Paragraph:
    """``text`` as tokens and gaps."""
    tokens: list[Token] = []
    gaps: list[int] = []
    at = [Joint.APART]  # before each token
    end = 0
    for found in _TOKEN.finditer(text):
        start, stop = found.span()
        gaps.append(marks_of(text[end:start]))
        at.append(Joint.HYPHEN if text[end:start] == "-" and tokens else Joint.APART)
        word = found.group()
        halves = divide(fold(word)) if word[0] not in "№%§" else None
        if halves is None:
            tokens.append(Token(word, start, stop))
        else:
            first, second, joint = halves
            tokens.append(Token(word[: len(first)], start, start + len(first)))
            tokens.append(Token(word[-len(second) :], stop - len(second), stop))
            gaps.append(_OF_JOINT[joint])
            at.append(joint)
        end = stop
    gaps.append(marks_of(text[end:]))
    gaps[0] |= 1 << Mark.EDGE
    gaps[-1] |= 1 << Mark.EDGE
    between = (*at[2:], Joint.APART)[: len(tokens)]
    ways = []
    for number, joint in enumerate(between):
        plain = number + 1 < len(tokens) and not gaps[number + 1] & ~(_OF_JOINT[Joint.JOINED] | _OF_JOINT[Joint.HYPHEN])
        ways.append(joints(fold(tokens[number].text), fold(tokens[number + 1].text)) | {joint} if plain else {joint})
    return Paragraph(text, tuple(tokens), tuple(gaps), tuple(between), tuple(map(frozenset, ways)))


@lru_cache(maxsize=4096)
def marks_of(between: str) -> int:
    """The marks in ``between``, the text between two words, as bits."""
    if between == "-":
        return 1 << Mark.HYPHEN
    bits = 0
    for number, character in enumerate(between):
        if character == '"':
            is_opening = number + 1 == len(between) or between[number + 1] not in " .,;:)"
            bits |= 1 << (Mark.OPENING_QUOTE if is_opening else Mark.CLOSING_QUOTE)
        elif character == "-":
            bits |= 1 << Mark.DASH
        elif not character.isspace() or character == "\n":
            bits |= 1 << _OF_CHARACTER.get(character, Mark.OTHER)
    return bits


@lru_cache(maxsize=WORDS_KEPT)
def fold(word: str) -> str:
    """What the tagger knows ``word`` by: small letters, е for ё; a number by what it asks of the noun after it."""
    if word[0].isdigit():
        if not word.isdigit():
            return "#0"
        if _YEAR.fullmatch(word):
            return "#year"
        tail = int(word[-2:])
        unit = tail % 10 if tail // 10 != 1 else 0
        return "#1" if unit == 1 else "#2" if unit in (2, 3, 4) else "#5"
    if word[0].isascii():
        return "@"
    return word.lower().replace("ё", "е")
