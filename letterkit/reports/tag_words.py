"""The marks of a reply text as people read them: «Куда направлено · куда?», «если указано, почему туда», «иначе».

Nobody has to know braces to read a text: each mark is parsed as templates are, and told in words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jinja2 import nodes

from letterkit.compose.sandbox import sandbox
from letterkit.reports.given_words import counted_words, each_words, given_words
from letterkit.tables.fields import fields

MARK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_INNER = re.compile(r"\{[{%#]-?\s*(.*?)\s*-?[}%#]\}", re.DOTALL)
_LABEL_END = re.compile(r"\s*[(:;]|(?<=.{8}),\s")
_LABEL_LIMIT = 44

# What texts call otherwise than the card.
_SHORT_NAMES = {
    "appeal.subject": "subject",
    "appeal.questions": "questions",
    "reply.due_date": "due_date",
    "reply.attachments": "attachments",
    "reply.body": "body",
}
NAMES: Mapping[str, str] = {
    **{_SHORT_NAMES.get(path, path): words.tag for path, words in fields().items() if words.tag},
    "opening": "первый абзац: «Рассмотрев Ваше обращение…»",
    "contact": "кому позвонить с вопросами",
    "law": "Федеральный закон об обращениях",
    "subject_about": "предмет обращения: «о ремонте…»",
    "addressed": "орган, куда обратились",
    "came_to": "«поступившее в…»",
    "answered": "вопросы обращения с ответами",
    "office.name": "название органа",
    "office.short_name": "краткое название органа",
    "office.phone": "телефон органа",
    "office.email": "почта органа",
    "office.site": "сайт органа",
    "applicant": "заявитель",
    "executor.person": "исполнитель",
    "several": "заявителей несколько",
    "woman": "заявитель – женщина",
    "man": "заявитель – мужчина",
    "loop.last": "пункт последний",
    "loop.first": "пункт первый",
    "loop.index": "номер пункта",
}
"""What the card and the profile give every text (``compose.catalogue.RESERVED``)."""
_OF_ITEM = {"number": "номер вопроса", "question": "вопрос", "answer": "ответ на вопрос"}
FILTER_WORDS: Mapping[str, str] = {
    "genitive": "кого? чего?",
    "dative": "кому? чему?",
    "accusative": "кого? что?",
    "instrumental": "кем? чем?",
    "prepositional": "о ком? о чём?",
    "into": "куда?",
    "at": "где?",
    "about": "о чём?",
    "date_words": "12 мая 2024 г.",
    "date_digits": "12.05.2024",
    "plural": "слово при числе",
    "money": "с рублями",
    "initials": "с инициалами",
    "lower_first": "с маленькой буквы",
    "upper_first": "с большой буквы",
    "quote": "в кавычках",
    "no_dot": "без точки в конце",
    "sentence": "отдельным предложением",
    "join": "через запятую",
    "count": "сколько",
}
"""In which form a value is printed (``compose.filters.FILTERS``)."""
_SIGNS = {"gt": "больше", "gteq": "не меньше", "lt": "меньше", "lteq": "не больше", "eq": "ровно", "ne": "не"}
_FACTS: Mapping[str, str] = {
    "several": "заявитель один",
    "woman": "заявитель – не женщина",
    "man": "заявитель – не мужчина",
    "loop.last": "пункт не последний",
    "loop.first": "пункт не первый",
}
"""Names that say yes or no by themselves, and what they say when they say no."""


class MarkKind(StrEnum):
    """VALUE is printed; IF, ELSE and END are of a condition, LOOP and LOOP_END of a list; ODD cannot be read."""

    VALUE = "value"
    IF = "if"
    ELSE = "else"
    END = "end"
    LOOP = "loop"
    LOOP_END = "loop-end"
    NOTE = "note"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class DescribedMark:
    """One mark: ``words`` say what it does."""

    kind: MarkKind
    words: str


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """``text`` of the source as it is; ``describe_mark`` for a mark, None for words."""

    text: str
    told: DescribedMark | None = None


def pieces(source: str, labels: Mapping[str, str]) -> Iterator[SourcePiece]:
    """``source`` cut into words and marks; joined again they are ``source``. ``labels`` are those of its fields."""
    at = 0
    for match in MARK.finditer(source):
        if match.start() > at:
            yield SourcePiece(source[at : match.start()])
        yield SourcePiece(match[0], describe_mark(match[0], labels))
        at = match.end()
    if at < len(source):
        yield SourcePiece(source[at:])


def describe_mark(mark: str, labels: Mapping[str, str]) -> DescribedMark:
    """What ``mark`` («{{ … }}» or «{% … %}») does; what is no template is told as it stands."""
    match = _INNER.fullmatch(mark)
    inner = match[1] if match else mark
    if mark.startswith("{#"):
        return DescribedMark(MarkKind.NOTE, f"пометка: {inner}")
    try:
        if mark.startswith("{{"):
            return DescribedMark(MarkKind.VALUE, _value(_parse_expression(mark), labels))
        return _block(inner, labels)
    except Exception:  # whatever a person has typed between the braces
        return DescribedMark(MarkKind.ODD, inner or mark)


def short_label(label: str) -> str:
    """A label without its explanation: chips stand inside sentences."""
    short = _LABEL_END.split(label, maxsplit=1)[0]
    return short if len(short) <= _LABEL_LIMIT else f"{short[:_LABEL_LIMIT].rsplit(' ', 1)[0]}…"


def _block(inner: str, labels: Mapping[str, str]) -> DescribedMark:
    word, _, rest = inner.partition(" ")
    match word:
        case "if" | "elif":
            condition = _condition(_parse_expression(f"{{{{ {rest} }}}}"), labels)
            return DescribedMark(
                *((MarkKind.IF, condition) if word == "if" else (MarkKind.ELSE, f"иначе, {condition}"))
            )
        case "else":
            return DescribedMark(MarkKind.ELSE, "иначе")
        case "endif":
            return DescribedMark(MarkKind.END, "конец условия")
        case "endfor":
            return DescribedMark(MarkKind.LOOP_END, "конец перечня")
        case "for":
            _, _, many = rest.partition(" in ")
            listed = _value(_parse_expression(f"{{{{ {many} }}}}"), labels)
            return DescribedMark(MarkKind.LOOP, each_words(short_label(listed)))
    return DescribedMark(MarkKind.ODD, inner)


def _parse_expression(mark: str) -> nodes.Expr:
    """The expression printed by ``mark``, as the sandbox reads it (it wraps what is printed in filters of its own)."""
    [output] = sandbox().parse(mark).body
    assert isinstance(output, nodes.Output)
    return output.nodes[0]


def _value(node: nodes.Node, labels: Mapping[str, str]) -> str:
    if isinstance(node, nodes.Filter) and node.node is not None:
        inner = _value(node.node, labels)
        if node.name.startswith("_"):
            return inner
        if node.name == "plural":
            forms = " / ".join(str(each.value) for each in node.args if isinstance(each, nodes.Const))
            return f"{inner}: {forms}"
        return f"{inner} · {FILTER_WORDS[node.name]}"
    if isinstance(node, nodes.Name):
        return NAMES.get(node.name) or short_label(labels.get(node.name, "")) or _item(node.name)
    if isinstance(node, nodes.Getattr):
        path = _path(node)
        return NAMES.get(path) or _OF_ITEM.get(node.attr) or path
    if isinstance(node, nodes.Const):
        return f"«{node.value}»"
    if isinstance(node, nodes.Concat):
        return " + ".join(_value(each, labels) for each in node.nodes)
    raise TypeError(type(node).__name__)


def _item(name: str) -> str:
    """A name that is neither a field nor of the card: in our texts the item of a list at hand."""
    return "этот пункт" if name in ("one", "item", "stage", "option") else name


def _condition(node: nodes.Node, labels: Mapping[str, str]) -> str:
    return f"если {_holds(node, labels)}".rstrip(",")


def _holds(node: nodes.Node, labels: Mapping[str, str], *, no: bool = False) -> str:
    if isinstance(node, nodes.Filter) and node.name.startswith("_") and node.node is not None:
        return _holds(node.node, labels, no=no)
    if isinstance(node, nodes.Not):
        return _holds(node.node, labels, no=not no)
    if isinstance(node, (nodes.And, nodes.Or)):
        both = (_holds(each, labels, no=no) for each in (node.left, node.right))
        return (" или " if isinstance(node, nodes.And) is no else " и ").join(both)
    if isinstance(node, nodes.Compare) and not no:
        [operand] = node.ops
        sign = _SIGNS[operand.op]
        limit = operand.expr.value if isinstance(operand.expr, nodes.Const) else _value(operand.expr, labels)
        if isinstance(node.expr, nodes.Filter) and node.expr.name == "count" and node.expr.node is not None:
            return f"{counted_words(short_label(_value(node.expr.node, labels)))} {sign} {limit}"
        return f"{_value(node.expr, labels)}: {sign} {limit}"
    if isinstance(node, nodes.Test):
        return _holds(node.node, labels, no=no)
    value = _value(node, labels)
    if isinstance(node, (nodes.Name, nodes.Getattr)) and _path(node) in _FACTS:
        return _FACTS[_path(node)] if no else value
    return given_words(short_label(value), no=no)


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""
