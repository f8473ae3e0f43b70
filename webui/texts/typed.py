"""The form of a reply text: what is typed into it, as a description of a text and its words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from letterkit.compose.catalogue import RESERVED, FieldPart, ReplyHead, ReplyText
from letterkit.core.errors import TemplateError
from letterkit.datafile import validate
from letterkit.russian.clean import control_free
from webui.numbers import whole_or_none

NEEDS: Mapping[str, str] = {
    "appeal.subject": "предмет обращения",
    "reply.due_date": "срок решения или окончательного ответа",
    "reply.body|reply.fields.answers": "слова исполнителя или ответы на вопросы",
    "reply.body": "слова исполнителя",
    "reply.attachments": "приложения",
    "appeal.repeat_of": "прежние обращения",
}
"""What a card may have to hold before a text can be used, by its path."""
MOST_FIELDS = 60
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a,b,v,g,d,e,e,zh,z,i,y,k,l,m,n,o,p,r,s,t,u,f,h,c,ch,sh,sch,,y,,e,yu,ya".split(","),
        strict=True,
    )
)
"""Names are made of labels: programs know fields by them, people by the labels."""
_FIELD_KEY = re.compile(r"field-(\d{1,4})-(name|label|hint|type|required|printed|evidence|example|gone)\Z")


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field as it stands in the form; ``number`` tells rows apart."""

    number: int
    name: str
    label: str
    hint: str
    type: str
    required: bool
    printed: bool
    evidence: str
    example: str


@dataclass(frozen=True, slots=True)
class TypedReply:
    """The form of a reply text as typed. ``values`` are its single fields by name, ``rows`` the fields of the text."""

    values: Mapping[str, str]
    needs: tuple[str, ...]
    rows: tuple[FieldRow, ...]
    source: str

    @property
    def labels(self) -> dict[str, str]:
        return {row.name: row.label for row in self.rows}

    def head(self, slug: str) -> ReplyHead:
        """The description; raises TemplateError ``data.*`` with ``key``, ``template.field-twice``."""
        return validate(self._mapping(slug), ReplyHead, file=f"{slug}.md", error=TemplateError)

    def reply(self, slug: str) -> ReplyText:
        """The text, to be tried; raises as ``head``, ``reply.reserved-field``."""
        head = self.head(slug)
        for name in head.fields:
            if name in RESERVED:
                raise TemplateError("reply.reserved-field", file=f"{slug}.md", name=name, key=f"fields.{name}")
        return ReplyText(head, self.source, f"{slug}.md", 1)

    def _mapping(self, slug: str) -> dict[str, Any]:
        told: dict[str, Any] = {"id": slug}
        for key in ("name", "title", "purpose", "clause", "outcome", "ground"):
            if value := self.values.get(key, ""):
                told[key] = value
        if days := self.values.get("due_days", ""):
            told["due_days"] = days if (number := whole_or_none(days)) is None else number
        if self.needs:
            told["needs"] = list(self.needs)
        fields: dict[str, Any] = {}
        for row in self.rows:
            if row.name in fields:
                raise TemplateError("template.field-twice", file=f"{slug}.md", name=row.name, key=f"fields.{row.name}")
            fields[row.name] = _field(row)
        return told | ({"fields": fields} if fields else {})


def typed_reply(given: Mapping[str, Any]) -> TypedReply:
    """What a form, or the script's JSON, has brought."""
    told = {str(name): control_free(str(value)) for name, value in given.items()}
    values = {name: " ".join(value.split()) for name, value in told.items() if name != "source"}
    needs = tuple(dict.fromkeys(value for name, value in sorted(values.items()) if name.startswith("need-") and value))
    return TypedReply(values, needs, tuple(_rows(told)), told.get("source", "").replace("\r\n", "\n"))


def typed_of(reply: ReplyText) -> TypedReply:
    """A reply text as its form shows it."""
    head = reply.head
    single = {"name": head.name, "title": head.title, "purpose": head.purpose, "clause": head.clause}
    chosen = {"outcome": head.outcome, "ground": head.ground, "due_days": head.due_days}
    values = {key: "" if value is None else str(value) for key, value in {**single, **chosen}.items()}
    rows = tuple(_row(number, name, field) for number, (name, field) in enumerate(head.fields.items()))
    return TypedReply(values, tuple(head.needs), rows, reply.source)


def latin(words: str, join: str = "_") -> str:
    """«Куда направлено» as «kuda_napravleno»: a name for programs."""
    told = "".join(LATIN.get(letter, letter) for letter in words.casefold())
    name = join.join(re.findall(r"[a-z0-9]+", told))[:40].strip(join)
    return name if name[:1].isalpha() else f"f{join}{name}".rstrip(join)


def _rows(told: Mapping[str, str]) -> Iterator[FieldRow]:
    found: dict[int, dict[str, str]] = {}
    for key, value in told.items():
        if match := _FIELD_KEY.match(key):
            found.setdefault(int(match[1]), {})[match[2]] = value
    used: set[str] = {" ".join(parts.get("name", "").split()) for parts in found.values()}
    for number, parts in sorted(found.items())[:MOST_FIELDS]:
        one = {key: " ".join(value.split()) for key, value in parts.items() if key != "example"}
        if one.get("gone") or not (one.get("label") or one.get("name")):
            continue
        name = one.get("name") or _free_name(latin(one["label"].split("(")[0]), used)
        used.add(name)
        example = "\n".join(line.strip() for line in parts.get("example", "").splitlines() if line.strip())
        yield FieldRow(
            number,
            name,
            one.get("label", ""),
            one.get("hint", ""),
            one.get("type") or "text",
            bool(one.get("required")),
            one.get("printed") != "no",
            one.get("evidence", ""),
            example,
        )


def _free_name(name: str, used: set[str]) -> str:
    taken = used | RESERVED
    return next(each for each in (name, *(f"{name}_{n}" for n in range(2, 999))) if each not in taken)


def _row(number: int, name: str, field: FieldPart) -> FieldRow:
    example = field.example
    shown = "" if example is None else "\n".join(example) if isinstance(example, list) else str(example)
    return FieldRow(
        number,
        name,
        field.label,
        field.hint or "",
        field.type,
        field.required,
        field.printed,
        field.evidence or "",
        shown,
    )


def _field(row: FieldRow) -> dict[str, Any]:
    told: dict[str, Any] = {"label": row.label, "type": row.type, "required": row.required, "printed": row.printed}
    if row.hint:
        told["hint"] = row.hint
    if row.evidence:
        told["evidence"] = row.evidence
    if row.example:
        is_list = row.type in ("list", "bodies")
        number = whole_or_none(row.example) if row.type == "number" else None
        told["example"] = row.example.split("\n") if is_list else row.example if number is None else number
    return told
