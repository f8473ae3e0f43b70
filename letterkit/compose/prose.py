"""The little Markdown of reply texts: paragraphs, lists with «-» or «1.», and «>» for the citizen's own question.

Nothing else is markup: an asterisk or a hash stays what it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

RowKind = Literal["text", "item", "question"]
# Word sets a non-breaking space after the mark of an item now and then.
_BULLET = re.compile(r"^ {0,3}[-–—•*][ \u00a0]+(?=\S)")
_NUMBER = re.compile(r"^ {0,3}(\d{1,2}[.)])[ \u00a0]+(?=\S)")
_QUESTION = re.compile(r"^ {0,3}>[ \u00a0]?")


@dataclass(frozen=True, slots=True)
class ProseRow:
    """One paragraph of a letter; an ``item`` carries its dash or number. ``keep``: not to be torn from the next."""

    kind: RowKind
    text: str
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Beginning:
    """A line's kind, its ``mark`` as letters print it (nothing for text and questions), and where its words start."""

    kind: RowKind
    mark: str
    end: int


def parse(text: str, expand: Callable[[str], str | None] = lambda _: None) -> tuple[ProseRow, ...]:
    """The rows of ``text``; ``expand`` may give a longer text for a paragraph that is nothing but one value."""
    rows: list[ProseRow] = []
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        lines = [line for line in block.split("\n") if line.strip()]
        if not lines:
            continue
        longer = expand(lines[0].strip()) if len(lines) == 1 else None
        rows.extend(parse(longer) if longer is not None else _block(lines))
    return tuple(rows)


def _block(lines: list[str]) -> Iterator[ProseRow]:
    kind: RowKind = "text"
    words: list[str] = []
    for line in lines:
        begun = beginning(line)
        if begun.kind != "text" and words and not (begun.kind == kind == "question"):
            yield _row(kind, words)
            words = []
        if begun.kind != "text":
            kind = begun.kind
        words.append(f"{begun.mark} {line[begun.end :].strip()}" if begun.mark else line[begun.end :].strip())
    yield _row(kind, words)


def beginning(line: str) -> Beginning:
    """What ``line`` begins: an item with its dash or number, a question, or text without a mark."""
    if match := _BULLET.match(line):
        return Beginning("item", "–", match.end())
    if match := _NUMBER.match(line):
        return Beginning("item", match[1], match.end())
    if match := _QUESTION.match(line):
        return Beginning("question", "", match.end())
    return Beginning("text", "", 0)


def _row(kind: RowKind, words: list[str]) -> ProseRow:
    return ProseRow(kind, " ".join(" ".join(words).split(" ")).strip())
