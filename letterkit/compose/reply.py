"""From a reply text and a card to the words of a letter: its title and its paragraphs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from letterkit.compose import prose
from letterkit.compose.addressee import lower_you
from letterkit.compose.catalogue import ReplyText
from letterkit.compose.ledger import CLOSE, MARK, OPEN, Ledger, opened_ledger
from letterkit.compose.sandbox import run
from letterkit.core.errors import TemplateError

# Characters of 14-point text on a line of 165 mm; three lines of text must stand with the signature.
LINE_CHARS = 74
KEPT_LINES = 3
# A longer paragraph is let to break between pages rather than leave a page half empty.
LONGEST_KEPT = 9 * LINE_CHARS
_LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """The words of one reply; ``ledger`` knows every value printed and the forms it was put into."""

    title: str
    rows: tuple[prose.ProseRow, ...]
    ledger: Ledger


def words_of(reply: ReplyText, context: Mapping[str, Any], *, title: str | None, several: bool) -> ReplyWords:
    """``reply`` filled with ``context``; ``title``, when given, stands instead of the reply's own.

    Raises TemplateError as ``sandbox.run``, ``template.leftover``, ``reply.empty``.
    """
    with opened_ledger() as ledger:
        sealed_title = run(reply.head.title, context, file=reply.file)
        sealed = run(reply.source, context, file=reply.file, first_line=reply.first_line)
        if several:
            sealed = lower_you(sealed, ledger)
        left = _LEFTOVER.search(sealed)
        if left:
            raise TemplateError("template.leftover", file=reply.file, mark=left[0])
        rows = tuple(
            replace(row, text=_one_line(ledger.open_marks(row.text)))
            for row in prose.parse(sealed, lambda text: _whole(text, ledger))
        )
    rows = tuple(row for row in rows if row.text)
    if not rows:
        raise TemplateError("reply.empty", file=reply.file)
    own_title = _one_line(ledger.open_marks(sealed_title)).rstrip(".")
    return ReplyWords(title or own_title, kept_together(rows), ledger)


def kept_together(rows: tuple[prose.ProseRow, ...]) -> tuple[prose.ProseRow, ...]:
    """The last lines kept with the signature, questions with their answers, «…:» with the first item of its list."""
    made = list(rows)
    lines = 0
    for index in range(len(made) - 1, -1, -1):
        row = made[index]
        short = len(row.text) <= LONGEST_KEPT
        leads = row.kind == "question" or (row.text.endswith(":") and index + 1 < len(made))
        made[index] = replace(row, keep=short and (leads or lines < KEPT_LINES))
        lines += -(-len(row.text) // LINE_CHARS)
    return tuple(made)


def _whole(text: str, ledger: Ledger) -> str | None:
    """The value behind ``text`` when the paragraph is that value and nothing else, with its own paragraphs."""
    match = MARK.fullmatch(text)
    if match is None:
        return None
    value = ledger.values[int(match[1])]
    return value if "\n" in value else None


def _one_line(text: str) -> str:
    return " ".join(text.replace(OPEN, "").replace(CLOSE, "").split(" ")).replace("\n", " ").strip()
