"""The words of a paragraph taken whole: «незаконный» is two tokens for the tagger, one word for the dictionary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.language.joints import Joint
from letterkit.language.tokens import Mark, Paragraph, fold
from letterkit.russian.abbreviations import HOUSES, REGIONS, STREETS, TOWNS

ENDS = sum(
    1 << mark
    for mark in (
        Mark.COMMA, Mark.DASH, Mark.COLON, Mark.SEMICOLON, Mark.STOP, Mark.OPENING_BRACKET, Mark.CLOSING_BRACKET,
        Mark.OPENING_QUOTE, Mark.CLOSING_QUOTE, Mark.LINE_END, Mark.EDGE,
    )
)  # fmt: skip
"""Marks that end a clause, most often."""
STOPS = 1 << Mark.STOP | 1 << Mark.SEMICOLON | 1 << Mark.LINE_END | 1 << Mark.EDGE
"""Marks that end a sentence or what is as good as one."""

_SHORTENED = frozenset((*STREETS, *TOWNS, *REGIONS, *HOUSES))


@dataclass(frozen=True, slots=True)
class WholeWord:
    """A word in small letters, е for ё; its last token, number ``token``, has the forms."""

    low: str
    start: int
    end: int
    token: int
    before: str
    """What the tokens before the last have of ``low``."""
    gap_before: int
    gap_after: int
    """The marks around it, as bits."""


def whole_words(paragraph: Paragraph) -> Iterator[WholeWord]:
    """The words of ``paragraph``, halves put together."""
    first = 0
    for at, token in enumerate(paragraph.tokens):
        if paragraph.joints[at] is Joint.APART:
            start = paragraph.tokens[first].start
            low = fold(paragraph.text[start : token.end])
            before = low[: token.start - start]
            yield WholeWord(low, start, token.end, at, before, paragraph.gaps[first], paragraph.gaps[at + 1])
            first = at + 1


def cut(words: Sequence[WholeWord], places: range, marks: int) -> Iterator[range]:
    """``places`` of ``words`` in pieces that end at ``marks``."""
    first = places.start
    for at in places:
        if words[at].gap_after & marks:
            yield range(first, at + 1)
            first = at + 1


def sentences_of(words: Sequence[WholeWord]) -> list[range]:
    """The places of ``words`` in sentences, or in what is as good as one."""
    found, first = [], 0
    for at, word in enumerate(words):
        is_shortened = word.low in _SHORTENED or len(word.low) == 1  # «на ул. Лесной», «Н. А. Петров»
        if word.gap_after & STOPS and not (is_shortened and word.gap_after == 1 << Mark.STOP):
            found.append(range(first, at + 1))
            first = at + 1
    return found
