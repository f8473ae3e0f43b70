"""What is proofread as a piece: a paragraph."""

import re
from collections.abc import Iterator

# A line that begins in lower case goes on with the sentence of the line before it (a file wrapped by hand, a PDF).
_UNIT = re.compile(r"\S[^\n]*(?:\n[ \t]*[а-яёa-z][^\n]*)*")


def units(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of ``text`` stand; blank lines belong to none."""
    return (match.span() for match in _UNIT.finditer(text))
