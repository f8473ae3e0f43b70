"""An example for every schema of the OpenAPI document: made of the schema, with values that such a body would have."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from webui.api.schemas import REF

_BY_FORMAT = {"date": "2026-09-30", "date-time": "2026-09-30T10:15:00+11:00", "binary": "…"}
_BY_TYPE: Mapping[str, Any] = {"integer": 1, "number": 1.5, "boolean": False, "string": "…", "null": None}


class Examples:
    """Examples of the ``schemas`` of the document; ``examples.json`` has values by the names of properties."""

    def __init__(self, schemas: Mapping[str, Any]) -> None:
        self._schemas = schemas

    def of(self, name: str) -> Any:
        """An example of the schema ``name``."""
        return _values()[name] if name in _values() else self._make(self._schemas[name], name, "")

    def _make(self, schema: Mapping[str, Any], owner: str, name: str) -> Any:
        for key in (f"{owner}.{name}", name):
            if key in _values():
                return _values()[key]
        if "$ref" in schema:
            return self.of(schema["$ref"].removeprefix(REF))
        if "anyOf" in schema:
            return self._make(schema["anyOf"][0], owner, name)
        if "enum" in schema:
            return schema["enum"][0]
        kinds = schema.get("type", "object")
        kind = kinds if isinstance(kinds, str) else kinds[0]
        if kind == "array":
            return [self._make(schema["items"], owner, "")]
        if kind == "object":
            return {
                key: self._make(part, owner, key)
                for key, part in schema.get("properties", {}).items()
                if key in schema.get("required", ()) or f"{owner}.{key}" in _values()
            }
        if kind == "string" and schema.get("format") in _BY_FORMAT:
            return _BY_FORMAT[schema["format"]]
        return _BY_TYPE[kind]


@cache
def _values() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(files("webui.api").joinpath("examples.json").read_text("utf-8"))
    return read
