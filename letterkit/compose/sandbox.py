"""The Jinja that templates of letters get: a short list of constructs, our filters, nothing to call.

Growth is bounded by what may be written, not by a clock: no calls, no arithmetic, no assignment, no macros, loops at
most two deep and only over lists that came with the card (letterkit.compose.bounds).
"""

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Template, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from letterkit.compose.bounds import (
    DEEPEST,
    DEEPEST_LOOP,
    MOST_ROWS,
    MOST_SOURCE,
    MOST_TEXT,
    BoundedTemplate,
    TooMuchText,
    demand_no_seals,
    demand_shallow,
    demand_short_tags,
)
from letterkit.compose.filters import FILTERS, FilterFault, printable
from letterkit.compose.ledger import Ledger, TooManyValues, current_ledger
from letterkit.core.errors import TemplateError
from letterkit.core.people import Person

# Characters of compiled sources to be remembered: some hundreds of blanks and texts, and no more than a few long ones.
_MOST_REMEMBERED = 20_000_000

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem,
    nodes.Filter, nodes.Test, nodes.If, nodes.For, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.Concat, nodes.Keyword,
)  # fmt: skip
_TESTS = ("defined",)


class ForbiddenConstruct(TemplateSyntaxError):
    """A construct that is good Jinja and has no place in a letter."""


class LetterSandbox(SandboxedEnvironment):
    """Compiles each text once; every printed value goes through ``seal``."""

    template_class = BoundedTemplate

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, keep_trailing_newline=True)
        self.globals.clear()
        self.filters = {**FILTERS, "_seal": _seal, "_text": _text, "_rows": _rows}
        self.tests = {name: self.tests[name] for name in _TESTS}
        self._compiled: dict[str, Template] = {}
        self._remembered = 0

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:
        """As Jinja's own, remembered: blanks are few and letters many."""
        if not isinstance(source, str):
            return super().from_string(source, globals, template_class)
        made = self._compiled.get(source)
        if made is None:
            made = super().from_string(source, globals, template_class)
            if self._remembered > _MOST_REMEMBERED:
                self._compiled, self._remembered = {}, 0
            self._compiled[source] = made
            self._remembered += len(source)
        return made

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > MOST_SOURCE:
            raise TemplateError("template.too-large", size=len(source), limit=MOST_SOURCE)
        demand_short_tags(self.lex(source, name, filename))
        tree = super()._parse(source, name, filename)
        demand_shallow(tree)
        _admit(tree, 0)
        _wrap(tree)
        return tree


@cache
def sandbox() -> LetterSandbox:
    """The one sandbox of this process."""
    return LetterSandbox()


def run(source: str, context: Mapping[str, Any], *, file: str, first_line: int = 1) -> str:
    """``source`` rendered with ``context``; the text holds marks of the ledger in force instead of values.

    Raises TemplateError (see ``template_error``) with the line of ``file`` on which the fault stands.
    """
    try:
        demand_no_seals(source)
        return sandbox().from_string(source).render(context)
    except Exception as fault:
        raise template_error(fault, file=file, first_line=first_line) from fault


def template_error(fault: Exception, *, file: str, first_line: int = 1) -> TemplateError:
    """What went wrong in a template, in our words.

    Codes: ``template.syntax``, ``template.forbidden``, ``template.unknown-field``, ``template.empty-value``,
    ``template.not-text``, ``template.filter``, ``template.too-large``, ``template.failed``, and those of ``bounds``.
    """
    if isinstance(fault, TemplateError):
        line = fault.line + first_line - 1 if fault.line and fault.file is None else fault.line
        return TemplateError(fault.code, file=fault.file or file, line=line, column=fault.column, **fault.details)
    if isinstance(fault, ForbiddenConstruct):
        return TemplateError("template.forbidden", file=file, line=fault.lineno + first_line - 1, what=fault.message)
    if isinstance(fault, TemplateSyntaxError):
        return TemplateError("template.syntax", file=file, line=fault.lineno + first_line - 1, problem=fault.message)
    seen = _line_of(fault)
    line = seen + first_line - 1 if seen else None
    if isinstance(fault, UndefinedError):
        return TemplateError("template.unknown-field", file=file, line=line, name=_quoted_name(str(fault)))
    if isinstance(fault, FilterFault):
        return TemplateError(
            "template.filter", file=file, line=line, filter=fault.filter, value=fault.value, why=fault.why
        )
    if isinstance(fault, TooMuchText):
        return TemplateError("template.too-large", file=file, line=line, limit=MOST_TEXT)
    if isinstance(fault, RecursionError):
        return TemplateError("template.too-deep", file=file, line=line, limit=DEEPEST)
    if isinstance(fault, (TooManyValues, MemoryError)):
        return TemplateError("template.too-large", file=file, line=line, limit=MOST_ROWS)
    if isinstance(fault, SecurityError):
        return TemplateError("template.forbidden", file=file, line=line, what=str(fault))
    return TemplateError("template.failed", file=file, line=line, problem=f"{type(fault).__name__}: {fault}")


