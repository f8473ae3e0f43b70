"""pylat_ru made quicker: what its patterns ask of a word is asked once, its dictionaries are read without checks.

Some 80 rules that choose among the readings of a word and some 600 that look for mistakes try their patterns at each
word of each sentence. Nearly all fail at the first word, and the words of letters are much the same: which of them a
token of a pattern takes is remembered, so that only places are tried where the first token stands, and only where the
sentence has all the others.
"""

import copy
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, reduce, wraps
from operator import or_
from typing import Any

from pylat_ru.analysis import AnalyzedSentence, AnalyzedTokenReadings
from pylat_ru.disambiguation.pattern_matcher import PatternRuleMatcher
from pylat_ru.disambiguation.rules import DisambiguationPatternRuleReplacer
from pylat_ru.morfologik.fsa import CFSA2
from pylat_ru.native_rules import RussianCompoundRule

from letterkit.proofing.multiword_tags import Multiwords

_WORDS = 10_000  # remembered with what takes them, some 1 KB each

Takes = Callable[[Any], bool]
Place = tuple[int, Takes]
"""The bit of what a token of a pattern asks, and the asking: whether it takes a word."""


class _Word:
    """Bits of what has been ``asked`` of a word with these readings, and of what was answered with ``yes``."""

    __slots__ = ("asked", "yes")

    def __init__(self, *_: object) -> None:
        self.asked = self.yes = 0


class Words(list[tuple[_Word, Any]]):
    """The words of a sentence with what is known of them: all that a pattern without references looks at.

    ``asked`` and ``yes`` are bits of what has been asked of every word, and of what one at least answered with yes.
    """

    def __init__(self, words: Iterable[tuple[_Word, Any]]) -> None:
        super().__init__(words)
        self.asked, self.yes = -1, 0
        for word, _ in self:
            self.asked &= word.asked
            self.yes |= word.yes


class Known:
    """The answers. Tokens of patterns that ask the same have one bit."""

    def __init__(self) -> None:
        self._bits: dict[object, int] = {}
        self._word = lru_cache(maxsize=_WORDS)(_Word)

    def place(self, asks: object, takes: Takes) -> Place:
        """What a token of a pattern asks, known by ``asks``."""
        return self._bits.setdefault(asks, 1 << len(self._bits)), takes

    def words(self, tokens: Iterable[Any]) -> Words:
        """``tokens`` of a sentence with what is known of them."""
        return Words(
            (
                self._word(
                    token.token,
                    bool(token.whitespace_before),
                    token.is_sentence_start,
                    token.is_sentence_end,
                    *((reading.token, reading.lemma, reading.pos_tag) for reading in token.readings),
                ),
                token,
            )
            for token in tokens
        )


def rows(words: Words, row: Sequence[Place], last: int) -> Sequence[int]:
    """The numbers, below ``last``, of those ``words`` from which on the places of ``row`` take a word each."""
    starts: Sequence[int] = range(min(last, len(words) - len(row) + 1))
    for step, (bit, takes) in enumerate(row):
        taken = []
        for start in starts:
            word, token = words[start + step]
            if not word.asked & bit:
                word.asked |= bit
                if takes(token):
                    word.yes |= bit
            if word.yes & bit:
                taken.append(start)
        starts = taken
        if not starts:
            break
    return starts


def stand(words: Words, places: Sequence[Place], bits: int) -> bool:
    """Whether each of ``places``, whose bits together are ``bits``, takes one of ``words``."""
    if words.asked & bits == bits:
        return words.yes & bits == bits
    return all(_stands(words, place) for place in places)


def bits_of(places: Iterable[Place]) -> int:
    """The bits of ``places`` together."""
    return reduce(or_, (bit for bit, _ in places), 0)


def _stands(words: Words, place: Place) -> bool:
    bit, takes = place
    if words.asked & bit:
        return bool(words.yes & bit)
    for word, token in words:
        if not word.asked & bit:
            word.asked |= bit
            if takes(token):
                word.yes |= bit
        if word.yes & bit:
            words.yes |= bit
            break
    words.asked |= bit
    return bool(words.yes & bit)


class Disambiguator:
    """In the place of ``original``: chooses among the readings of the words of a sentence."""

    def __init__(self, original: Any, known: Known) -> None:
        self._original = original
        self._multiwords = Multiwords(original.chunker)
        self._known = known
        self._replacers = [self._quick(each.rule) for each in original.disambiguator.replacers]
        self._tokens: Any = None
        self._words = Words(())

    def disambiguate_text(self, text: str) -> Any:
        sentence = self._multiwords.disambiguate(self._original.create_analyzed_sentence(text))
        for replacer in self._replacers:
            sentence = replacer.replace(sentence)
        return sentence

    def words_of(self, tokens: Any) -> Words:
        """What is known of the words of a sentence, by the list it keeps of them: a changed one has another."""
        if tokens is not self._tokens:
            self._tokens, self._words = tokens, self._known.words(tokens)
        return self._words

    def _quick(self, original: Any) -> Any:
        rule = copy.copy(original)
        rule.matcher = _Matcher(rule.pattern_tokens, self, self._known)
        return DisambiguationPatternRuleReplacer(rule)


