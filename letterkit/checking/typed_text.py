"""Places of a composed letter in the text that a person typed in the editor, and mends as they can be typed there."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from letterkit.compose import WrittenLetter

_BREAK = re.compile(r"\n+")


class TypedPlaces:
    """Leads from ``text``, the letter as read back from its file, to ``typed``, what stands in the editor.

    Only the paragraphs typed lead anywhere: the rest of the letter comes from the card and the blank.
    """

    def __init__(self, text: str, typed: str, written: WrittenLetter) -> None:
        self._text = text
        self._typed = typed
        self._lines = written.lines
        self._starts = _starts(text, written)

    def span(self, start: int | None, end: int | None) -> tuple[int, int] | None:
        """Where ``text[start:end]`` was typed, in code points; None for what was not typed, or not all of it."""
        if start is None or end is None or not self._starts:
            return None
        last = self._starts[-1] + len(self._lines[-1].printed)
        if not self._starts[0] <= start <= end <= last:
            return None
        if start == end:
            place = self._lines[-1].ends[-1] if start == last else self._begin(start)
            return place, place
        return self._begin(start), self._end(end - 1)

    def mend(self, words: str, start: int, end: int) -> str | None:
        """``words``, which can stand in the place of ``text[start:end]``, as they are typed in the place of its span.

        Between paragraphs stand the breaks and the marks that were typed there. None when paragraphs are divided anew.
        """
        crossed = [match.span() for match in _BREAK.finditer(self._text, start, end)]
        pieces = _BREAK.split(words)
        if not crossed or len(pieces) == 1:
            return words
        if len(pieces) != len(crossed) + 1:
            return None
        made = pieces[0]
        for (here, there), piece in zip(crossed, pieces[1:], strict=True):
            made += self._typed[self._begin(here) : self._end(there - 1)] + piece
        return made

    def _begin(self, offset: int) -> int:
        """Where the character at ``offset`` begins; a break begins where the words before it end."""
        line, at = self._at(offset)
        typed = self._lines[line]
        return typed.begins[at] if at < len(typed.printed) else typed.ends[-1]

    def _end(self, offset: int) -> int:
        """Where the character at ``offset`` ends; a break, with the mark of a question, ends where words begin."""
        line, at = self._at(offset)
        typed = self._lines[line]
        return typed.ends[at] if at < len(typed.printed) else self._lines[line + 1].begins[0]

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset) - 1
        return line, offset - self._starts[line]


def _starts(text: str, written: WrittenLetter) -> Sequence[int]:
    """Where the paragraphs typed begin in ``text``: they follow the salutation, one after another."""
    paragraphs = [(match.start(), match[0]) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    shown = [paragraph for _, paragraph in paragraphs]
    wanted = [line.printed for line in written.lines]
    after = shown.index(written.salutation) + 1 if written.salutation in shown else 0
    for first in range(after, len(shown) - len(wanted) + 1):
        if wanted and shown[first : first + len(wanted)] == wanted:
            return [start for start, _ in paragraphs[first : first + len(wanted)]]
    return ()
