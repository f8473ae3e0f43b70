"""The function checks of all families by the codes of their rules; a module is found by lying in a family's folder."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from operator import attrgetter
from typing import cast

from letterkit.checks import families
from letterkit.checks.function_check import Logic
from letterkit.core.errors import RuleError


@cache
def functions() -> Mapping[str, Logic]:
    """Every function check by its code."""
    found: dict[str, Logic] = {}
    for each in sorted(pkgutil.walk_packages(families.__path__, f"{families.__name__}."), key=attrgetter("name")):
        module = importlib.import_module(each.name)
        for value in vars(module).values():
            logic = cast("Logic | None", getattr(value, "logic", None))
            if logic is not None and value.__module__ == module.__name__:
                if logic.code in found:
                    raise RuntimeError(f"two functions for {logic.code}")
                found[logic.code] = logic
    return found


def function(code: str) -> Logic:
    """The function check ``code``; raises RuleError ``rule.no-function``."""
    try:
        return functions()[code]
    except KeyError:
        raise RuleError("rule.no-function", rule=code) from None


def place_of(code: str) -> str:
    """Where the logic of ``code`` is written: its file, from the folder of the package, and its function.

    Raises as ``function``.
    """
    run = function(code).run
    return f"{run.__module__.replace('.', '/')}.py, {run.__name__}"
