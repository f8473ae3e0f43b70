"""What is proofread as a piece: a paragraph."""

import re
from collections.abc import Iterator

# A line that begins in lower case goes on with the sentence of the line before it (a file wrapped by hand, a PDF).
_UNIT = re.compile(r"\S[^\n]*(?:\n[ \t]*[а-яёa-z][^\n]*)*")


def units(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of ``text`` stand; blank lines belong to none."""
    return (match.span() for match in _UNIT.finditer(text))


def unit_at(text: str, place: int) -> tuple[int, int]:
    """The paragraph of ``text`` that ``place`` is in; the whole of it when it is in none."""
    return next(((start, end) for start, end in units(text) if start <= place < end), (0, len(text)))
