"""Models of language that other packages bring: one that does not load is told to people, and nothing else stops."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from letterkit.core.errors import LetterkitError, ToolMissing

log = logging.getLogger(__name__)

Asked = ParamSpec("Asked")
Loaded = TypeVar("Loaded")


def loading(package: str) -> Callable[[Callable[Asked, Loaded]], Callable[Asked, Loaded]]:
    """Marks a function that imports ``package`` and reads what lies there.

    What stops it is raised as ToolMissing ``language.not-loaded``, whatever it was: a package that is not there, a
    damaged file, another release than ours. It is not tried again.
    """

    def mark(load: Callable[Asked, Loaded]) -> Callable[Asked, Loaded]:
        failures: list[Exception] = []

        @wraps(load)
        def loaded(*args: Asked.args, **kwargs: Asked.kwargs) -> Loaded:
            if not failures:
                try:
                    return load(*args, **kwargs)
                except LetterkitError:
                    raise
                except Exception as fault:
                    log.exception("%s cannot be loaded", package)
                    failures.append(fault)
            raise ToolMissing("language.not-loaded", package=package) from failures[0]

        return loaded

    return mark
