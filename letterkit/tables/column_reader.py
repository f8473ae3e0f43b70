"""How the cells of one column become values of the card; what has been seen is remembered, refusals too.

The values pass the same validators as those of any card (letterkit.tables.card), each alone: that is several times as
fast as a whole card, and tells every fault at once.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from letterkit.compose.catalogue import ReplyText
from letterkit.compose.context import typed_fields
from letterkit.core.card_values import CARD_VALUES, OWN
from letterkit.core.errors import InputError, TableError
from letterkit.russian.names import parse_name
from letterkit.tables.card import parse_card
from letterkit.tables.card_types import type_of
from letterkit.tables.cells import Cell, is_blank, meaning
from letterkit.tables.columns import KnownColumn

# Long cells differ from row to row: they would only fill the memory.
_REMEMBERED_CELLS = 2_000
_REMEMBERED_LENGTH = 100
# Two people, or a person and a remark. «Нгуен Тхи Тхань Хоа» is the longest name of one.
_SEVERAL = re.compile(r"[,;()/]|\bи\b")
_MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: values by path, or why it says nothing."""

    values: tuple[tuple[str, Any], ...] = ()
    fault: InputError | None = None


_NOTHING = Reading()


def reader_of(known: KnownColumn, reply: ReplyText | None) -> Callable[[Cell], Reading]:
    """A function from cells of the column to readings; it raises nothing.

    Without ``reply`` the column is none that a reply text asks for.
    """
    relaxed = _make_optional(reply) if reply is not None else _NO_REPLY

    def read(cell: Cell) -> tuple[tuple[str, Any], ...]:
        value = meaning(cell, known.path, known.type)
        if known.type == "name":
            return tuple(_name_parts(str(value), known))
        return ((known.path, _validate_value(known.path, value, relaxed)),)

    return remembering(read)


def remembering(values_of: Callable[[Cell], tuple[tuple[str, Any], ...]]) -> Callable[[Cell], Reading]:
    """``values_of`` made a function that raises nothing and asks no cell twice; a blank cell says nothing."""

    def read(cell: Cell) -> Reading:
        try:
            return Reading(values_of(cell))
        except InputError as fault:
            return Reading(fault=fault)

    remembered = lru_cache(_REMEMBERED_CELLS, typed=True)(read)

    def reading(cell: Cell) -> Reading:
        if is_blank(cell):
            return _NOTHING
        return read(cell) if isinstance(cell, str) and len(cell) > _REMEMBERED_LENGTH else remembered(cell)

    return reading


def _validate_value(path: str, value: object, relaxed: ReplyText) -> Any:
    """``value`` as the card holds it at ``path``; raises CardError as ``parse_card``, which knows the words for it."""
    if path.startswith(OWN):
        return _own(path.removeprefix(OWN), value, relaxed)
    try:
        return _adapter(path).validate_python(value)
    except ValidationError:
        parse_card(_nest_value(path, value), "")
        raise


def _own(name: str, value: object, relaxed: ReplyText) -> Any:
    try:
        fields = _adapter("reply.fields").validate_python({name: value})
    except ValidationError:
        parse_card(_nest_value(f"{OWN}{name}", value), "")
        raise
    typed_fields(fields, relaxed)
    return fields[name]


def _name_parts(text: str, known: KnownColumn) -> list[tuple[str, Any]]:
    """Surname, name, patronymic of a full name; refused when a word of it finds no place."""
    person = parse_name(text)
    words = text.split()
    placed = [word for part in (person.surname, person.name, person.patronymic) if part for word in part.split()]
    is_one = not _SEVERAL.search(text) and sum(not word.islower() for word in words) <= _MOST_NAMES
    if not (person.surname and is_one and sorted("".join(words)) == sorted("".join(placed))):
        raise TableError("table.name-unread", value=" ".join(words))
    parts = zip(known.fills, (person.surname, person.name, person.patronymic), strict=True)
    return [(path, _validate_value(path, part, _NO_REPLY)) for path, part in parts if part]


def _nest_value(path: str, value: object) -> Mapping[str, object]:
    for step in reversed(path.split(".")):
        value = {step: value}
    assert isinstance(value, dict)
    return value


@cache
def _adapter(path: str) -> TypeAdapter[Any]:
    """The validators of the card for the value at ``path`` alone."""
    kind, _ = type_of(CARD_VALUES[path])
    return TypeAdapter(kind)


def _make_optional(reply: ReplyText) -> ReplyText:
    """``reply`` with no field required: what a row lacks is told once, for the whole row."""
    fields = {name: each.model_copy(update={"required": False}) for name, each in reply.fields.items()}
    return replace(reply, head=reply.head.model_copy(update={"fields": fields}))


_NO_REPLY: Any = None
