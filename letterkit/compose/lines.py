"""Text written by hand, a paragraph a line, each printed character tied to the place it was typed at.

What is printed differs from what was typed: marks of lists and questions are set or taken off, spaces at the ends are
dropped, some spaces and hyphens are made such as do not break, signs that no reader sees are left out.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.compose.ledger import CLOSE, OPEN
from letterkit.compose.prose import Beginning, RowKind, beginning
from letterkit.compose.typography import unbroken_text
from letterkit.russian.clean import control_free

# The same breaks that control_free makes line feeds of.
_LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A paragraph: its ``words`` and how they are printed; ``printed[i]`` was typed at ``begins[i]`` up to ``ends[i]``.

    Places count in code points of the whole text as typed.
    """

    kind: RowKind
    words: str
    printed: str
    begins: Sequence[int]
    ends: Sequence[int]


@dataclass(frozen=True, slots=True)
class _TypedText:
    """``text`` and where each character of it was typed."""

    text: str
    begins: Sequence[int]
    ends: Sequence[int]

    def part(self, start: int, end: int) -> "_TypedText":
        return _TypedText(self.text[start:end], self.begins[start:end], self.ends[start:end])

    def strip(self) -> "_TypedText":
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))


def fit(text: str) -> str:
    """``text`` as it may stand in a letter: nothing that no reader sees, nothing that seals values."""
    return control_free(text).replace(OPEN, "").replace(CLOSE, "")


def lines_of(text: str) -> tuple[TypedLine, ...]:
    """The paragraphs of ``text``, one a line; lines without words are none."""
    found = (_line(_clean_line(match[0], match.start())) for match in _LINE.finditer(text))
    return tuple(line for line in found if line is not None)


def _line(typed: _TypedText) -> TypedLine | None:
    typed = typed.strip()
    begun = beginning(typed.text)
    rest = typed.part(begun.end, len(typed.text)).strip()
    if not rest.text:
        return None
    words = _with_mark(begun, typed, rest) if begun.mark else rest
    shown = _align_printed(words, unbroken_text(words.text))
    return TypedLine(begun.kind, words.text, shown.text, shown.begins, shown.ends)


def _with_mark(begun: Beginning, typed: _TypedText, rest: _TypedText) -> _TypedText:
    """The item with its mark as printed: every sign of it, and one space, stand for what was typed before the words."""
    length = len(begun.mark)
    return _TypedText(
        f"{begun.mark} {rest.text}",
        (*typed.begins[:length], typed.ends[length - 1], *rest.begins),
        (*typed.ends[:length], rest.begins[0], *rest.ends),
    )


def _clean_line(line: str, start: int) -> _TypedText:
    """``line`` without what cannot stand in a letter; tabs, which nothing in a paragraph lines up with, are spaces."""
    line = line.replace("\t", " ")
    if fit(line) == line:
        return _TypedText(line, range(start, start + len(line)), range(start + 1, start + len(line) + 1))
    text, begins, ends = "", [], []
    for at, cluster in _clusters(line):
        made = fit(cluster)
        text += made
        begins += [start + at] * len(made)
        ends += [start + at + len(cluster)] * len(made)
    return _TypedText(text, begins, ends)


def _clusters(line: str) -> Iterator[tuple[int, str]]:
    """Letters with all that hangs on them: marks to be composed with them, signs that no reader sees.

    Nothing hangs on a space.
    """
    start = 0
    for at, sign in enumerate(line):
        if at > start and (line[start].isspace() or (not unicodedata.combining(sign) and fit(sign))):
            yield start, line[start:at]
            start = at
    yield start, line[start:]


def _align_printed(words: _TypedText, printed: str) -> _TypedText:
    """``words`` as ``printed``: the same signs in the same order, spaces between them perhaps fewer."""
    if len(printed) == len(words.text):
        return _TypedText(printed, words.begins, words.ends)
    begins, ends, at = [], [], 0
    for run in re.finditer(r"\s+|\S", printed):
        gap = at
        while at < len(words.text) and words.text[at].isspace():
            at += 1
        if not run[0].isspace():
            begins.append(words.begins[at])
            ends.append(words.ends[at])
            at += 1
        elif len(run[0]) == at - gap:
            begins += words.begins[gap:at]
            ends += words.ends[gap:at]
        else:
            begins += [words.begins[gap]] * len(run[0])
            ends += [words.ends[at - 1]] * len(run[0])
    return _TypedText(printed, begins, ends)
