"""What no letter has and a file may: a word, a gap or a paragraph without end, taken in pieces that are read in time.

Much that is asked of a word or a sentence grows with the square of its length, in every rule, in the language engine
and in the models alike; a bound here holds for all of them. All is still read: a paragraph of a book in several pieces,
of a word or a gap its beginning and its end.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator

from letterkit.core.letter import Part
from letterkit.russian.clean import CleanText

LONGEST_WORD = 100
"""Signs; the longest words of letters have some forty, addresses of sites are cut at their marks."""
LONGEST_GAP = 200
"""Blanks, or the same mark again and again: fill-in lines have a hundred."""
MOST_WORDS = 500
"""Words and marks of a paragraph read as one; the longest ones of letters have two hundred."""

_LONG = re.compile(rf"\s{{{LONGEST_GAP + 1},}}|([\W_])\1{{{LONGEST_GAP},}}|[\w'’-]{{{LONGEST_WORD + 1},}}")
_LONG_GAP = re.compile(rf"\s{{{LONGEST_GAP + 1}}}")
_WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
# Where a paragraph is best cut: after a line, after a sentence, after a word.
_CUTS = tuple(map(re.compile, (r"(\n)\s*", r"[.!?…][»”\")]*(\s)\s*", r"(\s)\s*")))


def shorten(cleaned: CleanText) -> CleanText:
    """``cleaned`` with the middle of endless words and gaps left out; places lead back to the whole of them."""
    text = cleaned.text
    if _LONG_GAP.search(text) is None and max(map(len, text.split()), default=0) <= LONGEST_WORD:
        return cleaned
    pieces: list[str] = []
    origin, ends = array("l"), array("l")
    cuts: list[int] = []
    done = 0
    for start, end in (*_middles(text), (len(text), len(text))):
        pieces.append(text[done:start])
        origin.extend(cleaned.origin[done:start])
        ends.extend(cleaned.ends[done:start])
        cuts.append(len(origin))
        done = end
    origin.append(cleaned.origin[-1])
    return CleanText("".join(pieces), origin, ends, tuple(cuts[:-1]))


def _middles(text: str) -> Iterator[tuple[int, int]]:
    """What is too much of each endless word or gap."""
    for found in _LONG.finditer(text):
        most = LONGEST_GAP if found[1] or found[0][0].isspace() else LONGEST_WORD
        yield found.start() + most // 2, found.end() - most // 2


def in_pieces(text: str, part: Part) -> Iterator[Part]:
    """``part`` of ``text`` as it is, or one of a book in pieces of at most ``MOST_WORDS`` words and marks."""
    start = part.start
    if part.end - start > MOST_WORDS:
        ends = [word.end() for word in _WORD_OR_MARK.finditer(text, start, part.end)]
        first = 0
        while len(ends) - first > MOST_WORDS:
            last = first + MOST_WORDS - 1
            stop, after = _cut(text, ends[last - MOST_WORDS // 2], ends[last])
            yield Part(part.role, start, stop, part.page)
            start, first = after, bisect_right(ends, stop)
    yield part if start == part.start else Part(part.role, start, part.end, part.page)


def _cut(text: str, first: int, last: int) -> tuple[int, int]:
    """Where between ``first`` and ``last`` a piece ends and the next one begins; after ``last`` as a last resort."""
    for pattern in _CUTS:
        *_, found = (None, *pattern.finditer(text, first, last))
        if found is not None:
            return found.start(1), found.end()
    return last, last
