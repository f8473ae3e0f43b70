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
from letterkit.proofing.ports import EngineName, Match
from letterkit.proofing.quicker import (
    Disambiguator,
    Known,
    Place,
    bits_of,
    copy_words_quickly,
    keep_words_of_sentences,
    read_dictionaries_quickly,
    rows,
    seek_compounds_quickly,
    stand,
)
from letterkit.proofing.word_tree import grow_word_lists_slowly

if TYPE_CHECKING:
    from pylat_ru import LanguageToolRU

# The server shows words to put in as a quotation, this engine as markup.
_SUGGESTED = re.compile(r"<suggestion>(.*?)</suggestion>", re.DOTALL)
_STREAMS = 4
_WORDS, _SENTENCES, _FINDINGS = 20_000, 256, 4096  # remembered; a sentence taken apart holds some 60 KB


@lru_cache(maxsize=2)
def load_embedded(rules: frozenset[str]) -> "Embedded":
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

    def forget(self) -> None:
        """Forgets the sentences of the texts read so far; what is known of words stays."""
        native: Any = self._tool.java_rules_engine
        grammar: Any = self._tool.grammar_engine
        with self._turn:
            native._disambiguator.disambiguate_text.cache_clear()
            grammar._known.cache_clear()


def _tool_with(rules: frozenset[str]) -> "LanguageToolRU":
    from pylat_ru import LanguageToolRU

    grow_word_lists_slowly()
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
    copy_words_quickly()
    keep_words_of_sentences()
    seek_compounds_quickly()
    known = Known()
    tool.grammar_engine = _grammar_with(rules, tool.grammar_engine, known, native._chunker)
    _remember(native, known)
    return tool


def _no_guesses(word: str) -> list[str]:
    return []


def _remember(native: Any, known: Known) -> None:
    """Have the engine look each word up and take each sentence apart once."""
    tagger = native._disambiguator.tagger
    if not hasattr(tagger.word_tagger.tag, "cache_info"):  # one tagger serves every engine
        tagger.word_tagger.tag = lru_cache(maxsize=_WORDS)(tagger.word_tagger.tag)
        tagger.get_analyzed_tokens = lru_cache(maxsize=_WORDS)(tagger.get_analyzed_tokens)
    native._disambiguator = _Analyser(Disambiguator(native._disambiguator, known))
    native._chunker = _Unchunked()


class _Analyser:
    """Takes a sentence apart once: no rule changes what it is given."""

    def __init__(self, disambiguator: Any) -> None:
        self.disambiguate_text = lru_cache(maxsize=_SENTENCES)(disambiguator.disambiguate_text)


class _Unchunked:
    """In the place of the chunker, for whose work only a few rules of grammar ask: they call it themselves."""

    def chunk(self, sentence: Any) -> None: ...


