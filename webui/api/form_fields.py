"""The fields of the forms that programs send: none that the document does not know, yes and no in plain words."""

from flask import request

from letterkit.core.errors import RequestError
from webui.api.schemas import properties_of

_TRUE, _FALSE = frozenset({"true", "1", "да"}), frozenset({"false", "0", "нет", ""})


def demand_known_fields(schema: str) -> None:
    """Raises RequestError ``data.unknown-key`` for a field that the form ``schema`` does not have."""
    known = properties_of(schema)
    if strange := next((name for name in request.form if name not in known), None):
        raise RequestError("data.unknown-key", key=strange)


def read_flag(name: str, *, default: bool) -> bool:
    """A field of the form as yes or no; raises RequestError ``batch.not-flag``."""
    typed = request.form.get(name)
    if typed is None:
        return default
    if typed.strip().casefold() not in _TRUE | _FALSE:
        raise RequestError("batch.not-flag", key=name, value=typed)
    return typed.strip().casefold() in _TRUE
