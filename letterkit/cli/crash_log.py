"""A log of faults of letterkit itself, each with a number that a person can name."""

import secrets
import sys
import traceback
from pathlib import Path

from letterkit import __version__
from letterkit.core import clock
from letterkit.core.errors import LetterkitError


def keep(fault: Exception) -> tuple[str, Path | None]:
    """The number of ``fault`` and the log its traceback was written to, None where no log can be written.

    Arguments are kept; the letter's text is not: it holds personal data.
    """
    number = secrets.token_hex(4)
    trace = "".join(traceback.format_exception(fault))
    entry = f"{clock.now():%Y-%m-%d %H:%M:%S%z} № {number} letterkit {__version__} {sys.argv[1:]}\n{trace}\n"
    try:
        log = _log()
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(entry)
    except (OSError, LetterkitError):
        return number, None
    return number, log


def _log() -> Path:
    from letterkit.settings import load_settings

    return load_settings().data_dir / "errors.log"
