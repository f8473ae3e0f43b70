"""Where an appeal begins to tell and where it ends: its head, its story, its close."""

from dataclasses import dataclass

import regex

from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.values import Span
from letterkit.russian.morph import parses

_LINE = regex.compile(r"[^\n]+")
_WORD = regex.compile(r"\p{L}+(?:-\p{L}+)*")
_GREETING = regex.compile(
    r"(?i)^\W*(?:уважаем\p{L}+|здравствуй\p{L}*|добр(?:ый|ого|ое) (?:день|дня|вечер|вечера|утро|времени)\p{L}*|"
    r"приветству\p{L}+|доброго|глубокоуважаем\p{L}+)"
)
_SIGNS = regex.compile(
    r"(?i)^\W*(?:с\s+(?:глубоким\s+|искренним\s+)?уважением|заранее\s+(?:спасибо|благодар)|"
    r"приложени|прилага)"
)
_IN_BRACKETS = regex.compile(r"\([^()]*\)")
_FEW = 4
_LABELS_OF_TEXT = frozenset((Label.TEXT,))


@dataclass(frozen=True, slots=True)
class Zones:
    """``story`` is the stretch that tells; what is before it is the head, what is after it the close."""

    story: Span

    def in_head(self, start: int) -> bool:
        """Whether ``start`` stands before the story."""
        return start < self.story[0]

    def in_close(self, start: int) -> bool:
        """Whether ``start`` stands after the story."""
        return start >= self.story[1]


def zones(text: str, labelled: tuple[LabelledLine, ...]) -> Zones:
    """The zones of ``text``: the story goes from the first line that tells something to the last one."""
    labels = {line.start: line for line in labelled}
    telling = [
        match.span() for match in _LINE.finditer(text) if not _is_labelled(match.span(), labels) and _tells(match[0])
    ]
    texts = [line for line in labelled if line.label in _LABELS_OF_TEXT]
    starts = [*(line.at for line in texts[:1]), *(start for start, _ in telling[:1])]
    ends = [*(end for _, end in telling[-1:]), *(line.end for line in texts[-1:])]
    if not starts:
        return Zones((0, len(text)))
    return Zones((min(starts), max(ends)))


def _is_labelled(span: Span, labels: dict[int, LabelledLine]) -> bool:
    return any(span[0] <= start < span[1] and line.label not in _LABELS_OF_TEXT for start, line in labels.items())


def _tells(line: str) -> bool:
    """Whether a line is of the story: it has a verb, or is a long line of a sentence; greetings and closes are not."""
    if _SIGNS.match(line) or (_GREETING.match(line) and len(line) < 60):
        return False
    words = [match[0] for match in _WORD.finditer(_IN_BRACKETS.sub(" ", line))]  # «Ким А. В. (ответ слать ему)» signs
    return len(words) >= _FEW and any(_is_verb(word) for word in words)


def _is_verb(word: str) -> bool:
    read = parses(word.lower())
    return read[0].tag.POS in ("VERB", "INFN", "PRTS", "PRED") and read[0].is_known and len(word) > 2
