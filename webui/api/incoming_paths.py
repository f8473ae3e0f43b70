"""What the OpenAPI document says of what comes in."""

from typing import Any

from webui.api.appeal_paths import Responses

INCOMING_FORM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "files": {
            "type": "array",
            "items": {"type": "string", "contentMediaType": "application/octet-stream"},
            "description": "Файлы одного обращения.",
        },
        "text": {"type": "string", "description": "Текст обращения, если он не в файле."},
    },
}
_ID = {
    "name": "incoming_id",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": 2147483647},
}


def incoming_paths(responses: Responses) -> dict[str, Any]:
    """The paths of what comes in; ``responses`` makes those of an operation."""
    return {
        "/incoming": {
            "post": {
                "operationId": "takeInAppeal",
                "summary": "Прочитать обращение и предложить карточку",
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/IncomingAsked"}},
                        "multipart/form-data": {"schema": {"$ref": "#/components/schemas/IncomingForm"}},
                    },
                },
                "responses": responses("Присланное с предложенной карточкой", "IncomingTold", "201"),
            }
        },
        "/incoming/{incoming_id}": {
            "get": {
                "operationId": "incomingAppeal",
                "summary": "Присланное и его карточка",
                "parameters": [_ID],
                "responses": responses("Присланное с предложенной карточкой", "IncomingTold"),
            }
        },
        "/incoming/{incoming_id}/enter": {
            "post": {
                "operationId": "enterIncoming",
                "summary": "Внести присланное в реестр по подтверждённой карточке",
                "parameters": [_ID],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AppealAsked"}}},
                },
                "responses": responses("Обращение внесено", "AppealWhole", "201"),
            }
        },
    }
