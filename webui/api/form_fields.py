"""The fields of the forms that programs send: none that the document does not know, yes and no in plain words."""

from collections.abc import Mapping
from typing import Any

from flask import request

from letterkit.core.errors import RequestError
from webui.api.schemas import properties_of

MULTIPART = "multipart/form-data"
FORMS = frozenset({MULTIPART, "application/x-www-form-urlencoded"})
_NOTHING = frozenset({b"", b"{}", b"null"})
_ALSO_FILES = frozenset({"card"})
"""What is read from a file as well as from a value: so curl sends a card."""
_TRUE, _FALSE = frozenset({"true", "1", "да"}), frozenset({"false", "0", "нет", ""})


def demand_form(schema: str) -> None:
    """Sees that the body is the form ``schema``, each field once and of its kind.

    Raises RequestError ``api.not-form``, ``data.unknown-key``, ``api.field-twice``, ``api.field-no-file`` (``key``).
    """
    if request.mimetype not in FORMS:
        if request.get_data():
            raise RequestError("api.not-form")
        return  # what is lacking, the call says itself
    known = properties_of(schema)
    for fields in (request.form, request.files):
        for name, values in fields.lists():
            if name not in known:
                raise RequestError("data.unknown-key", key=name)
            if len(values) > 1 and known[name].get("type") != "array":
                raise RequestError("api.field-twice", key=name)
    for name in request.files:
        if not _takes_files(known[name]) and name not in _ALSO_FILES:
            raise RequestError("api.field-no-file", key=name)


def demand_no_body() -> None:
    """Raises RequestError ``api.no-body`` where a call that takes nothing was given something."""
    is_form = request.mimetype in FORMS
    if (is_form and (request.form or request.files)) or (not is_form and request.get_data().strip() not in _NOTHING):
        raise RequestError("api.no-body")


def read_flag(name: str, *, default: bool) -> bool:
    """A field of the form as yes or no; raises RequestError ``batch.not-flag``."""
    typed = request.form.get(name)
    if typed is None:
        return default
    if typed.strip().casefold() not in _TRUE | _FALSE:
        raise RequestError("batch.not-flag", key=name, value=typed)
    return typed.strip().casefold() in _TRUE


def _takes_files(schema: Mapping[str, Any]) -> bool:
    return schema.get("items", schema).get("format") == "binary"