class _Matcher(PatternRuleMatcher):
    """Begins only at words that the first token takes."""

    def __init__(self, tokens: Sequence[Any], sentences: Disambiguator, known: Known) -> None:
        super().__init__(tokens)
        self._sentences = sentences
        self._places = [
            known.place(repr(replace(token, skip=0, is_inside_marker=False)), token.matches_token) for token in tokens
        ]
        self._bits = bits_of(self._places)
        self._row = self._places[: next((at for at, token in enumerate(tokens, 1) if token.skip), None)]

    def find_matches(self, sentence: Any) -> list[Any]:
        tokens = sentence.get_tokens_without_whitespace()
        words = self._sentences.words_of(tokens)
        if not self._places or len(tokens) < len(self._places):
            return []
        if not stand(words, self._places, self._bits):
            return []
        starts = rows(words, self._row, len(words))
        found = [self._match_from(start, tokens) for start in starts]
        return [each for each in found if each is not None]


def copy_words_quickly() -> None:
    """Words are copied whenever a sentence is: pylat_ru asks of each copy what it is, though it is what it was."""
    init = AnalyzedTokenReadings.__init__
    if hasattr(init, "__wrapped__"):
        return

    @wraps(init)
    def quick(self: AnalyzedTokenReadings, readings: Any, *rest: Any, **named: Any) -> None:
        if rest or named or type(readings) is not AnalyzedTokenReadings:
            init(self, readings, *rest, **named)
            return
        mine = self.__dict__
        mine.update(readings.__dict__)
        mine["readings"] = list(readings.readings)
        mine["chunk_tags"] = list(readings.chunk_tags)
        mine["_clean_token"] = readings.clean_token

    AnalyzedTokenReadings.__init__ = quick  # type: ignore[method-assign]


def keep_words_of_sentences() -> None:
    """A sentence takes the words that it is given: all that makes one in pylat_ru has copied them for it already.

    The words before a change are those of the sentence that was changed, which nobody holds any more.
    """
    init = AnalyzedSentence.__init__
    if hasattr(init, "__wrapped__"):
        return

    @wraps(init)
    def quick(self: AnalyzedSentence, tokens: Sequence[Any], pre_disambig_tokens: Sequence[Any] | None = None) -> None:
        before = [AnalyzedTokenReadings(token) for token in tokens] if pre_disambig_tokens is None else None
        self.tokens = list(tokens)
        self.pre_disambig_tokens = list(pre_disambig_tokens or ()) if before is None else before
        self.wh_positions = [at for at, token in enumerate(self.tokens) if at == 0 or not token.is_whitespace()]
        self.non_blank_tokens = [self.tokens[at] for at in self.wh_positions]

    AnalyzedSentence.__init__ = quick  # type: ignore[method-assign]


def seek_compounds_quickly() -> None:
    """Words written apart or with a hyphen are sought from each word on: only those that begin one are worth it."""
    original = RussianCompoundRule._string_to_token_map
    if hasattr(original, "__wrapped__"):
        return
    begun = frozenset(
        compound[:length]
        for compound in RussianCompoundRule.data().incorrect_compounds
        for length in range(1, len(compound) + 1)
        if compound[:length].isalpha()
    )

    @wraps(original)
    def quick(self: RussianCompoundRule, tokens: Sequence[Any]) -> Any:
        first = tokens[0].token
        if first.isalpha() and first not in begun and not tokens[0].is_sentence_start:
            return [], [], {}
        return original(self, tokens)

    RussianCompoundRule._string_to_token_map = quick  # type: ignore[assignment, method-assign]


def read_dictionaries_quickly() -> None:
    """Dictionaries are walked byte by byte; pylat_ru checks before each that it is there, here Python does."""
    for quick in (get_arc, get_next_arc, get_destination_node_offset):
        setattr(CFSA2, quick.__name__, quick)


def get_arc(self: CFSA2, node: int, label: int) -> int:
    """The arc of ``node`` with this label; 0 for none."""
    arcs, labels = self.arcs, self.label_mapping
    arc = node
    while arc:
        flag = arcs[arc]
        index = flag & 0x1F
        if (labels[index] if index else arcs[arc + 1]) == label:
            return arc
        arc = 0 if flag & 0x40 else _after(arcs, arc, flag)
    return 0


def get_next_arc(self: CFSA2, arc: int) -> int:
    """The arc after ``arc`` of its node; 0 after the last."""
    flag = self.arcs[arc]
    return 0 if flag & 0x40 else _after(self.arcs, arc, flag)


def get_destination_node_offset(self: CFSA2, arc: int) -> int:
    """The node that ``arc`` leads to; 0 for none."""
    arcs = self.arcs
    flag = arcs[arc]
    if flag & 0x80:  # the node follows the last arc of this one
        while not flag & 0x40:
            arc = _after(arcs, arc, flag)
            flag = arcs[arc]
        return _after(arcs, arc, flag)
    at = arc + (1 if flag & 0x1F else 2)
    value = shift = 0
    while arcs[at] & 0x80:
        value |= (arcs[at] & 0x7F) << shift
        shift += 7
        at += 1
    return value | arcs[at] << shift


def _after(arcs: bytes, arc: int, flag: int) -> int:
    """Where the arc after ``arc`` begins: a label and the address of a node may follow the flags."""
    arc += 1 if flag & 0x1F else 2
    if not flag & 0x80:
        while arcs[arc] & 0x80:
            arc += 1
        arc += 1
    return arc
