"""Looks at a blank or a reply text before it is used: is it safe, which fields does it name, does it lose a value?"""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import meta

from letterkit.compose.catalogue import Blank, ReplyText
from letterkit.compose.context import RESERVED
from letterkit.compose.losses import demand_no_losses
from letterkit.compose.sandbox import sandbox, template_error
from letterkit.core.errors import LetterFileError, TemplateError

# Text of a blank's largest part; docxtpl searches it with regular expressions, so it stays small.
MOST_XML = 2_000_000
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


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a clerk should mend in a blank; ``part`` of the file and ``paragraph`` (1-based) where known."""

    code: str
    detail: str
    part: str | None = None
    paragraph: int | None = None


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


def vet_blank(blank: Blank) -> None:
    """Pass a blank that is a safe .docx and a sound template; seen once for the same bytes.

    Raises TemplateError: ``docx.*`` of the guard, ``blank.too-large``, those of ``losses``, ``blank.lint`` (with
    ``rule``, ``problem``, ``part``, ``paragraph``), ``template.*``.
    """
    _vetted(blank.data, blank.file)


@lru_cache(maxsize=32)
def _vetted(data: bytes, file: str) -> str:
    demand_safe(data, file)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = max(entry.file_size for entry in archive.infolist())
    if size > MOST_XML:
        raise TemplateError("blank.too-large", file=file, size=size, limit=MOST_XML)
    demand_no_losses(data, file)
    for fault_ in lint_faults(data, file):
        raise TemplateError(
            "blank.lint",
            file=file,
            rule=fault_.code,
            problem=fault_.detail,
            part=fault_.part,
            paragraph=fault_.paragraph,
        )
    return hashlib.sha256(data).hexdigest()


def demand_safe(data: bytes, file: str) -> None:
    """Pass a .docx that is safe to open; raises TemplateError with the codes of ooxml.guard for any other."""
    from letterkit.ooxml import guard

    try:
        guard.inspect(data, file)
    except LetterFileError as fault:
        details: dict[str, Any] = fault.details
        raise TemplateError(fault.code, file=file, **details) from fault


def lint_faults(data: bytes, file: str) -> Iterator[Fault]:
    """What docxtpl-lint calls an error in the .docx ``data``; raises TemplateError for what it cannot look at."""
    import docxtpl_lint

    try:
        issues = docxtpl_lint.lint(data, jinja_env=sandbox()).errors
    except Exception as fault:
        raise template_error(fault, file=file) from fault
    for issue in issues:
        yield Fault(issue.rule, issue.message, issue.location.part, issue.location.paragraph or None)


def lint_blank(blank: Blank) -> tuple[Fault, ...]:
    """All that should be mended in ``blank``: lint errors, unknown and missing fields, values a trial fill lost.

    Raises TemplateError for one that cannot be opened safely, or that docxtpl would tear.
    """
    from letterkit.compose.fill import fill

    demand_safe(blank.data, blank.file)
    demand_no_losses(blank.data, blank.file)
    faults = list(lint_faults(blank.data, blank.file))
    if faults:
        return tuple(faults)
    used = blank_fields(blank)
    heads = {name.split(".")[0] for name in (*REQUIRED, *OPTIONAL)}
    faults += [Fault("blank.unknown-field", name) for name in used if name.split(".")[0] not in heads]
    missing = [name for name in REQUIRED if not any(one == name or one.startswith(f"{name}.") for one in used)]
    faults += [Fault("blank.missing-field", name) for name in missing]
    if not faults:
        try:
            fill(blank, sentinels())
        except TemplateError as fault:
            faults.append(Fault(fault.code, str(fault.details.get("key") or fault.details)))
    return tuple(faults)


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
