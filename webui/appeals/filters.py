"""What is asked of appeals in the address of a page: the same names in the list, in files and in the API."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from letterkit.core.errors import RequestError
from letterkit.core.office import AppealState
from letterkit.core.outcome import Channel, Kind
from letterkit.core.register import Result
from letterkit.office.register.listing import NONE, Filters
from letterkit.russian.dates import parse_date

NAMES = tuple(each.name for each in fields(Filters))
_DAYS = frozenset({"since", "until", "answered_since", "answered_until"})
_LISTS: Mapping[str, type[Any]] = {"state": AppealState, "channel": Channel, "kind": Kind, "result": Result}
_LONGEST = 300
_FLAGS = {"1": True, "true": True, "да": True, "0": False, "false": False, "нет": False}


def filters_of(args: Mapping[str, str]) -> Filters:
    """The filters that ``args`` name.

    Raises RequestError ``register.bad-filter`` (``key``, ``value``) for a value that none of the appeals can have.
    """
    asked: dict[str, Any] = {}
    for name in NAMES:
        value = args.get(name, "").strip()[:_LONGEST].replace("\0", "")
        if value:
            asked[name] = _parse_value(name, value)
    return Filters(**asked)


def typed_in(args: Mapping[str, str]) -> dict[str, str]:
    """Those of ``args`` that are filters and say something, as they were typed."""
    return {name: args[name].strip() for name in NAMES if args.get(name, "").strip()}


def _parse_value(name: str, value: str) -> Any:
    try:
        if name in _DAYS:
            return _day(value)
        if name == "overdue":
            return _FLAGS[value.casefold()]
        if name in _LISTS and not (value == NONE and name != "state"):
            return _LISTS[name](value)
    except (ValueError, KeyError):
        raise RequestError("register.bad-filter", key=name, value=value) from None
    return value


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return parse_date(value)


def day_or_none(typed: str) -> date | None:
    """The day that was typed; None when it is none."""
    try:
        return _day(typed.strip()) if typed.strip() else None
    except ValueError:
        return None
