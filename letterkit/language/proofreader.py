"""The port: what a proofreader says, and which one is opened."""

from pathlib import Path
from typing import Literal

from letterkit.core.errors import ToolMissing
from letterkit.language.ports import Proofreader, UnitEngine
from letterkit.word_lists import WordLists

Choice = Literal["auto", "languagetool", "embedded", "off"]


def open_proofreader(
    choice: Choice,
    url: str | None = None,
    *,
    rules: Path | None = None,
    words: WordLists | None = None,
    limit_s: float = 20.0,
) -> Proofreader | None:
    """The proofreader of ``choice`` behind the cache; None for ``off``.

    ``auto`` has the rules of the server at ``url`` beside our own when it answers; ``languagetool`` without an answer
    raises ToolMissing ``languagetool.no-answer``.
    ``rules`` is the folder of rules (that of the settings when not given), ``words`` are the lists of words in place of
    those there; a broken allow-list or word list raises RuleError.
    ``limit_s`` is how long one request may take.
    """
    if choice == "off":
        return None
    from letterkit.language.cache import CachingProofreader
    from letterkit.language.judge import OwnProofreader, load_judge

    judge = load_judge(rules or _rules_of_settings(), words)
    return CachingProofreader(OwnProofreader(_open_server(choice, url, judge.allowed.rules, limit_s), judge))


def _open_server(choice: Choice, url: str | None, rules: frozenset[str], limit_s: float) -> UnitEngine | None:
    """The server with exactly ``rules`` switched on, where ``choice`` has one."""
    if choice == "languagetool" or (choice == "auto" and url):
        from letterkit.language.languagetool.client import LanguageToolServer

        try:
            return LanguageToolServer(url, rules, limit_s=limit_s)
        except ToolMissing:
            if choice == "languagetool":
                raise
    return None


def _rules_of_settings() -> Path:
    from letterkit.settings import load_settings

    return load_settings().rules_dir
