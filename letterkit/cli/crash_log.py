"""A log of faults of letterkit itself, each with a number that a person can name."""

import re
import secrets
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

from letterkit import __version__
from letterkit.core import clock
from letterkit.core.errors import LetterkitError


def keep(fault: Exception) -> tuple[str, Path | None]:
    """The number of ``fault`` and the log its traceback was written to, None where no log can be written.

    Kept are the command with the names of its options, and the places in the code. What was given to it and what the
    errors say are not: files are named after people, and messages quote letters.
    """
    number = secrets.token_hex(4)
    told = " ".join(["letterkit", __version__, *_command(sys.argv[1:])])
    entry = f"{clock.now():%Y-%m-%d %H:%M:%S%z} № {number} {told}\n{''.join(_trace(fault))}\n"
    try:
        log = _log()
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(entry)
    except (OSError, LetterkitError):
        return number, None
    return number, log


def _command(arguments: Sequence[str]) -> Iterator[str]:
    """The word that our command is called by, and options without their values."""
    yield from arguments[:1]
    for each in arguments[1:]:
        if option := re.match(r"--[a-z-]+|-[a-zA-Z]", each):
            yield option[0]


def _trace(fault: BaseException) -> Iterator[str]:
    """The error and what it came of, the innermost first: types and places."""
    before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    if before is not None:
        yield from _trace(before)
    yield f"{type(fault).__name__}\n"
    yield from traceback.format_tb(fault.__traceback__)


def _log() -> Path:
    from letterkit.settings import load_settings

    return load_settings().data_dir / "errors.log"
