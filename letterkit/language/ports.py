"""What a proofreader says, and what a grammar engine must be able to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from letterkit.core.finding import Level

EngineName = Literal["languagetool", "embedded"]


@dataclass(frozen=True, slots=True)
class Match:
    """``text[start:end]`` breaks ``rule``; offsets in code points of the text given.

    ``category`` is the engine's own. ``code`` (FAMILY.name), ``level`` and ``safe`` come from the allow-list: a match
    straight from an engine has none of them yet. ``certain`` is a slip whatever the words name: it may be reported
    inside the name of a body or an address.
    """

    rule: str
    category: str
    start: int
    end: int
    message: str
    replacements: tuple[str, ...] = ()
    code: str = ""
    level: Level = Level.WARNING
    safe: bool = False
    certain: bool = False

    @property
    def family(self) -> str:
        return self.code.split(".", 1)[0]


class Proofreader(Protocol):
    """Finds errors of language in a text."""

    @property
    def engine(self) -> EngineName: ...

    @property
    def version(self) -> str: ...

    def matches(self, text: str) -> tuple[Match, ...]:
        """Every match in ``text``, in the order of its offsets; raises ToolFailed when the engine breaks down."""

    def begin(self, text: str) -> Callable[[], tuple[Match, ...]]:
        """``matches`` in two steps: a server begins to read at once, whoever calls what is returned waits for it."""

    def misspelt(self, text: str) -> tuple[Match, ...]:
        """The words of ``text`` that are misspelt beyond doubt, whatever it is: a letterhead, a mark, an address."""


class UnitEngine(Protocol):
    """A grammar engine as it is; it takes many short texts at once, which a server answers sooner than one by one."""

    @property
    def engine(self) -> EngineName: ...

    @property
    def version(self) -> str: ...

    def matches(self, text: str) -> tuple[Match, ...]:
        """Every match in ``text``; raises ToolFailed when the engine breaks down."""

    def matches_each(self, units: Sequence[str]) -> list[tuple[Match, ...]]:
        """The matches of each of ``units``, each read as a text of its own."""


class UnitProofreader(Proofreader, UnitEngine, Protocol):
    """A proofreader that takes many short texts at once."""

    def begin_each(self, units: Sequence[str]) -> Callable[[], list[tuple[Match, ...]]]:
        """``matches_each`` in two steps, as ``begin``."""
