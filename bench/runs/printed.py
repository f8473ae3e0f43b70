"""Figures as people read them: Russian numbers, tables that can be put into a page of docs as they are."""

import os
import platform
from collections.abc import Sequence


def number(value: float, digits: int = 1) -> str:
    """«12 345,6»."""
    return f"{value:,.{digits}f}".replace(",", "\u00a0").replace(".", ",")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, its columns one under another."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )


def machine() -> str:
    """What was measured on."""
    return (
        f"Машина: ядер {os.cpu_count()}, Python {platform.python_version()}, {platform.system()} {platform.machine()}."
    )
