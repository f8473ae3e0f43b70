"""Looks at a blank or a reply text before it is used: is it safe, which fields does it name, does it lose a value?"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from jinja2 import meta

from letterkit.compose.catalogue import RESERVED, Blank, ReplyText
from letterkit.compose.sandbox import sandbox, template_error
from letterkit.core.errors import TemplateError

# What a blank must print: a letter without one of these is not a letter (clauses 3.2, 3.5, 6.1, 6.2).
REQUIRED = (
    "organisation.lines", "organisation.address_lines", "organisation.phone", "organisation.email", "organisation.site",
    "date", "number", "incoming.number", "incoming.date", "addressee", "title", "salutation", "paragraphs",
    "attachments", "restricted", "restriction", "copy_number", "closing", "signer.post_lines", "signer.name",
    "executor",
)  # fmt: skip
OPTIONAL = (
    "organisation.name", "organisation.superior", "organisation.fax", "organisation.okpo", "organisation.ogrn",
    "organisation.inn_kpp", "organisation", "feedback", "feedback.qr", "feedback.address", "feedback.code",
)  # fmt: skip


def blank_fields(blank: Blank) -> tuple[str, ...]:
    """Dotted names of everything ``blank`` prints or asks about, sorted; loop variables are left out."""
    import docxtpl_lint

    found = docxtpl_lint.lint(blank.data, jinja_env=sandbox()).variables
    return tuple(sorted({name.replace("[]", "").rstrip(".") for name in found}))


def reply_fields(reply: ReplyText) -> tuple[str, ...]:
    """Names that the title and the text of ``reply`` use, sorted; raises TemplateError when it cannot be parsed."""
    return tuple(sorted(_names(reply.head.title, reply.file, 1) | _names(reply.source, reply.file, reply.first_line)))


@lru_cache(maxsize=256)
def _names(source: str, file: str, first_line: int) -> frozenset[str]:
    try:
        return frozenset(meta.find_undeclared_variables(sandbox().parse(source)))
    except Exception as fault:
        raise template_error(fault, file=file, first_line=first_line) from fault


def vet_reply(reply: ReplyText) -> None:
    """Pass a reply text whose names are all known and whose fields are all used, save those it must not print.

    Raises the first of ``reply_faults``.
    """
    for fault in reply_faults(reply):
        raise fault


def reply_faults(reply: ReplyText) -> Iterator[TemplateError]:
    """Names that nobody knows, notes that would be printed, fields that stand nowhere.

    Codes: ``template.unknown-field`` (with ``known``), ``template.internal-field``, ``template.unused-field``. Raises
    TemplateError when the text cannot be parsed.
    """
    used = set(reply_fields(reply))
    known = RESERVED | set(reply.fields)
    for name in sorted(used - known):
        line = _line_of(name, reply)
        yield TemplateError("template.unknown-field", file=reply.file, line=line, name=name, known=tuple(sorted(known)))
    for name in sorted(used & reply.unprinted):
        yield TemplateError("template.internal-field", file=reply.file, line=_line_of(name, reply), name=name)
    for name in sorted(set(reply.fields) - reply.unprinted):
        if name not in used and not (name == "answers" and "answered" in used):
            yield TemplateError("template.unused-field", file=reply.file, name=name)


def _line_of(name: str, reply: ReplyText) -> int | None:
    return next((n for n, text in enumerate(reply.source.split("\n"), reply.first_line) if name in text), None)


def sentinels() -> Mapping[str, object]:
    """A context in which every field of a blank holds a word found nowhere else."""
    row = {"kind": "text", "keep": False, "first": True}
    return {
        "organisation": {
            **{
                name: f"щит-{name}"
                for name in ("name", "superior", "phone", "fax", "email", "site", "okpo", "ogrn", "inn_kpp")
            },
            "lines": ("щит-название-1", "щит-название-2"),
            "address_lines": ("щит-адрес-1", "щит-адрес-2"),
        },
        "date": "щит-дата",
        "number": "щит-номер",
        "incoming": {"number": "щит-входящий", "date": "щит-день"},
        "restricted": True,
        "restriction": "щит-ограничение",
        "copy_number": "щит-экземпляр",
        "addressee": ("щит-кому-1", "щит-кому-2"),
        "title": "щит-заголовок",
        "salutation": "щит-обращение",
        "paragraphs": tuple(
            {**row, "text": f"щит-{kind}-{keep}", "kind": kind, "keep": keep}
            for kind in ("text", "item", "question")
            for keep in (False, True)
        ),
        "attachments": ({**row, "text": "щит-приложение-1"}, {**row, "text": "щит-приложение-2", "first": False}),
        "closing": "щит-заключение",
        "signer": {"post_lines": ("щит-должность-1", "щит-должность-2"), "name": "щит-подпись"},
        "executor": ("щит-исполнитель-1", "щит-исполнитель-2"),
        "feedback": {"qr": "щит-ссылка", "address": "щит-опрос", "code": "щит-код"},
    }
