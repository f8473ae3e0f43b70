"""What differs between two cards, field by field, in people's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from letterkit.core.card_values import OWN
from webui.letters.cardform import FIELDS, iso_day


@dataclass(frozen=True, slots=True)
class Change:
    """A field of which two cards say different things; nothing where one of them is silent."""

    label: str
    before: str
    after: str


def changes(before: Mapping[str, str], after: Mapping[str, str], *, own: bool = True) -> list[Change]:
    """The fields whose values differ, in the order of the form; with ``own`` those of reply texts last."""
    paths = [*FIELDS]
    if own:
        paths += sorted(path for path in {*before, *after} if path.startswith(OWN))
    return [
        Change(_label(path), old, new)
        for path in paths
        if (old := _format_value(path, before.get(path, ""))) != (new := _format_value(path, after.get(path, "")))
    ]


def _label(path: str) -> str:
    return FIELDS[path].label if path in FIELDS else f"Поле ответа «{path.removeprefix(OWN)}»"


def _format_value(path: str, value: str) -> str:
    known = FIELDS.get(path)
    if known is None or not value:
        return value
    if known.input == "flag":
        return "да"
    if known.input == "date" and (day := iso_day(value)):
        return ".".join(reversed(day.split("-")))
    return known.words.get(value, value.strip())
