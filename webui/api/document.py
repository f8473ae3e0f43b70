"""The OpenAPI document, made of the models and of the report's own schema, so that it cannot say anything else."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel

from letterkit import __version__
from webui.api.appeal_paths import appeal_paths
from webui.api.appeals import AnswerAsked, AppealAsked, AppealsTold, AppealWhole
from webui.api.asked import CheckAsked, DraftAsked, card_schema
from webui.api.batches import BatchTaken, BatchTold
from webui.api.incoming import IncomingAsked, IncomingTold
from webui.api.incoming_paths import INCOMING_FORM, incoming_paths
from webui.api.similar import SimilarLettersTold

_REFUSALS = {
    400: "Запрос не понят: нет метки формы или тело повреждено.",
    401: "Нет токена или сеанса.",
    403: "Нет нужной обязанности.",
    404: "Такого адреса нет.",
    405: "Так обращаться нельзя.",
    413: "Слишком большой запрос.",
    422: "Письмо, карточка или запрос не годятся; в error – что, где и как исправить.",
    429: "Слишком часто; в Retry-After – через сколько секунд повторить.",
    503: "Не отвечает нужная программа.",
}
_RULE = {
    "type": "object",
    "required": ["code", "family", "kind", "clause", "level", "message", "advice", "why", "safe", "wrong", "right"],
    "properties": {
        "code": {"type": "string"},
        "family": {"type": "string"},
        "kind": {"type": "string"},
        "clause": {"type": ["string", "null"]},
        "level": {"enum": ["error", "warning", "advice"]},
        "message": {"type": "string"},
        "advice": {"type": "string"},
        "why": {"type": "string"},
        "safe": {"type": "boolean"},
        "wrong": {"type": "array", "items": {"type": "string"}},
        "right": {"type": "array", "items": {"type": "string"}},
    },
}
_RULES = {
    "type": "object",
    "required": ["version", "rules"],
    "properties": {
        "version": {"type": "string"},
        "rules": {"type": "array", "items": {"$ref": "#/components/schemas/Rule"}},
    },
}
_DRAFT = {
    "type": "object",
    "required": ["name", "docx", "pdf", "report"],
    "properties": {
        "name": {"type": "string", "description": "Имя файлов без расширения."},
        "docx": {"type": "string", "contentEncoding": "base64"},
        "pdf": {"type": ["string", "null"], "contentEncoding": "base64"},
        "report": {"$ref": "#/components/schemas/Report"},
    },
}
_ERROR = {"type": "object", "required": ["error"], "properties": {"error": {"type": "string", "minLength": 1}}}
_FLAG = {"type": "string", "enum": ["true", "false"]}
_BATCH_FORM = {
    "type": "object",
    "required": ["table", "reply"],
    "properties": {
        "table": {
            "type": "string",
            "contentMediaType": "application/octet-stream",
            "description": "Таблица обращений: .xlsx или .csv, столбцы – как в таблице-образце.",
        },
        "reply": {"type": "string", "description": "Текст ответа: id из templates/replies."},
        "blank": {"type": "string", "description": "Бланк; без него – бланк органа."},
        "dated": {"type": "string", "format": "date", "description": "Дата писем, у которых её нет в таблице."},
        "print": {**_FLAG, "description": "Делать ли PDF; по умолчанию true."},
        "number": {**_FLAG, "description": "Дать номера по порядку письмам без номера; по умолчанию false."},
        "confirm": {
            **_FLAG,
            "description": "Начать сразу, если ни в одной строке нет ошибки и на её обращение ещё не отвечали; "
            "по умолчанию false.",
        },
    },
}
_FORM = {
    "type": "object",
    "required": ["letter"],
    "properties": {
        "letter": {"type": "string", "contentMediaType": "application/octet-stream", "description": "Файл письма."},
        "card": {"type": "string", "description": "Карточка: JSON или YAML."},
        "text_only": {"enum": ["1", "true"], "description": "Проверить только текст, без частей письма и страниц."},
    },
}


@cache
def document() -> dict[str, Any]:
    """The whole document (OpenAPI 3.1)."""
    schemas: dict[str, Any] = {"Rule": _RULE, "Rules": _RULES, "Draft": _DRAFT, "Error": _ERROR, "CheckForm": _FORM}
    schemas["Report"] = _inside(
        json.loads(files("letterkit.reports").joinpath("report.schema.json").read_text("utf-8"))
    )
    card = card_schema()
    schemas.update(card.pop("$defs", {}))
    schemas["Card"] = card
    for model in (CheckAsked, DraftAsked, AppealAsked):
        schemas[model.__name__] = _with_card(model)
    schemas["BatchForm"] = _BATCH_FORM
    schemas["AnswerAsked"] = AnswerAsked.model_json_schema()
    schemas |= {"IncomingAsked": IncomingAsked.model_json_schema(), "IncomingForm": INCOMING_FORM}
    for told in (BatchTaken, BatchTold, AppealsTold, AppealWhole, SimilarLettersTold, IncomingTold):
        whole = told.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
        schemas.update(whole.pop("$defs", {}))
        schemas[told.__name__] = whole
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "letterkit",
            "version": __version__,
            "description": "Проверка и подготовка ответов гражданам. Отчёт тот же, что у команды letterkit check.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}, {"session": []}],
        "paths": {
            "/check": {
                "post": {
                    "operationId": "check",
                    "summary": "Проверить письмо",
                    "requestBody": {
                        "required": True,
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/CheckAsked"}},
                            "multipart/form-data": {"schema": {"$ref": "#/components/schemas/CheckForm"}},
                        },
                    },
                    "responses": _responses("Отчёт", "Report"),
                }
            },
            "/draft": {
                "post": {
                    "operationId": "draft",
                    "summary": "Составить письмо по карточке и тексту ответа",
                    "requestBody": {
                        "required": True,
                        "content": _json({"$ref": "#/components/schemas/DraftAsked"}),
                    },
                    "responses": _responses("Письмо и отчёт", "Draft"),
                }
            },
            "/batches": {
                "post": {
                    "operationId": "beginBatch",
                    "summary": "Начать рассылку типовых ответов по таблице",
                    "requestBody": {
                        "required": True,
                        "content": {"multipart/form-data": {"schema": {"$ref": "#/components/schemas/BatchForm"}}},
                    },
                    "responses": _responses("Таблица принята", "BatchTaken", "202"),
                }
            },
            "/batches/{batch_id}": {
                "get": {
                    "operationId": "batch",
                    "summary": "Что с рассылкой",
                    "parameters": [
                        {
                            "name": "batch_id",
                            "in": "path",
                            "required": True,
                            "schema": {"type": "integer", "minimum": 1, "maximum": 2147483647},
                        }
                    ],
                    "responses": _responses("Рассылка", "BatchTold"),
                }
            },
            **appeal_paths(_responses),
            **incoming_paths(_responses),
            "/rules": {
                "get": {
                    "operationId": "rules",
                    "summary": "Правила, которые действуют",
                    "responses": _responses("Правила", "Rules"),
                }
            },
            "/openapi.json": {
                "get": {
                    "operationId": "openapi",
                    "summary": "Этот документ",
                    "security": [],
                    "responses": {"200": {"description": "OpenAPI", "content": _json({"type": "object"})}},
                }
            },
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {"type": "apiKey", "in": "header", "name": "Authentication-Token"},
                "session": {"type": "apiKey", "in": "cookie", "name": "letterkit"},
            },
        },
    }


def _responses(told: str, schema: str, code: str = "200") -> dict[str, Any]:
    refusal = _json({"$ref": "#/components/schemas/Error"})
    return {
        code: {"description": told, "content": _json({"$ref": f"#/components/schemas/{schema}"})},
        **{str(refused): {"description": why, "content": refusal} for refused, why in _REFUSALS.items()},
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _with_card(model: type[BaseModel]) -> dict[str, Any]:
    """The model's schema with the card spelt out: the model itself leaves it to the card's own reader."""
    schema = model.model_json_schema()
    card = schema["properties"]["card"]
    whole = {"$ref": "#/components/schemas/Card"}
    nullable = "anyOf" in card
    schema["properties"]["card"] = {
        "description": card["description"],
        **({"anyOf": [whole, {"type": "null"}]} if nullable else whole),
    }
    return schema


def _inside(schema: dict[str, Any]) -> dict[str, Any]:
    """The report's schema as one of many: its own references begin where it now stands."""
    moved = json.loads(json.dumps(schema).replace('"#/$defs/', '"#/components/schemas/Report/$defs/'))
    moved.pop("$schema", None)
    moved.pop("$id", None)
    result: dict[str, Any] = moved
    return result
