"""The words of an HTML page or message, one line a block, as a reader sees them."""

from lxml import etree

_HIDDEN = frozenset("head script style title template noscript svg object iframe".split())
_BLOCKS = frozenset(
    "p div tr li ul ol table blockquote h1 h2 h3 h4 h5 h6 hr pre section article header footer dl dt dd form".split()
)
_APART = frozenset("p table blockquote ul ol h1 h2 h3 h4 h5 h6 pre".split())
"""What has white before and after it."""
_CELLS = frozenset(("td", "th"))


def text_of_markup(markup: str) -> str:
    """The text of ``markup``, however broken: blocks on lines of their own, paragraphs apart, hidden parts left out."""
    reader = _Reader()
    parser = etree.HTMLParser(target=reader, encoding="utf-8", recover=True, remove_comments=True, no_network=True)
    try:
        parser.feed(markup.encode("utf-8", "replace"))
        told: str = parser.close()
    except (etree.LxmlError, AssertionError):  # nested deeper than the parser goes: what was met until then is told
        told = reader.close()
    return told


class _Reader:
    """What lxml tells of tags and words as it meets them; nothing is kept but the lines, each in pieces."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]
        self._hidden = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "br":
            self._lines.append([])
        elif tag in _BLOCKS:
            self._break(apart=tag in _APART)
        elif tag in _CELLS:
            self._lines[-1].append(" ")

    def end(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS:
            self._break(apart=tag in _APART)

    def data(self, words: str) -> None:
        if not self._hidden:
            self._lines[-1].append(words)

    def close(self) -> str:
        lines = [" ".join("".join(pieces).split()) for pieces in self._lines]
        kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
        return "\n".join(kept).strip()

    def _break(self, *, apart: bool) -> None:
        """A new line where one has begun; ``apart``: one more, which stays empty."""
        if any(not piece.isspace() for piece in self._lines[-1]):
            self._lines.append([])
        if apart and len(self._lines) > 1 and self._lines[-2]:
            self._lines.append([])
