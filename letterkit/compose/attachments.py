"""The attachment mark in the forms of the layout standard, GOST R 7.0.97."""

import re
from collections.abc import Sequence

_ENDED = re.compile(r"(?:экз|л)\.$|[.!?]$")


def mark_rows(attachments: Sequence[str]) -> tuple[str, ...]:
    """«Приложение: на 2 л. в 1 экз.» for one, a numbered list for several, nothing for none."""
    items = [item.strip().rstrip(";,") for item in attachments if item.strip()]
    if len(items) == 1:
        return (f"Приложение: {_with_full_stop(items[0])}",)
    rows = [f"{index}. {_with_full_stop(item)}" for index, item in enumerate(items, 1)]
    return tuple(f"Приложение: {row}" if index == 0 else row for index, row in enumerate(rows))


def _with_full_stop(item: str) -> str:
    return item if _ENDED.search(item) else f"{item}."
