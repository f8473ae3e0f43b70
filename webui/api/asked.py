"""What a program may ask for, as models: what they refuse is told with the field it stands in."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from flask import Request
from pydantic import BaseModel, ConfigDict, Field

from letterkit.core.card_values import CARD_VALUES
from letterkit.core.errors import RequestError
from letterkit.datafile import validate
from letterkit.tables.card import CardPart
from letterkit.tables.fields import fields
from webui.api.json_body import read_object
from webui.api.typed_card import demand_types

_BODY = "запрос"
Asked = TypeVar("Asked", bound="Model")
TEXT_LIMIT = 300_000
"""Characters of a letter sent as text: as many as of one sent as a file."""


class Model(BaseModel):
    """Unknown keys are refused: a slip in a name must not pass for a request without it."""

    model_config = ConfigDict(extra="forbid", strict=True)


class CheckAsked(Model):
    """A letter as text; ``card`` is the case card that it is held to."""

    text: Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT, description="Текст письма целиком.")]
    name: Annotated[
        str, Field(min_length=1, max_length=120, description="Как назвать письмо в отчёте; без .txt оно добавится.")
    ] = "письмо.txt"
    card: Annotated[dict[str, Any] | None, Field(description="Карточка обращения.")] = None
    text_only: Annotated[
        bool, Field(description="Дан только текст: не спрашивать о бланке, адресате, подписи и страницах.")
    ] = False


class DraftAsked(Model):
    """A reply to ``card`` by the reply text ``reply`` on the blank ``blank`` (that of the body when not given)."""

    card: Annotated[dict[str, Any], Field(description="Карточка обращения.")]
    reply: Annotated[str, Field(min_length=1, max_length=60, description="Текст ответа: id из templates/replies.")]
    blank: Annotated[str | None, Field(min_length=1, max_length=60, description="Бланк; без него – бланк органа.")] = (
        None
    )


def parse_body(model: type[Asked], request: Request) -> Asked:
    """The body of ``request`` as ``model``.

    Raises RequestError as ``read_object``, ``data.unknown-key``, ``data.missing-key``, ``data.bad-value``; CardError as
    ``demand_types`` for the card in it.
    """
    given = validate(read_object(request), model, file=_BODY, error=RequestError)
    if (card := getattr(given, "card", None)) is not None:
        demand_types(card)
    return given


def merge(known: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """``known`` with ``changes`` as RFC 7396 has it: null takes away, sections are merged, all else is replaced."""
    merged = dict(known)
    for name, value in changes.items():
        if value is None:
            merged.pop(name, None)
        else:
            before = merged.get(name)
            merged[name] = (
                merge(before if isinstance(before, dict) else {}, value) if isinstance(value, dict) else value
            )
    return merged


def card_schema() -> dict[str, Any]:
    """The JSON Schema of a case card, with its parts under ``#/components/schemas``, described as its form is."""
    schema = CardPart.model_json_schema(ref_template="#/components/schemas/{model}")
    for value in CARD_VALUES.values():
        if words := fields().get(value.path):
            part = schema["$defs"][f"{value.section.capitalize()}Part"] if value.section else schema
            part["properties"][value.name]["description"] = " – ".join(filter(None, (words.header, words.beside)))
    return schema
