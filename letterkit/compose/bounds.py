"""How much a template of a letter may be and make: by what it says, and by what comes out while it runs.

A letter has two pages. These bounds are far above any honest blank or reply text and far below what a machine minds.
"""

from collections.abc import Iterable
from typing import Any

from jinja2 import Template, nodes

from letterkit.compose.ledger import CLOSE, OPEN
from letterkit.core.errors import TemplateError

MOST_SOURCE = 2_000_000
MOST_ROWS = 1000
DEEPEST_LOOP = 2
# Tags of one source: a blank has about sixty, docxtpl and Jinja take a second for three thousand.
MOST_TAGS = 3000
# Characters between the braces: a condition of ten names has two hundred.
LONGEST_TAG = 1000
# Brackets, conditions and filters inside one another: Jinja and Python follow them by recursion.
DEEPEST = 60
# Characters of one finished text, in XML for a blank: a letter of a hundred pages.
MOST_TEXT = 8_000_000

# Tokens of jinja2.Environment.lex that open and close a tag.
_OPENS = frozenset({"variable_begin", "block_begin", "comment_begin"})
_CLOSES = frozenset({"variable_end", "block_end", "comment_end"})


class TooMuchText(Exception):
    """A loop goes round and round a long text."""


class BoundedTemplate(Template):
    """A template that stops when it has made more text than any letter has."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """As Jinja's own; raises TooMuchText."""
        made: list[str] = []
        length = 0
        for piece in self.generate(*args, **kwargs):
            made.append(piece)
            length += len(piece)
            if length > MOST_TEXT:
                raise TooMuchText
        return "".join(made)


def demand_no_seals(source: str) -> None:
    """Pass words that hold no sign of ours: a template's own would pass for values of the letter.

    Raises TemplateError ``template.sealing-sign`` with its line.
    """
    for sign in (OPEN, CLOSE):
        if (at := source.find(sign)) >= 0:
            line = source.count("\n", 0, at) + 1
            raise TemplateError("template.sealing-sign", line=line, sign=f"U+{ord(sign):04X}")


def demand_short_tags(tokens: Iterable[tuple[int, str, str]]) -> None:
    """Pass the ``tokens`` of Jinja's lexer when its tags are few and short.

    Raises TemplateError ``template.too-many-tags``, ``template.tag-too-long``.
    """
    count, length, begins = 0, 0, 0
    words: list[str] = []
    for line, kind, text in tokens:
        if kind in _OPENS:
            count, length, begins, words = count + 1, 0, line, []
            if count > MOST_TAGS:
                raise TemplateError("template.too-many-tags", line=line, limit=MOST_TAGS)
        elif kind in _CLOSES:
            begins = 0
        elif begins:
            length += len(text)
            words.append(text)
            if length > LONGEST_TAG:
                tag = "".join(words).strip()[:40]
                raise TemplateError("template.tag-too-long", line=begins, tag=tag, limit=LONGEST_TAG)


def demand_shallow(node: nodes.Node, depth: int = 0) -> None:
    """Raises TemplateError ``template.too-deep`` for what stands too deep in one another."""
    if depth > DEEPEST:
        raise TemplateError("template.too-deep", line=node.lineno, limit=DEEPEST)
    for child in node.iter_child_nodes():
        demand_shallow(child, depth + 1)
