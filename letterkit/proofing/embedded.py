"""LanguageTool's Russian rules inside this process: pylat_ru, pinned exactly, no Java.

Release 0.1.0a0 works out the word index of a sentence anew for each of some 900 rules, looks each word up each time it
stands, and tries each rule at each word. Here a sentence is indexed once, only rules that its words can satisfy are
tried, and words and sentences met before are remembered, so that a letter costs a third and an edited paragraph only
the sentence that changed. Its tests compare the findings.
"""

import re
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from letterkit.core.errors import ToolFailed
from letterkit.proofing.engine import EngineName, Match

if TYPE_CHECKING:
    from pylat_ru import LanguageToolRU

# The server shows words to put in as a quotation, this engine as markup.
_SUGGESTED = re.compile(r"<suggestion>(.*?)</suggestion>", re.DOTALL)
_WORDS, _SENTENCES, _FINDINGS = 20_000, 256, 4096  # remembered; a sentence taken apart holds some 60 KB


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
    native = tool.java_rules_engine
    for rule in native.rules:
        if rule.rule_id in rules:
            native.enable_rule(rule.rule_id)
        else:
            native.disable_rule(rule.rule_id)
        if hasattr(rule, "speller"):
            # Its guesses go through the whole dictionary: a tenth of a second a slip, three seconds a rare surname.
            # letterkit.proofing.suggest knows what letters are likely to mean, and makes its own.
            rule.speller.calc_speller_suggestions = _no_guesses
    tool.grammar_engine = _grammar_with(rules, tool.grammar_engine)
    _remember(native)
    return tool


def _no_guesses(word: str) -> list[str]:
    return []


def _remember(native: Any) -> None:
    """Have the engine look each word up and take each sentence apart once."""
    tagger = native._disambiguator.tagger.word_tagger
    if not hasattr(tagger.tag, "cache_info"):  # one tagger serves every engine
        tagger.tag = lru_cache(maxsize=_WORDS)(tagger.tag)
    native._disambiguator = _Analyser(native._disambiguator, native._chunker)
    native._chunker = _Chunked()


class _Analyser:
    """Takes a sentence apart once: no rule changes what it is given."""

    def __init__(self, disambiguator: Any, chunker: Any) -> None:
        def analyse(text: str) -> Any:
            analysed = disambiguator.disambiguate_text(text)
            analysed.text = text
            chunker.chunk(analysed)
            return analysed

        self.disambiguate_text: Callable[[str], Any] = lru_cache(maxsize=_SENTENCES)(analyse)


class _Chunked:
    """In the place of the chunker, whose work ``_Analyser`` has done."""

    def chunk(self, sentence: Any) -> None: ...


def _grammar_with(rules: frozenset[str], everything: Any) -> Any:
    from pylat_ru.grammar import engine as grammar

    class _Grammar(grammar.RussianGrammarEngine):
        _wanted: "list[tuple[Any, list[tuple[Any, tuple[Any, ...]]]]]"
        _known: "Callable[[str], list[Any]]"
        _sentence: Any = None

        def check_sentence(self, sentence: Any, include_disabled: bool = False) -> list[Any]:
            self._sentence = sentence
            return self._known(sentence.text)

        def _findings(self, text: str) -> list[Any]:
            sentence = self._sentence
            tokens, lemmas = grammar._sentence_token_index(sentence)
            self._streams = (_words_of(sentence.tokens), _words_of(sentence.pre_disambig_tokens))
            found: list[Any] = []
            for rule, variants in self._wanted:
                possible = [
                    variant
                    for variant, needed in variants
                    if not grammar._variant_can_be_ignored(variant, tokens, lemmas)
                    and _has_all(self._streams[bool(variant.raw_pos)], needed)
                ]
                if possible:
                    found.extend(self._execute_rule(sentence, rule, possible))
            return found

        def _matching(self, variant: Any) -> Callable[..., list[Any]]:
            """``variant.match_sentence`` that begins only at words which its first token takes."""
            first = variant.tokens[0] if variant.tokens and variant.tokens[0].min != 0 else None
            original = variant.match_sentence

            def match(sentence: Any, synthesizer: Any = None, immunized_tokens: "set[int] | None" = None) -> list[Any]:
                if first is None or sentence is not self._sentence:
                    return original(sentence, synthesizer, immunized_tokens)
                words = self._streams[bool(variant.raw_pos)]
                last = max(0, len(words) - len(variant.tokens) + 1) + variant.min_occur_correction
                found = []
                with variant._match_lock:
                    for start in range(min(1 if variant.is_sent_start else last, len(words))):
                        if any(first.matches_reading(reading, words[start]) for reading in words[start].readings):
                            found.append(variant._match_from(words, start, synthesizer, immunized_tokens or set()))
                    variant.reset_dynamic_state()
                return [each for each in found if each is not None]

            return match

    engine = _Grammar([rule for rule in everything.get_all_rules() if rule.id in rules], loader=everything._loader)
    engine._known = lru_cache(maxsize=_FINDINGS)(engine._findings)
    engine._wanted = [
        (rule, [(variant, _needed(variant)) for variant in engine._compiled_variants[rule.full_id]])
        for rule in engine.get_all_rules()
        if engine._compiled_variants.get(rule.full_id)
    ]
    for _, variants in engine._wanted:
        for variant, _ in variants:
            for each in (variant, *variant.antipatterns):
                each.match_sentence = engine._matching(each)
    return engine


def _words_of(tokens: Sequence[Any]) -> list[Any]:
    """The tokens that a rule is tried at, as in its own matcher."""
    return [token for token in tokens if token.has_pos_tag("SENT_START") or (token.token and not token.is_whitespace())]


def _needed(variant: Any) -> tuple[Any, ...]:
    """What a sentence must have for ``variant`` to match: tokens neither optional nor set by what matched before.

    Those that say most come first: a word before a list of words before a form.
    """
    fixed = [token for token in variant.tokens if token.min != 0 and token.match_ref is None]
    return tuple(sorted(fixed, key=lambda token: (token.text is None, token._text_regex is not None, token.negate)))


def _has_all(words: Sequence[Any], needed: Sequence[Any]) -> bool:
    return all(
        any(token.matches_reading(reading, word) for word in words for reading in word.readings) for token in needed
    )