def _grammar_with(rules: frozenset[str], everything: Any, known: Known, chunker: Any) -> Any:
    from pylat_ru.grammar import engine as grammar

    if not hasattr(grammar._sentence_token_index, "cache_info"):  # each rule asks for the words of its sentence
        grammar._sentence_token_index = lru_cache(maxsize=_STREAMS)(grammar._sentence_token_index)

    class _Grammar(grammar.RussianGrammarEngine):
        _wanted: "list[tuple[Any, Any, list[Place], int]]"
        _woken: "_Woken"
        _known: "Callable[[str], list[Any]]"
        _sentence: Any = None

        def check_sentence(self, sentence: Any, include_disabled: bool = False) -> list[Any]:
            self._sentence = sentence
            return self._known(sentence.text)

        def _findings(self, text: str) -> list[Any]:
            sentence = self._sentence
            self._met: dict[int, list[Any]] = {}
            self._streams = (
                known.words(_words_of(sentence.tokens)),
                known.words(_words_of(sentence.pre_disambig_tokens)),
            )
            found: list[Any] = []
            possible: dict[int, tuple[Any, list[Any]]] = {}
            for number in self._woken.by(*grammar._sentence_token_index(sentence)):
                rule, variant, needed, bits = self._wanted[number]
                if stand(self._streams[bool(variant.raw_pos)], needed, bits):
                    possible.setdefault(id(rule), (rule, []))[1].append(variant)
            for rule, variants in possible.values():
                matching = [variant for variant in variants if variant.may_match(sentence)]
                if matching:
                    found.extend(self._execute_rule(sentence, rule, matching))
            return found

        def _chunk(self, sentence: Any) -> None:
            if not hasattr(sentence, "chunked"):
                chunker.chunk(sentence)
                sentence.chunked = True

        def _may_match(self, variant: Any) -> Callable[[Any], bool]:
            """Whether ``variant`` matches before its antipatterns, and all that a match costs besides, are looked at.

            An antipattern only forbids words: where each token has a place of its own, it makes no other match.
            """
            if variant.antipatterns and not all(map(_stands_fast, variant.tokens)):
                return lambda sentence: True
            return lambda sentence: bool(variant.match_sentence(sentence, self._synthesizer, set()))

        def _matching(self, variant: Any) -> Callable[..., list[Any]]:
            """``variant.match_sentence`` that begins only at words where its first tokens stand in a row."""
            row = [_place(token, known) for token in _in_a_row(variant.tokens)]
            asks_chunks = any(map(_asks_chunks, variant.tokens))
            original = variant.match_sentence

            def match(sentence: Any, synthesizer: Any = None, immunized_tokens: "set[int] | None" = None) -> list[Any]:
                if not row or sentence is not self._sentence:
                    if asks_chunks:
                        self._chunk(sentence)
                    return original(sentence, synthesizer, immunized_tokens)
                if not immunized_tokens and id(variant) in self._met:
                    return self._met[id(variant)]
                words = self._streams[bool(variant.raw_pos)]
                last = max(0, len(words) - len(variant.tokens) + 1) + variant.min_occur_correction
                last = min(1 if variant.is_sent_start else last, len(words))
                starts = rows(words, row, last)
                if not starts:
                    return []
                if asks_chunks:
                    self._chunk(sentence)
                tokens = [token for _, token in words]
                with variant._match_lock:
                    found = [variant._match_from(tokens, at, synthesizer, immunized_tokens or set()) for at in starts]
                    variant.reset_dynamic_state()
                found = [each for each in found if each is not None]
                if not immunized_tokens:
                    self._met[id(variant)] = found
                return found

            return match

    engine = _Grammar([rule for rule in everything.get_all_rules() if rule.id in rules], loader=everything._loader)
    engine._known = lru_cache(maxsize=_FINDINGS)(engine._findings)
    engine._wanted = [
        (rule, variant, needed, bits_of(needed))
        for rule in engine.get_all_rules()
        for variant in engine._compiled_variants.get(rule.full_id) or ()
        for needed in ([_place(token, known) for token in _fixed_demands(variant)],)
    ]
    engine._woken = _Woken([grammar._variant_token_hints(variant) for _, variant, _, _ in engine._wanted])
    for _, variant, _, _ in engine._wanted:
        for each in (variant, *variant.antipatterns):
            each.match_sentence = engine._matching(each)
        variant.may_match = engine._may_match(variant)
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


def _fixed_demands(variant: Any) -> list[Any]:
    """What a sentence must have for ``variant`` to match: tokens neither optional nor set by what matched before.

    Those that say most come first: a word before a list of words before a form.
    """
    return sorted(
        _fixed_tokens(variant.tokens),
        key=lambda token: (token.text is None, token._text_regex is not None, token.negate),
    )


def _fixed_tokens(tokens: Sequence[Any]) -> list[Any]:
    return [token for token in tokens if token.min != 0 and token.match_ref is None]


def _stands_fast(token: Any) -> bool:
    """Whether ``token`` takes exactly the word after the one before it, whatever stands further on."""
    return token.min == token.max == 1 and not token.skip and not token.exceptions_next


def _asks_chunks(token: Any) -> bool:
    """Whether ``token`` asks what phrase a word belongs to; where a ё may be missing its tagger has told."""
    return any(each.chunk not in (None, "MayMissingYO") for each in (token, *token.and_members))


def _in_a_row(tokens: Sequence[Any]) -> list[Any]:
    """The first of ``tokens``, as many as must stand one right after another; none when the first may be absent."""
    row: list[Any] = []
    for token in tokens:
        if token not in _fixed_tokens(tokens) or (row and not (row[-1].min == row[-1].max == 1 and not row[-1].skip)):
            break
        row.append(token)
    return row


def _place(token: Any, known: Known) -> Place:
    """What ``token`` asks of the readings of a word; what else it asks is left to its own matcher."""
    asks = (token.text, token.regexp, token.inflected, token.case_sensitive, token.negate)
    form = (token.postag, token.postag_regexp, token.negate_pos, token.spacebefore)
    return known.place(
        (*asks, *form), lambda word: any(token.matches_reading(reading, word) for reading in word.readings)
    )