def _admit(node: nodes.Node, depth: int) -> None:
    if not isinstance(node, _ALLOWED):
        raise ForbiddenConstruct(type(node).__name__, getattr(node, "lineno", 1) or 1)
    if isinstance(node, nodes.For):
        depth += 1
        if depth > DEEPEST_LOOP or node.recursive:
            raise ForbiddenConstruct("For in For" if depth > DEEPEST_LOOP else "recursive", node.lineno)
    if isinstance(node, (nodes.Name, nodes.Filter, nodes.Test)) and node.name.startswith("_"):
        raise ForbiddenConstruct(node.name, node.lineno)
    for child in node.iter_child_nodes():
        _admit(child, depth)


def _wrap(tree: nodes.Template) -> None:
    """Put ``seal`` around everything printed, ``text`` around what ``~`` joins, ``rows`` around what loops go over."""
    for output in tree.find_all(nodes.Output):
        output.nodes = [
            node if isinstance(node, nodes.TemplateData) else _through("_seal", node) for node in output.nodes
        ]
    for joined in tree.find_all(nodes.Concat):
        joined.nodes = [_through("_text", node) for node in joined.nodes]
    for loop in tree.find_all(nodes.For):
        loop.iter = _through("_rows", loop.iter)


def _through(name: str, node: nodes.Node) -> nodes.Filter:
    arguments = [nodes.Const(_name_of(node)), nodes.Const(node.lineno)]
    made = nodes.Filter(node, name, arguments, [], None, None)
    made.set_lineno(node.lineno)
    return made


def _name_of(node: nodes.Node) -> str:
    """The name that a person would know ``node`` by: «reply.title» for ``{{ reply.title | lower_first }}``."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_name_of(node.node)}.{node.attr}"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return _name_of(node.node)
    if isinstance(node, nodes.Const):
        return str(node.value)
    inner = next(node.find_all((nodes.Name, nodes.Getattr)), None)
    return type(node).__name__ if inner is None else _name_of(inner)


def _text(value: object, name: str, line: int) -> str:
    if isinstance(value, Undefined):
        raise TemplateError("template.unknown-field", line=line, name=name)
    if value is None:
        raise TemplateError("template.empty-value", line=line, name=name)
    if isinstance(value, bool) or not isinstance(value, (str, int, datetime.date, Person)):
        raise TemplateError("template.not-text", line=line, name=name, kind=type(value).__name__)
    return printable(value)


@pass_context  # Jinja runs such a filter for every letter, and never once and for all on a constant.
def _seal(_: Context, value: object, name: str, line: int) -> str:
    text = _text(value, name, line)
    ledger = current_ledger() or Ledger()
    return ledger.seal(text, name)


def _rows(value: object, name: str, line: int) -> object:
    if isinstance(value, Undefined):
        raise TemplateError("template.unknown-field", line=line, name=name)
    if value is None:
        return ()
    if not isinstance(value, (list, tuple)):
        raise TemplateError("template.not-a-list", line=line, name=name)
    if len(value) > MOST_ROWS:
        raise TemplateError("template.too-large", line=line, limit=MOST_ROWS)
    return value


def _line_of(fault: Exception) -> int | None:
    """The line of the template on which ``fault`` was raised: Jinja rewrites tracebacks to point there."""
    trace, line = fault.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _quoted_name(message: str) -> str:
    parts = message.split("'")
    return parts[-2] if len(parts) >= 3 else message
