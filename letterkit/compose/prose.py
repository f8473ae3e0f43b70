"""The little Markdown of reply texts: paragraphs, lists with «-» or «1.», and «>» for the citizen's own question.

Nothing else is markup: an asterisk or a hash stays what it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

RowKind = Literal["text", "item", "question"]
_BULLET = re.compile(r"^ {0,3}[-–—•*] +(?=\S)")
_NUMBER = re.compile(r"^ {0,3}(\d{1,2}[.)]) +(?=\S)")
_QUESTION = re.compile(r"^ {0,3}> ?")


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of a letter; an ``item`` carries its dash or number. ``keep``: not to be torn from the next."""

    kind: RowKind
    text: str
    keep: bool = False


def parse(text: str, expand: Callable[[str], str | None] = lambda _: None) -> tuple[Row, ...]:
    """The rows of ``text``; ``expand`` may give a longer text for a paragraph that is nothing but one value."""
    rows: list[Row] = []
    for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        lines = [line for line in block.split("\n") if line.strip()]
        if not lines:
            continue
        longer = expand(lines[0].strip()) if len(lines) == 1 else None
        rows.extend(parse(longer) if longer is not None else _block(lines))
    return tuple(rows)


def _block(lines: list[str]) -> Iterator[Row]:
    kind: RowKind = "text"
    words: list[str] = []
    for line in lines:
        started = _started(line)
        if started and words and not (started[0] == kind == "question"):
            yield _row(kind, words)
            words = []
        if started:
            kind = started[0]
        words.append(started[1] if started else line.strip())
    yield _row(kind, words)


def _started(line: str) -> tuple[RowKind, str] | None:
    """What ``line`` begins, and its words with the mark as letters print it; None for plain text."""
    if match := _BULLET.match(line):
        return "item", f"– {line[match.end() :].strip()}"
    if match := _NUMBER.match(line):
        return "item", f"{match[1]} {line[match.end() :].strip()}"
    if match := _QUESTION.match(line):
        return "question", line[match.end() :].strip()
    return None


def _row(kind: RowKind, words: list[str]) -> Row:
    return Row(kind, " ".join(" ".join(words).split(" ")).strip())
