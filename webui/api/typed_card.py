"""A card in a program's JSON: JSON has types of its own, so each value is of the one that the document names.

People write «collective: yes» and «number: 345» in YAML and are understood. A program that sends "yes" or 345 has not
read the document, and its next value may be taken for another than it means.
"""

from collections.abc import Mapping
from typing import Any

from letterkit.core.card_values import CARD_VALUES, CardValue, ValueKind, known_words
from letterkit.core.errors import CardError

CARD = "card"
"""What errors call a card that has come in JSON."""


def demand_types(card: Mapping[str, Any]) -> None:
    """Raises CardError ``data.bad-value`` (``key``, ``value``, ``why``) for a value of ``card`` of a wrong type.

    null is of every type. Keys that no card has and sections that are none are left to ``parse_card``.
    """
    for value in CARD_VALUES.values():
        part = card.get(value.section) if value.section else card
        given = part.get(value.name) if isinstance(part, Mapping) else None
        if given is not None and (why := _why_not(value, given)):
            shown = "" if isinstance(given, dict | list) else given
            raise CardError("data.bad-value", file=CARD, key=value.path, value=shown, why=why)


def _why_not(value: CardValue, given: object) -> str:
    """Why ``given`` cannot be ``value``, as pydantic's errors have it; empty when it can."""
    match value.kind:
        case ValueKind.FLAG:
            return "" if isinstance(given, bool) else "bool_type"
        case ValueKind.LIST:
            return "" if isinstance(given, list) and all(isinstance(each, str) for each in given) else "list_type"
        case ValueKind.DATE:
            return "" if isinstance(given, str) and given.strip() else "date_type"
        case ValueKind.CHOICE:
            known = ", ".join(repr(each) for each in known_words(value.path))
            return "" if isinstance(given, str) and given.strip() else f"enum {known}"
        case ValueKind.FIELDS:
            return ""
        case _:
            return "" if isinstance(given, str) else "string_type"
