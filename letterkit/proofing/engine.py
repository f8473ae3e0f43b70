"""The port: what a proofreader says, and which one is opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from letterkit.core.errors import ToolMissing
from letterkit.core.finding import Level
from letterkit.core.loading import loading
from letterkit.wordlists import WordLists

Choice = Literal["auto", "languagetool", "embedded", "off"]
EngineName = Literal["languagetool", "embedded"]


@dataclass(frozen=True, slots=True)
class Match:
    """``text[start:end]`` breaks ``rule``; offsets in code points of the text given.

    ``category`` is the engine's own. ``code`` (FAMILY.name), ``level`` and ``safe`` come from the allow-list: a match
    straight from an engine has none of them yet. ``certain`` is a misspelt word that names nothing: it may be reported
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

    def asked(self, text: str) -> Callable[[], tuple[Match, ...]]:
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

    def asked_each(self, units: Sequence[str]) -> Callable[[], list[tuple[Match, ...]]]:
        """``matches_each`` in two steps, as ``asked``."""


def open_proofreader(
    choice: Choice,
    url: str | None = None,
    *,
    rules: Path | None = None,
    words: WordLists | None = None,
    limit_s: float = 20.0,
) -> Proofreader | None:
    """The proofreader of ``choice`` behind the allow-list and the cache; None for ``off``.

    ``auto`` is the server at ``url`` when it answers, else the embedded engine; ``languagetool`` without an answer
    raises ToolMissing ``languagetool.no-answer``, an embedded engine that does not load ``language.not-loaded``.
    ``rules`` is the folder of rules (that of the settings when not given), ``words`` are the lists of words in place of
    those there; a broken allow-list or word list raises RuleError.
    ``limit_s`` is how long one request may take.
    """
    if choice == "off":
        return None
    from letterkit.proofing.cache import Cached
    from letterkit.proofing.judge import Judged, load_judge

    judge = load_judge(rules or _rules_of_settings(), words)
    return Cached(Judged(_engine(choice, url, judge.allowed.rules, limit_s), judge))


def _engine(choice: Choice, url: str | None, rules: frozenset[str], limit_s: float) -> UnitEngine:
    if choice == "languagetool" or (choice == "auto" and url):
        from letterkit.proofing.languagetool import LanguageToolServer

        try:
            return LanguageToolServer(url, rules, limit_s=limit_s)
        except ToolMissing:
            if choice == "languagetool":
                raise
    return _embedded(rules)


@loading("pylat_ru")
def _embedded(rules: frozenset[str]) -> UnitEngine:
    from letterkit.proofing.embedded import embedded

    return embedded(rules)


def _rules_of_settings() -> Path:
    from letterkit.settings import load_settings

    return load_settings().rules_dir
