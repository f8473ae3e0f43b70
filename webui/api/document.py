"""The OpenAPI document (3.1), made of the views and the models themselves, so that it cannot say anything else."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from flask import current_app
from werkzeug.routing import Rule

from letterkit import __version__
from letterkit.reports.api_words import SCOPES
from webui.api.answer_headers import HEADERS, describe_headers, headers_of, headers_of_refusal
from webui.api.blueprint import blueprint
from webui.api.examples import Examples
from webui.api.files import BYTES
from webui.api.guard import KEY_HEADER
from webui.api.operations import Operation, Query, operation_of
from webui.api.schemas import media, plain, refusal, schemas_of
from webui.numbers import MOST

_REFUSALS = {
    400: ("Bad", "Запрос не понят: тело повреждено."),
    401: ("Unknown", "Нет ключа доступа, или он больше не действует."),
    403: ("Denied", "Нет нужной обязанности, или ключ выдан не для этого."),
    404: ("Gone", "Такого нет, или видеть это нельзя."),
    405: ("Method", "Так по этому адресу не обращаются."),
    409: ("Conflict", "Такое уже есть, или письмо, обращение, рассылка – не в том состоянии."),
    413: ("Large", "Слишком большой запрос."),
    422: ("Unfit", "Запрос не годится; в detail – что, где и как исправить."),
    429: ("Often", "Слишком часто; в Retry-After – через сколько секунд повторить."),
    503: ("Busy", "Не отвечает нужная программа."),
}
_METHODS = ("GET", "POST", "PATCH", "DELETE")
_TAGS = {
    "tools": "Письма без реестра: проверить, составить, правила",
    "appeals": "Обращения",
    "incoming": "Присланное: прочитать и внести",
    "letters": "Письма",
    "batches": "Рассылки",
    "changes": "Что изменилось",
    "webhooks": "Подписки на изменения",
    "reference": "Справочники",
}
_TOOLS = frozenset({"check", "draft", "rules"})
_ABOUT = (
    "Ответы гражданам: от обращения до отправленного письма. Ключ доступа – в заголовке Authentication-Token. "
    "Отказ – application/problem+json (RFC 9457). Утверждает письма только человек."
)


def document() -> dict[str, Any]:
    """The whole document, for the folder in which this service stands."""
    root = current_app.config["APPLICATION_ROOT"].rstrip("/")
    return {**_document(), "servers": [{"url": f"{root}{blueprint.url_prefix}"}]}


@cache
def _document() -> dict[str, Any]:
    found = list(_operations())
    schemas = schemas_of(operation for _, _, operation in found)
    examples = Examples(schemas)
    paths: dict[str, Any] = {}
    for rule, method, each in found:
        path = rule.rule.removeprefix(blueprint.url_prefix or "")
        for argument in rule.arguments:
            path = path.replace(f"<int:{argument}>", f"{{{argument}}}")
        paths.setdefault(path, {})[method.lower()] = _describe(each, rule, method, path, examples)
    return {
        "openapi": "3.1.0",
        "info": {"title": "letterkit", "version": __version__, "description": _ABOUT},
        "security": [{"token": []}, {"session": []}],
        "tags": [{"name": name, "description": told} for name, told in _TAGS.items()],
        "paths": {path: paths[path] for path in sorted(paths)},
        "components": {
            "schemas": schemas,
            "parameters": {
                "IdempotencyKey": {
                    "name": KEY_HEADER,
                    "in": "header",
                    "required": False,
                    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
                    "description": "Свой ключ запроса, например UUID: тот же запрос с ним не выполнится дважды.",
                }
            },
            "headers": HEADERS,
            "responses": {
                name: {
                    "description": why,
                    **describe_headers(headers_of_refusal(code)),
                    "content": _with_example(refusal(), _problem(code)),
                }
                for code, (name, why) in _REFUSALS.items()
            },
            "securitySchemes": {
                "token": {"type": "apiKey", "in": "header", "name": "Authentication-Token"},
                "session": {"type": "apiKey", "in": "cookie", "name": "letterkit"},
            },
        },
    }


def _operations() -> Iterator[tuple[Rule, str, Operation]]:
    """Every call: its address, its method, what it is."""
    for rule in current_app.url_map.iter_rules():
        marked = operation_of(rule.endpoint)
        if marked is not None and rule.endpoint.startswith(f"{blueprint.name}."):
            for method in _METHODS:
                if method in (rule.methods or ()):
                    yield rule, method, marked


def _describe(each: Operation, rule: Rule, method: str, path: str, examples: Examples) -> dict[str, Any]:
    takes_key = method == "POST" and each.changes
    told: dict[str, Any] = {
        "operationId": each.id,
        "summary": each.summary,
        "tags": [_tag(path.split("/")[1])],
        "parameters": [*map(_in_path, _arguments(rule, path)), *_in_query(each.query)],
        "responses": _responses(each, examples, takes_key=takes_key),
    }
    if each.scope is not None:
        told["description"] = f"Для чего должен быть ключ: {SCOPES[each.scope]} ({each.scope.value})."
    elif each.id == "openapi":
        told["security"] = []
    if takes_key:
        told["parameters"].append({"$ref": "#/components/parameters/IdempotencyKey"})
    if each.body is not None or each.form is not None:
        content: dict[str, Any] = {}
        if each.body is not None:
            content |= _with_example(media(each.body.__name__), examples.of(each.body.__name__))
        if each.form is not None:
            content |= _with_example(media(each.form, "multipart/form-data"), examples.of(each.form))
        told["requestBody"] = {"required": True, "content": content}
    return told


def _tag(place: str) -> str:
    return "tools" if place in _TOOLS else place if place in _TAGS else "reference"


def _responses(each: Operation, examples: Examples, *, takes_key: bool) -> dict[str, Any]:
    told = describe_headers(headers_of(each, takes_key=takes_key))
    done: dict[str, Any] = {"description": each.summary, **told}
    answer = each.answer
    if isinstance(answer, str) and "/" in answer:
        # Generators that do not know the kind of a file take it as bytes.
        done["content"] = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in (answer, BYTES)}
    elif answer is not None:
        name = answer if isinstance(answer, str) else answer.__name__
        done["content"] = _with_example(media(name), examples.of(name))
    refused = {str(code): {"$ref": f"#/components/responses/{name}"} for code, (name, _) in _REFUSALS.items()}
    return {str(each.status): done, **({} if each.id == "openapi" else refused)}


def _arguments(rule: Rule, path: str) -> list[str]:
    return sorted(rule.arguments, key=lambda name: path.index(f"{{{name}}}"))


def _in_path(name: str) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 1, "maximum": MOST}
    return {"name": name, "in": "path", "required": True, "schema": schema, "example": 1}


def _in_query(model: type[Query]) -> Iterator[dict[str, Any]]:
    """The parameters of ``model``; one that is not said is left out, never null."""
    whole = model.model_json_schema()
    for name, described in whole.get("properties", {}).items():
        schema = {key: value for key, value in described.items() if key != "description"}
        if "anyOf" in schema:
            schema = {**schema["anyOf"][0], **{key: value for key, value in schema.items() if key != "anyOf"}}
        if "$ref" in schema:
            schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
        told = {"name": name, "in": "query", "required": name in whole.get("required", ())}
        schema = {key: value for key, value in schema.items() if key != "description"}
        yield {**told, "schema": plain(schema), "description": described.get("description", "")}


def _with_example(content: dict[str, Any], example: Any) -> dict[str, Any]:
    return {kind: {**part, "example": example} for kind, part in content.items()}


def _problem(code: int) -> dict[str, Any]:
    name, why = _REFUSALS[code]
    return {
        "type": f"urn:letterkit:problem:request.{name.lower()}",
        "title": why.partition(":")[0].partition(";")[0].rstrip("."),
        "status": code,
        "detail": why,
        "code": f"request.{name.lower()}",
        "error": why,
    }
