"""What may stand in the values of a card: the validators of each kind of value (``core.card_values``)."""

import datetime
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, RootModel

from letterkit.core.card_values import CardValue, ValueKind
from letterkit.core.case import BODY_LIMIT, LINE_LIMIT
from letterkit.core.errors import BadValue
from letterkit.russian.clean import control_free

_BETWEEN_LETTERS = " \t\u00a0-‐‑–’'ʼ`.,()"


def _as_text(value: object) -> object:
    """Whole numbers may stand unquoted; 3.10 may not: YAML has already made it 3.1."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _one_line(text: str) -> str | None:
    return " ".join(control_free(text).split()) or None


def _as_name(text: str) -> str:
    """A part of a person's name: letters and what stands between them; the rest is a slip, and would be printed."""
    for sign in text.strip():
        if not (sign.isalpha() or sign in _BETWEEN_LETTERS or unicodedata.category(sign) in ("Mn", "Cf")):
            shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
            raise BadValue("name.odd-sign", shown)
    return text


def _lines(text: str) -> str | None:
    kept = (control_free(line.replace("\t", " ")).rstrip() for line in text.splitlines())
    return "\n".join(kept).strip() or None


def _as_date(value: object) -> object:
    """ДД.ММ.ГГГГ or ГГГГ-ММ-ДД; days that no calendar has are refused, and numbers: pydantic counts days from 1970."""
    if value is None or isinstance(value, datetime.date):
        return value
    if not isinstance(value, str):
        raise BadValue("date.none")
    text = value.strip()
    if not text:
        return None
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise BadValue("date.none")


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _none_is(empty: object) -> Callable[[object], object]:
    """A key of YAML with nothing after it reads as None: it means an empty section or list."""
    return lambda value: empty if value is None else value


def _no_empty(items: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(item for item in items if item)


def _field_value(value: object) -> object:
    """What a reply text may ask for: text, a whole number, yes or no, or a list of texts and numbers."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        if len(value) > BODY_LIMIT:
            raise BadValue("value.too-long")
        return _lines(value)
    if isinstance(value, (list, tuple)) and len(value) <= 100:
        if not all(isinstance(item, (str, int)) and not isinstance(item, bool) for item in value):
            raise BadValue("value.no-list")
        return tuple(item for item in (_field_value(item) for item in value) if item is not None)
    raise BadValue("value.no-plain")


# A limit stands first: after a validator pydantic tells of it in other words, which nobody has translated.
Text = Annotated[str, Field(max_length=LINE_LIMIT), BeforeValidator(_as_text), AfterValidator(_one_line)]
NamePart = Annotated[
    str, Field(max_length=LINE_LIMIT), BeforeValidator(_as_text), AfterValidator(_as_name), AfterValidator(_one_line)
]
Prose = Annotated[str, Field(max_length=BODY_LIMIT), AfterValidator(_lines)]
# What stands for an empty section or list is said in the schema too (json_schema_input_type): programs read that.
Texts = Annotated[
    tuple[Text, ...],
    Field(max_length=100),
    BeforeValidator(_none_is(()), json_schema_input_type=Annotated[tuple[Text, ...], Field(max_length=100)] | None),
    AfterValidator(_no_empty),
]
FieldValue = Annotated[object, BeforeValidator(_field_value)]
Day = Annotated[datetime.date | None, BeforeValidator(_as_date)]


class ReplyPartFields(RootModel[dict[str, FieldValue]]):
    """What a reply text asks for, by the names of its fields."""


_Fields = dict[str, FieldValue]
_NullableFields = BeforeValidator(_none_is({}), json_schema_input_type=ReplyPartFields | None)
_OF_KIND: dict[ValueKind, tuple[Any, Any]] = {
    ValueKind.TEXT: (Text | None, None),
    ValueKind.NAME: (NamePart | None, None),
    ValueKind.EMAIL: (Text | None, None),
    ValueKind.PHONE: (Text | None, None),
    ValueKind.PROSE: (Prose | None, None),
    ValueKind.DATE: (Day, None),
    ValueKind.FLAG: (bool, False),
    ValueKind.LIST: (Texts, ()),
    ValueKind.FIELDS: (Annotated[_Fields, _NullableFields], {}),
}


def section_of(part: Any) -> Any:
    """What pydantic is to hold a section of a card to, whose values are ``part``."""
    return Annotated[part, BeforeValidator(_none_is({}), json_schema_input_type=part | None)]


def type_of(value: CardValue) -> tuple[Any, Any]:
    """What pydantic is to hold ``value`` to, and what it is where nothing is said."""
    if value.words:
        return Annotated[value.words | None, BeforeValidator(_blank_is_none)], None
    return _OF_KIND[value.kind]
