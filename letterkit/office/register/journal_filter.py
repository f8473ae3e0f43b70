"""What was asked of the register, as the journal may keep it: not a word that could be of a person."""

from dataclasses import fields
from datetime import date
from typing import Any

from letterkit.office.register.listing import Filters
from letterkit.office.register.replies import ReplyQuery

_TYPED = frozenset({"words", "reason"})
"""Filters whose values people type: that they were used is all that is said."""


def told_filter(asked: Filters | ReplyQuery) -> dict[str, Any]:
    """The filters used and their values as plain JSON; True for words that are not told."""
    used = {each.name: getattr(asked, each.name) for each in fields(asked) if getattr(asked, each.name) != each.default}
    return {name: _plain(name, value) for name, value in used.items()}


def _plain(name: str, value: object) -> object:
    if name in _TYPED:
        return True
    if isinstance(value, bool):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
