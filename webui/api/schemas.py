"""The schemas of the OpenAPI document, each under one name of its own, in words that generators of clients take."""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from pydantic import BaseModel

from letterkit.office.programs.changes import EVENTS
from webui.api.asked import card_schema
from webui.api.operations import Operation
from webui.problems import MIMETYPE

REF = "#/components/schemas/"
JSON = "application/json"
_FILE = {"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"}
_FLAG = {"type": "string", "enum": ["true", "false"]}
_STRING, _NULLABLE = {"type": "string"}, {"type": ["string", "null"]}


def _object(required: Iterable[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def _describe(schema: Mapping[str, Any], description: str) -> dict[str, Any]:
    return {**schema, "description": description}


_RULE = ("code", "family", "kind", "clause", "level", "message", "advice", "why", "safe", "wrong", "right")
_OWN: dict[str, dict[str, Any]] = {
    "Rule": _object(
        _RULE,
        code=_STRING,
        family=_STRING,
        kind=_STRING,
        clause=_NULLABLE,
        level={"type": "string", "enum": ["error", "warning", "advice"]},
        message=_STRING,
        advice=_STRING,
        why=_STRING,
        safe={"type": "boolean"},
        wrong={"type": "array", "items": _STRING},
        right={"type": "array", "items": _STRING},
    ),
    "Rules": _object(("version", "rules"), version=_STRING, rules={"type": "array", "items": {"$ref": f"{REF}Rule"}}),
    "Draft": _object(
        ("name", "docx", "pdf", "report"),
        name=_describe(_STRING, "Имя файлов без расширения."),
        docx={"type": "string", "contentEncoding": "base64"},
        pdf={"type": ["string", "null"], "contentEncoding": "base64"},
        report={"$ref": f"{REF}Report"},
    ),
    "Problem": _object(
        ("type", "title", "status", "detail", "code", "error"),
        type=_describe(_STRING, "urn:letterkit:problem:КОД."),
        title=_STRING,
        status={"type": "integer"},
        detail=_describe(_STRING, "Что, где и как исправить."),
        code=_STRING,
        field=_describe(_STRING, "Какое поле."),
        row=_describe({"type": "integer"}, "Какая строка таблицы."),
        error=_describe(_STRING, "То же, что detail."),
    ),
    "Passport": {"type": "object", "description": "Паспорт письма, подписанный ключом органа."},
    "Document": {"type": "object", "description": "OpenAPI."},
    "FilesForm": _object(("files",), files={"type": "array", "items": _FILE, "description": "Файлы."}),
    "IncomingForm": _object(
        (),
        files={"type": "array", "items": _FILE, "description": "Файлы одного обращения."},
        text=_describe(_STRING, "Текст обращения, если он не в файле."),
    ),
    "CheckForm": _object(
        ("letter",),
        letter=_describe(_FILE, "Файл письма."),
        card=_describe(_STRING, "Карточка: JSON или YAML."),
        text_only=_describe(
            {"type": "string", "enum": ["1", "true"]}, "Проверить только текст, без частей письма и страниц."
        ),
    ),
    "BatchForm": _object(
        ("table", "reply"),
        table=_describe(_FILE, "Таблица обращений: .xlsx или .csv, столбцы – как в таблице-образце."),
        reply=_describe(_STRING, "Текст ответа: id из /texts."),
        blank=_describe(_STRING, "Бланк; без него – бланк органа."),
        dated=_describe({"type": "string", "format": "date"}, "Дата писем, у которых её нет в таблице."),
        print=_describe(_FLAG, "Делать ли PDF; по умолчанию true."),
        number=_describe(_FLAG, "Дать номера по порядку письмам без номера; по умолчанию false."),
        confirm=_describe(
            _FLAG,
            "Начать сразу, если ни в одной строке нет ошибки и на её обращение ещё не отвечали; по умолчанию false.",
        ),
    ),
}
_EVENT = {"type": "string", "enum": list(EVENTS), "description": "Что произошло."}
"""One schema for all that name events: generators make of each list of values a type of its own."""
_CARDS = frozenset({"CheckAsked", "DraftAsked", "AppealAsked"})
"""Models whose card is spelt out: they themselves leave it to the card's own reader."""


def schemas_of(operations: Iterable[Operation]) -> dict[str, Any]:
    """Every schema that ``operations`` name, plain enough for generators of clients."""
    found: dict[str, Any] = {**_OWN, **_report()}
    card = card_schema()
    found |= {**card.pop("$defs", {}), "Card": card}
    for each in operations:
        for model, mode in ((each.body, "validation"), (each.answer, "serialization")):
            if isinstance(model, type) and issubclass(model, BaseModel):
                whole = model.model_json_schema(ref_template=f"{REF}{{model}}", mode=mode)  # type: ignore[arg-type]
                found.update(whole.pop("$defs", {}))
                found[model.__name__] = _with_card(whole) if model.__name__ in _CARDS else whole
    return {"Event": _EVENT, **{name: plain(schema) for name, schema in sorted(found.items())}}


def properties_of(form: str) -> Mapping[str, Mapping[str, Any]]:
    """The fields of the form of that name, each with its schema."""
    properties: Mapping[str, Mapping[str, Any]] = _OWN[form]["properties"]
    return properties


def media(schema: str, kind: str = JSON) -> dict[str, Any]:
    """A body of the schema of that name."""
    return {kind: {"schema": {"$ref": f"{REF}{schema}"}}}


def refusal() -> dict[str, Any]:
    """The body of a refusal."""
    return media("Problem", MIMETYPE)


def plain(schema: Any, *, is_property: bool = False) -> Any:
    """``schema`` without what generators stumble over.

    Titles of properties (they would become types), values without a type, a choice of one type or null.
    """
    if isinstance(schema, list):
        return [plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: plain(value) for name, value in schema.items() if name not in ("title", "properties", "default")}
    if "properties" in schema:
        made["properties"] = {name: plain(value, is_property=True) for name, value in schema["properties"].items()}
    if "const" in made:
        made["enum"] = [made.pop("const")]
    if made.get("enum") == _EVENT["enum"]:
        return {"$ref": f"{REF}Event"}
    if "enum" in made and "type" not in made:
        made["type"] = ["string", "null"] if None in made["enum"] else "string"
    return _join(made)


def _join(schema: dict[str, Any]) -> dict[str, Any]:
    """A value of one type or null as a type of both."""
    choice = schema.get("anyOf")
    if choice and len(choice) == 2 and choice[1] == {"type": "null"} and isinstance(choice[0].get("type"), str):
        rest = {name: value for name, value in schema.items() if name != "anyOf"}
        both = {**choice[0], **rest, "type": [choice[0]["type"], "null"]}
        return {**both, "enum": [*both["enum"], None]} if "enum" in both and None not in both["enum"] else both
    return schema


def _with_card(schema: dict[str, Any]) -> dict[str, Any]:
    card = schema["properties"]["card"]
    whole = {"$ref": f"{REF}Card"}
    told = {"anyOf": [whole, {"type": "null"}]} if "anyOf" in card else whole
    schema["properties"]["card"] = {"description": card["description"], **told}
    return schema


def _report() -> dict[str, Any]:
    """The report's own schema, its parts beside it."""
    text = files("letterkit.reports").joinpath("report.schema.json").read_text("utf-8")
    whole = json.loads(text)
    for name in whole["$defs"]:
        text = text.replace(f'"#/$defs/{name}"', f'"{REF}Report{name.capitalize()}"')
    whole = json.loads(text)
    parts = {f"Report{name.capitalize()}": part for name, part in whole.pop("$defs").items()}
    for name in ("$schema", "$id"):
        whole.pop(name)
    return {**parts, "Report": whole}
