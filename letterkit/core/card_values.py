"""The values of a case card by their dotted paths, as its classes declare them: the model of tables, forms, schemas."""

import datetime
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from operator import attrgetter
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from letterkit.core.case import CaseCard, Mark
from letterkit.core.people import Person

OWN = "reply.fields."
"""The paths of what a reply text asks for begin with this."""


class ValueKind(StrEnum):
    """What may stand in a value; NAME is a part of a person's name, CHOICE one word of a fixed list."""

    TEXT = "text"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    PROSE = "prose"
    DATE = "date"
    FLAG = "flag"
    LIST = "list"
    CHOICE = "choice"
    FIELDS = "fields"


@dataclass(frozen=True, slots=True)
class CardValue:
    """``name`` of ``section``; a CaseCard keeps it at ``attribute``, ``words`` are the enumeration of a CHOICE."""

    section: str
    name: str
    attribute: str
    kind: ValueKind
    words: type[StrEnum] | None
    is_carried: bool

    @property
    def path(self) -> str:
        return f"{self.section}.{self.name}" if self.section else self.name


_OF_TYPE: Mapping[Any, ValueKind] = {
    str: ValueKind.TEXT,
    datetime.date: ValueKind.DATE,
    bool: ValueKind.FLAG,
    tuple[str, ...]: ValueKind.LIST,
    Mapping[str, object]: ValueKind.FIELDS,
}
_OF_MARK = {Mark.PROSE: ValueKind.PROSE, Mark.EMAIL: ValueKind.EMAIL, Mark.PHONE: ValueKind.PHONE}


def _declared_values(owner: type, section: str = "", inside: str = "") -> Iterator[CardValue]:
    hints = get_type_hints(owner, include_extras=True)
    for name in (field.name for field in fields(owner)):
        kind, marks = _bare(hints[name])
        if kind is Person:
            yield from _name_parts(section, f"{inside}{name}.", marks)
        elif kind not in _OF_TYPE and not issubclass(kind, StrEnum):
            yield from _declared_values(kind, name, f"{name}.")
        else:
            words = kind if kind not in _OF_TYPE else None
            found = next((_OF_MARK[mark] for mark in marks if mark in _OF_MARK), _OF_TYPE.get(kind, ValueKind.CHOICE))
            yield CardValue(section, name, f"{inside}{name}", found, words, Mark.CARRIED in marks)


def _name_parts(section: str, inside: str, marks: frozenset[Mark]) -> Iterator[CardValue]:
    """A card has the parts of a name beside the other values of their section."""
    for part in _declared_values(Person, section, inside):
        if part.kind is ValueKind.TEXT:
            yield replace(part, kind=ValueKind.NAME, is_carried=Mark.CARRIED in marks)
        elif Mark.NAME_ONLY not in marks:
            yield part


def _bare(hint: Any) -> tuple[Any, frozenset[Mark]]:
    """The type under marks and «or None», and the marks."""
    if get_origin(hint) is Annotated:
        kind, *marks = get_args(hint)
        inner, others = _bare(kind)
        return inner, others | {mark for mark in marks if isinstance(mark, Mark)}
    if isinstance(hint, types.UnionType) or (get_origin(hint) is not None and type(None) in get_args(hint)):
        return _bare(next(kind for kind in get_args(hint) if kind is not type(None)))
    return hint, frozenset()


CARD_VALUES: Mapping[str, CardValue] = {value.path: value for value in _declared_values(CaseCard)}
"""Every value of a card by its dotted path, in the order of the card: the English headers of a table.

``reply.fields`` stands for all of ``reply.fields.*``.
"""
_TYPES = get_type_hints(CaseCard)
SECTIONS: Mapping[str, type] = {name: kind for name, kind in _TYPES.items() if hasattr(kind, "__dataclass_fields__")}
_EMPTY: Mapping[str, Any] = {name: kind() for name, kind in SECTIONS.items()}
"""Of cards whose section says nothing, one and the same: not a hundred thousand of them."""
_PERSONS: Mapping[str, tuple[str, ...]] = {
    section: names
    for section in SECTIONS
    if (names := tuple(v.name for v in CARD_VALUES.values() if v.attribute == f"{section}.person.{v.name}"))
}
given = attrgetter(*(value.attribute for value in CARD_VALUES.values()))
"""What a card holds, in the order of CARD_VALUES."""


def known_words(path: str) -> tuple[str, ...]:
    """What may stand at ``path`` when it takes one word of a fixed list, else nothing."""
    value = CARD_VALUES.get(path)
    return tuple(map(str, value.words)) if value and value.words else ()


def values_of(card: CaseCard) -> Mapping[str, Any]:
    """What ``card`` holds at every path."""
    return dict(zip(CARD_VALUES, given(card), strict=True))


def card_with(values: Mapping[str, Any]) -> CaseCard:
    """The card with ``values`` by path, which have passed the validators of a card (``tables.card``)."""
    parts: dict[str, dict[str, Any]] = {"": {}, **{section: {} for section in SECTIONS}}
    for path, value in values.items():
        if path.startswith(OWN):
            parts["reply"].setdefault("fields", {})[path.removeprefix(OWN)] = value
        else:
            section, _, name = path.rpartition(".")
            parts[section][name] = value
    for section, names in _PERSONS.items():
        if part := parts[section]:
            part["person"] = Person(**{name: part.pop(name) for name in names if name in part})
    made = {
        section: kind(**part) if (part := parts[section]) else _EMPTY[section] for section, kind in SECTIONS.items()
    }
    return CaseCard(**made, **parts[""])
