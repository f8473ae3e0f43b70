"""CPU seconds by step: of this process, and of the processes it has waited for."""

import resource
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import wraps
from importlib import import_module
from typing import Any
from unittest.mock import patch

REST = "rest"


class Steps:
    """What each way spends on each step; a step inside another is counted for itself alone."""

    def __init__(self) -> None:
        self.spent_s: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._way = ""
        self._open = [REST]
        self._last = cpu_s()

    @contextmanager
    def way(self, name: str) -> Iterator[None]:
        """All that is spent inside is spent on this way."""
        self._last, self._way = cpu_s(), name
        try:
            yield
        finally:
            self._charge()
            self._way = ""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._charge()
        self._open.append(name)
        try:
            yield
        finally:
            self._charge()
            self._open.pop()

    @contextmanager
    def watching(self, places: Mapping[tuple[str, str], str]) -> Iterator[None]:
        """Calls of the functions at ``places`` (module or class, name) are steps; one that is not there stays REST."""
        with ExitStack() as patched:
            for (owner, name), step in places.items():
                holder = _resolve(owner)
                if hasattr(holder, name):
                    patched.enter_context(patch.object(holder, name, self._count(getattr(holder, name), step)))
            yield

    def _count(self, work: Callable[..., Any], step: str) -> Callable[..., Any]:
        @wraps(work)
        def counted(*args: Any, **more: Any) -> Any:
            with self.step(step):
                return work(*args, **more)

        return counted

    def _charge(self) -> None:
        now = cpu_s()
        if self._way:
            self.spent_s[self._way][self._open[-1]] += now - self._last
        self._last = now


def cpu_s() -> float:
    """CPU seconds of this process and of its children that have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _resolve(dotted: str) -> Any:
    """The module or, where the last word begins with a capital, the class in it."""
    module, _, last = dotted.rpartition(".")
    return getattr(import_module(module), last) if last[:1].isupper() else import_module(dotted)
