"""LanguageTool's Russian rules inside this process: pylat_ru, pinned exactly, no Java.

Release 0.1.0a0 works out the word index of a sentence anew for each of some 900 rules, looks each word up each time it
stands, and tries each rule at each word. Here a sentence is indexed once, only rules that its words can satisfy are
tried (letterkit.proofing.quicker), and words and sentences met before are remembered, so that an edited paragraph costs
only the sentence that changed. Its tests compare the findings.
"""

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from letterkit.core.errors import ToolFailed
from letterkit.proofing.engine import EngineName, Match
from letterkit.proofing.quicker import Disambiguator, Known, Place, places, read_dictionaries_quickly, stands

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
    read_dictionaries_quickly()
    known = Known()
    tool.grammar_engine = _grammar_with(rules, tool.grammar_engine, known)
    _remember(native, known)
    return tool


def _no_guesses(word: str) -> list[str]:
    return []


def _remember(native: Any, known: Known) -> None:
    """Have the engine look each word up and take each sentence apart once."""
    tagger = native._disambiguator.tagger.word_tagger
    if not hasattr(tagger.tag, "cache_info"):  # one tagger serves every engine
        tagger.tag = lru_cache(maxsize=_WORDS)(tagger.tag)
    native._disambiguator = _Analyser(Disambiguator(native._disambiguator, known), native._chunker)
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


def _grammar_with(rules: frozenset[str], everything: Any, known: Known) -> Any:
    from pylat_ru.grammar import engine as grammar

    class _Grammar(grammar.RussianGrammarEngine):
        _wanted: "list[tuple[Any, Any, list[Place]]]"
        _woken: "_Woken"
        _known: "Callable[[str], list[Any]]"
        _sentence: Any = None

        def check_sentence(self, sentence: Any, include_disabled: bool = False) -> list[Any]:
            self._sentence = sentence
            return self._known(sentence.text)

        def _findings(self, text: str) -> list[Any]:
            sentence = self._sentence
            self._streams = (
                known.words(_words_of(sentence.tokens)),
                known.words(_words_of(sentence.pre_disambig_tokens)),
            )
            found: list[Any] = []
            possible: dict[int, tuple[Any, list[Any]]] = {}
            for number in self._woken.by(*grammar._sentence_token_index(sentence)):
                rule, variant, needed = self._wanted[number]
                words = self._streams[bool(variant.raw_pos)]
                if all(stands(words, place) for place in needed):
                    possible.setdefault(id(rule), (rule, []))[1].append(variant)
            for rule, variants in possible.values():
                found.extend(self._execute_rule(sentence, rule, variants))
            return found

        def _matching(self, variant: Any) -> Callable[..., list[Any]]:
            """``variant.match_sentence`` that begins only at words which its first token takes."""
            first = variant.tokens[0] if variant.tokens and variant.tokens[0].min != 0 else None
            begins = None if first is None else _place(first, known)
            follows = _place(variant.tokens[1], known) if first is not None and _has_second(variant.tokens) else None
            original = variant.match_sentence

            def match(sentence: Any, synthesizer: Any = None, immunized_tokens: "set[int] | None" = None) -> list[Any]:
                if begins is None or sentence is not self._sentence:
                    return original(sentence, synthesizer, immunized_tokens)
                words = self._streams[bool(variant.raw_pos)]
                last = max(0, len(words) - len(variant.tokens) + 1) + variant.min_occur_correction
                last = min(1 if variant.is_sent_start else last, len(words))
                starts = [start for start in places(words, begins) if start < last]
                if follows is not None and starts:
                    after = places(words, follows)
                    starts = [start for start in starts if start + 1 in after]
                if not starts:
                    return []
                tokens = [token for _, token in words]
                with variant._match_lock:
                    found = [variant._match_from(tokens, at, synthesizer, immunized_tokens or set()) for at in starts]
                    variant.reset_dynamic_state()
                return [each for each in found if each is not None]

            return match

    engine = _Grammar([rule for rule in everything.get_all_rules() if rule.id in rules], loader=everything._loader)
    engine._known = lru_cache(maxsize=_FINDINGS)(engine._findings)
    engine._wanted = [
        (rule, variant, [_place(token, known) for token in _needed(variant)])
        for rule in engine.get_all_rules()
        for variant in engine._compiled_variants.get(rule.full_id) or ()
    ]
    engine._woken = _Woken([grammar._variant_token_hints(variant) for _, variant, _ in engine._wanted])
    for _, variant, _ in engine._wanted:
        for each in (variant, *variant.antipatterns):
            each.match_sentence = engine._matching(each)
    return engine


class _Woken:
    """Patterns by one of the words that they need: a sentence without it need not be searched for the others."""

    def __init__(self, hints: "Iterable[tuple[tuple[bool, tuple[str, ...]], ...]]") -> None:
        self._always: list[int] = []
        self._by_word: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})  # by form, by lemma
        for number, needed in enumerate(hints):
            if not needed:
                self._always.append(number)
                continue
            inflected, words = min(needed, key=lambda each: len(each[1]))
            for word in dict.fromkeys(words):
                self._by_word[inflected].setdefault(word, []).append(number)

    def by(self, forms: Iterable[str], lemmas: Iterable[str]) -> list[int]:
        """The numbers of the patterns that a sentence with these words wakes, ascending."""
        woken = set(self._always)
        for known, words in zip(self._by_word, (forms, lemmas), strict=True):
            for word in words:
                woken.update(known.get(word, ()))
        return sorted(woken)


def _words_of(tokens: Sequence[Any]) -> list[Any]:
    """The tokens that a rule is tried at, as in its own matcher."""
    return [token for token in tokens if token.has_pos_tag("SENT_START") or (token.token and not token.is_whitespace())]


def _needed(variant: Any) -> list[Any]:
    """What a sentence must have for ``variant`` to match: tokens neither optional nor set by what matched before.

    Those that say most come first: a word before a list of words before a form.
    """
    return sorted(
        _fixed(variant.tokens), key=lambda token: (token.text is None, token._text_regex is not None, token.negate)
    )


def _fixed(tokens: Sequence[Any]) -> list[Any]:
    return [token for token in tokens if token.min != 0 and token.match_ref is None]


def _has_second(tokens: Sequence[Any]) -> bool:
    """Whether the second of ``tokens`` must stand right after the first."""
    first, second = tokens[0], tokens[1] if len(tokens) > 1 else None
    return first.min == first.max == 1 and not first.skip and second is not None and second in _fixed(tokens)


def _place(token: Any, known: Known) -> Place:
    """What ``token`` asks of the readings of a word; what else it asks is left to its own matcher."""
    asks = (token.text, token.regexp, token.inflected, token.case_sensitive, token.negate)
    form = (token.postag, token.postag_regexp, token.negate_pos, token.spacebefore)
    return known.place(
        (*asks, *form), lambda word: any(token.matches_reading(reading, word) for reading in word.readings)
    )
