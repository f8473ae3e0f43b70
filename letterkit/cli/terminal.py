"""Where the words go: a terminal, a pipe or a file, and how wide and colourful it may be."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from letterkit.reports.as_text import Style

Item = TypeVar("Item")

_WIDTHS = range(40, 121)


def style_for(out: Path | None) -> Style:
    """Colours only for a terminal that has not refused them (NO_COLOR); a file and a pipe get 100 plain columns."""
    if out is not None or not sys.stdout.isatty():
        return Style()
    width = shutil.get_terminal_size().columns
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(min(max(width, _WIDTHS.start), _WIDTHS.stop - 1), colour)


def write(text: str, out: Path | None) -> None:
    """``text`` to standard output or, whole or not at all, to the file ``out``."""
    if out is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    from letterkit.core.atomic_files import write_whole

    write_whole(out, text.encode("utf-8", errors="backslashreplace"))


def tell(line: str) -> None:
    """One line to standard error."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def with_progress(items: Iterable[Item], total: int, told: str) -> Iterator[Item]:
    """``items`` as they are, with a bar on standard error when it is a terminal and there is something to wait for."""
    if total < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(told), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(told, total=total)
        for item in items:
            yield item
            progress.advance(task)
