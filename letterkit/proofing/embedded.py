"""LanguageTool's Russian rules inside this process: pylat_ru, pinned exactly, no Java.

Release 0.1.0a0 works out the word index of a sentence anew for each of some 900 rules; ``_Grammar`` does it once and
asks only the rules that the index lets through, which more than halves the time. Its tests compare the findings.
"""

import re
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from letterkit.core.errors import ToolFailed
from letterkit.proofing.engine import EngineName, Match

if TYPE_CHECKING:
    from pylat_ru import LanguageToolRU

# The server shows words to put in as a quotation, this engine as markup.
_SUGGESTED = re.compile(r"<suggestion>(.*?)</suggestion>", re.DOTALL)


@lru_cache(maxsize=2)
def embedded(rules: frozenset[str]) -> "Embedded":
    """The engine with exactly ``rules`` switched on; loading takes about half a second and is done once a process."""
    return Embedded(rules)


class Embedded:
    """Calls take turns: the engine keeps state, and Python would not run two of them at once anyway."""

    engine: EngineName = "embedded"

    def __init__(self, rules: frozenset[str]) -> None:
        import pylat_ru

        self.version = pylat_ru.__version__
        self._turn = threading.Lock()
        self._tool = _tool_with(rules)

    def matches(self, text: str) -> tuple[Match, ...]:
        """Matches of ``text``; raises ToolFailed ``embedded.failed`` when the engine stumbles over it."""
        if not text.strip():
            return ()
        try:
            with self._turn:
                found = self._tool.check(text)
        except Exception as fault:  # a pre-alpha package: whatever it raises, the letter's other checks go on
            raise ToolFailed("embedded.failed", why=f"{type(fault).__name__}: {fault}") from fault
        return tuple(
            Match(
                match.rule_id,
                match.category_id,
                match.offset,
                match.offset + match.length,
                _SUGGESTED.sub(r"«\1»", match.message),
                tuple(match.replacements),
            )
            for match in found
        )

    def matches_each(self, units: Sequence[str]) -> list[tuple[Match, ...]]:
        return [self.matches(unit) for unit in units]


def _tool_with(rules: frozenset[str]) -> "LanguageToolRU":
    from pylat_ru import LanguageToolRU

    tool = LanguageToolRU()
    for native in tool.java_rules_engine.rules:
        if native.rule_id in rules:
            tool.java_rules_engine.enable_rule(native.rule_id)
        else:
            tool.java_rules_engine.disable_rule(native.rule_id)
    tool.grammar_engine = _grammar_with(rules, tool.grammar_engine)
    return tool


def _grammar_with(rules: frozenset[str], everything: Any) -> Any:
    from pylat_ru.grammar import engine as grammar

    class _Grammar(grammar.RussianGrammarEngine):
        _wanted: list[tuple[Any, Any]]

        def check_sentence(self, sentence: Any, include_disabled: bool = False) -> list[Any]:
            tokens, lemmas = grammar._sentence_token_index(sentence)
            found: list[Any] = []
            for rule, variants in self._wanted:
                possible = [v for v in variants if not grammar._variant_can_be_ignored(v, tokens, lemmas)]
                if possible:
                    found.extend(self._execute_rule(sentence, rule, possible))
            return found

    engine = _Grammar([rule for rule in everything.get_all_rules() if rule.id in rules], loader=everything._loader)
    engine._wanted = [
        (rule, engine._compiled_variants[rule.full_id])
        for rule in engine.get_all_rules()
        if engine._compiled_variants.get(rule.full_id)
    ]
    return engine
