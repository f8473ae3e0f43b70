"""What the OpenAPI document says of the register."""

from collections.abc import Callable
from typing import Any

from letterkit.core.office import AppealState
from letterkit.core.outcome import Channel, Kind
from letterkit.core.register import Result

Responses = Callable[..., dict[str, Any]]
_DAY = {"type": "string", "format": "date"}
_TEXT = {"type": "string", "maxLength": 300}
_FILTERS: dict[str, tuple[dict[str, Any], str]] = {
    "words": (_TEXT, "Слова в любой форме, имя, номер или его часть; «в кавычках» – подряд."),
    "state": ({"type": "string", "enum": [state.value for state in AppealState]}, "Состояние."),
    "executor": ({"type": "string", "pattern": "^([0-9]{1,9}|nobody)$"}, "Исполнитель: его id или nobody."),
    "group": (_TEXT, "Группа классификатора: код или название; раздел – со всеми группами; «-» – не указана."),
    "channel": ({"type": "string", "enum": [*(each.value for each in Channel), "-"]}, "Как поступило."),
    "kind": ({"type": "string", "enum": [*(each.value for each in Kind), "-"]}, "Вид."),
    "reason": (_TEXT, "Причина, дословно."),
    "result": ({"type": "string", "enum": [*(each.value for each in Result), "-"]}, "Результат."),
    "since": (_DAY, "Зарегистрировано не раньше."),
    "until": (_DAY, "Зарегистрировано не позже."),
    "answered_since": (_DAY, "Отвечено не раньше."),
    "answered_until": (_DAY, "Отвечено не позже."),
    "overdue": ({"type": "string", "enum": ["1", "0"]}, "Только просроченные."),
    "page": ({"type": "integer", "minimum": 1, "maximum": 1_000_000}, "Страница; на ней 50 обращений."),
}
_ID = {
    "name": "appeal_id",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": 2147483647},
}


def appeal_paths(responses: Responses) -> dict[str, Any]:
    """The paths of the register; ``responses`` makes those of an operation."""
    asked = [
        {"name": name, "in": "query", "required": False, "schema": schema, "description": told}
        for name, (schema, told) in _FILTERS.items()
    ]
    return {
        "/appeals": {
            "get": {
                "operationId": "appeals",
                "summary": "Обращения: отбор и поиск",
                "parameters": asked,
                "responses": responses("Страница реестра", "AppealsTold"),
            },
            "post": {
                "operationId": "enterAppeal",
                "summary": "Внести обращение",
                "requestBody": _body("AppealAsked"),
                "responses": responses("Обращение внесено", "AppealWhole", "201"),
            },
        },
        "/appeals/{appeal_id}": {
            "get": {
                "operationId": "appeal",
                "summary": "Одно обращение",
                "parameters": [_ID],
                "responses": responses("Обращение", "AppealWhole"),
            }
        },
        "/appeals/{appeal_id}/similar": {
            "get": {
                "operationId": "similarLetters",
                "summary": "Похожие ответы",
                "parameters": [_ID],
                "responses": responses("Похожие ответы, самые близкие – первыми", "SimilarLettersTold"),
            }
        },
        "/appeals/{appeal_id}/answer": {
            "post": {
                "operationId": "answerAppeal",
                "summary": "Внести ответ, данный в другой системе",
                "parameters": [_ID],
                "requestBody": _body("AnswerAsked"),
                "responses": responses("Обращение рассмотрено", "AppealWhole"),
            }
        },
    }


def _body(schema: str) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}
