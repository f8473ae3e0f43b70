"""Where settings stand besides the environment, a file that it names and .env of the current folder; bad ones."""

import os
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import BaseSettings, DotEnvSettingsSource

from letterkit.core.errors import RequestError

NAMED_BY = "LETTERKIT_ENV_FILE"
_BESIDE = Path(".env")


def setting_files() -> tuple[Path, ...]:
    """The files of this process that are there, a later one before an earlier.

    Raises RequestError ``file.unreadable``, ``file.encoding``: a file of settings is never passed over in silence.
    """
    named = os.environ.get(NAMED_BY)
    return tuple(file for file in (*([Path(named)] if named else []), _BESIDE) if _is_there(file))


def names_in(files: Iterable[Path], settings: type[BaseSettings]) -> set[str]:
    """The names that stand in ``files``, whether or not ``settings`` knows them."""
    return {name.upper() for file in files for name in DotEnvSettingsSource(settings, env_file=file).env_vars}


def bad_value(fault: ValidationError, prefix: str) -> RequestError:
    """The error for the first value that pydantic refuses: ``settings.bad-value`` with ``name``, ``value``, ``why``."""
    from letterkit.datafile import why_refused

    first = fault.errors(include_url=False)[0]
    name = prefix + "_".join(str(step) for step in first["loc"]).upper()
    return RequestError("settings.bad-value", name=name, value=first.get("input"), why=why_refused(first))


def _is_there(file: Path) -> bool:
    try:
        file.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return False
    except UnicodeDecodeError:
        raise RequestError("file.encoding", file=str(file.absolute())) from None
    except OSError as fault:
        if file == _BESIDE and not os.access(".", os.X_OK):  # whoever was here before can come in, we cannot
            return False
        raise RequestError("file.unreadable", file=str(file.absolute()), why=fault.strerror or str(fault)) from fault
    return True
