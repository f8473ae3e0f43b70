"""Lines and columns of the letter's text, as an editor counts them."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Lines:
    """Lines of ``text`` end with LF, CR LF or a lone CR; lines and columns are 1-based, columns count code points."""

    text: str

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts = [0]
        for offset, character in enumerate(self.text):
            if character == "\n" or (character == "\r" and self.text[offset + 1 : offset + 2] != "\n"):
                starts.append(offset + 1)
        return tuple(starts)

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column of ``offset``; the end of the text has a place too."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, line: int) -> tuple[int, int]:
        """Start and end of ``line`` without its line end."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip("\r\n"))

    def texts(self) -> list[str]:
        """Every line without its line end."""
        return [self.text[start:end] for start, end in map(self.span, range(1, len(self._starts) + 1))]
