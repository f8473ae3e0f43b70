"""Phrases as clerks write them in rule files, matched by lemma and grammar, not by string.

Elements are parted by spaces and match one token each:

    контроль            exactly this form (case and ё do not matter)
    ~осуществлять       any form of this word
    ~данный|~указанный  either
    <NOUN,gent>         any word with these marks of OpenCorpora, all in one of its readings
    <NOUN,!gent>        … of which no reading has the mark behind «!»; «!gent+plur»: none has both
    <=NOUN,nomn>        … of which every reading has the mark behind «=»; «=VERB/PRTS»: one of these
    ~работа<plur>       any form of the word that also has these marks
    (~мочь|~уметь)<2per>  the same marks for each of a choice
    [gent]              a noun in that case with the words that agree with it («жилых домов»); what hangs on it stays
    [datv:сбой|авария]  such a noun phrase whose noun is one of these words
    _                   any one word
    <NOUN,small>        … in small letters
    ...                 up to three words; «...8»: up to eight
    #                   a whole number in figures: «#one» (21), «#few» (3), «#many» (5, 11), «#day» (1–31), «#year»
    ^  $                the first word of the sentence comes next; its last word or mark was the one before
    ,                   the mark itself
    надлежащим?         may be absent

The first element must be a word or a choice of words, so that a text is not searched for every phrase at every word.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from letterkit.checks.noun_phrase import noun_phrase
from letterkit.checks.phrase_elements import Element, read_element
from letterkit.checks.tokens import Token, fold_word, lemmas_of
from letterkit.core.errors import BadValue
from letterkit.core.lru_cache import WORDS_KEPT


@dataclass(frozen=True, slots=True)
class Match:
    """``tokens[n]`` answers element ``n`` of the phrase (0-based); empty for an absent one, several for a gap.

    ``cases[n]`` is the case that the phrase asked of it, if any; ``own`` counts the elements up to the last that
    is not a noun phrase; ``before`` is the word or mark before the phrase.
    """

    tokens: tuple[tuple[Token, ...], ...]
    cases: tuple[str | None, ...] = ()
    own: int = 0
    before: Token | None = None

    @property
    def start(self) -> int:
        return min(token.start for group in self.tokens for token in group)

    @property
    def end(self) -> int:
        return max(token.end for group in self.tokens for token in group)

    @property
    def own_end(self) -> int:
        """Where the turn itself ends, without the noun phrase that follows it."""
        return max(token.end for group in self.tokens[: self.own or None] for token in group)


_FEW = 3
"""Gaps and elements that may be missing: so many are tried anew each time, which is quicker than to remember."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase; ``source`` is what was written."""

    source: str
    elements: tuple[Element, ...]
    _asked: tuple[frozenset[str], ...]
    _choices: int

    @classmethod
    def of(cls, source: str, elements: tuple[Element, ...]) -> "Phrase":
        asked = tuple(frozenset(each.keys) for each in elements[1:] if each.asks)
        return cls(source, elements, asked, sum(bool(each.gap) or each.optional for each in elements))

    @property
    def keys(self) -> tuple[str, ...]:
        """Folded forms and lemmas (these after «~») that can begin the phrase."""
        return self.elements[0].keys

    @property
    def wakes(self) -> bool:
        """Whether a word wakes it: a set of phrases can be searched for such ones alone."""
        return bool(self.keys) and all(self.keys)

    @property
    def opening_keys(self) -> frozenset[str]:
        """The keys of ``Places`` that it can begin with: pairs, where words are known for its second place too."""
        if len(self.elements) == 1 or not self.elements[1].asks:
            return frozenset(self.keys)
        return frozenset(f"{key} {second}" for key in self.keys for second in self.elements[1].keys)

    def can_match(self, words: frozenset[str]) -> bool:
        """Whether ``words`` (``Places.words``) have one for each element after the first that asks for some."""
        return not any(words.isdisjoint(keys) for keys in self._asked)

    def places(self, tokens: Sequence[Token]) -> Iterator[int]:
        """Where among ``tokens`` it may begin, by its first element."""
        first = self.elements[0]
        if first.edge:
            yield from range(min(len(tokens), 1))
        elif first.may_begin_anywhere:
            yield from range(len(tokens))
        else:
            fits = first.fits
            yield from (index for index, token in enumerate(tokens) if fits(token))

    def at(self, tokens: Sequence[Token], index: int) -> Match | None:
        """The longest match that begins at ``tokens[index]``, or None."""
        groups = _match_elements(self.elements, tokens, index, set() if self._choices > _FEW else None)
        if groups is None:
            return None
        own = max(number for number, element in enumerate(self.elements, 1) if not element.noun_case)
        return Match(
            groups, tuple(element.case for element in self.elements), own, tokens[index - 1] if index else None
        )


@lru_cache(maxsize=16384)
def phrase(source: str, *, anywhere: bool = False) -> Phrase:
    """Compile ``source``, which may begin with any word if ``anywhere``; raises ValueError that says what is wrong."""
    elements = tuple(read_element(piece) for piece in source.split())
    if not elements:
        raise BadValue("phrase.empty")
    first = elements[0]
    if first.optional or (not anywhere and (not first.keys or not all(first.keys))):
        raise BadValue("phrase.no-first-word", source)
    return Phrase.of(source, elements)


class PhraseSet:
    """Many phrases sought in one pass: a pair of words wakes only the phrases that can begin with it."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_key: dict[str, dict[int, Phrase]] = {}
        for number, one in enumerate(phrases):
            for key in one.opening_keys:
                self._by_key.setdefault(key, {})[number] = one
        self.keys = frozenset(self._by_key)
        """The keys of ``Places`` with which a phrase can begin."""

    def wakes_at(self, words: frozenset[str]) -> bool:
        """Whether a phrase can begin with some of ``words`` (``Places.words``)."""
        return not self.keys.isdisjoint(words)

    def search(self, tokens: Sequence[Token], places: "Places | None" = None) -> Iterator[tuple[int, Match]]:
        """(number of the phrase, match), leftmost and longest first, matches never overlapping.

        ``places`` is ``places_of(tokens)``, where it is at hand already.
        """
        places = places_of(tokens) if places is None else places
        woken: dict[int, dict[int, Phrase]] = {}
        for key in self.keys & places.words:
            for index in places[key]:
                woken.setdefault(index, {}).update(self._by_key[key])
        free_from = 0
        for index in sorted(woken):
            if index < free_from:
                continue
            found = [
                (match.end, number, match)
                for number, one in woken[index].items()
                if one.can_match(places.words) and (match := one.at(tokens, index)) is not None
            ]
            if found:
                end, number, match = max(found, key=lambda each: (each[0], -each[1]))
                yield number, match
                free_from = next(
                    (later for later in range(index, len(tokens)) if tokens[later].start >= end), len(tokens)
                )


class Places(dict[str, list[int]]):
    """Where each form, each lemma (after «~») and each pair of them (parted by a space) stands in a text.

    Numbers of tokens, ascending; of a pair that of its first word.
    """

    @cached_property
    def words(self) -> frozenset[str]:
        """Its keys: sets are compared faster than dictionaries."""
        return frozenset(self)


def places_of(tokens: Sequence[Token]) -> Places:
    """Where the words of ``tokens`` stand among them."""
    places = Places()
    place = places.setdefault
    keys = [_keys(token.text) for token in tokens]
    for index, (own, following) in enumerate(zip(keys, (*keys[1:], ()), strict=False)):
        for key in own:
            place(key, []).append(index)
            for second in following:
                place(f"{key} {second}", []).append(index)
    return places


@lru_cache(maxsize=WORDS_KEPT)
def _keys(word: str) -> tuple[str, ...]:
    form = fold_word(word)
    return (form, *(f"~{lemma}" for lemma in lemmas_of(word))) if word[0].isalpha() else (form,)


def _match_elements(
    elements: Sequence[Element], tokens: Sequence[Token], index: int, dead: set[tuple[int, int]] | None
) -> tuple[tuple[Token, ...], ...] | None:
    """The tokens of each of ``elements`` from ``index`` on.

    ``dead`` collects (elements left, place) that led nowhere: without it many gaps try the same again and again.
    """
    if not elements:
        return ()
    if dead is None:
        return _try_elements(elements, tokens, index, None)
    place = (len(elements), index)
    if place in dead or (found := _try_elements(elements, tokens, index, dead)) is None:
        dead.add(place)
        return None
    return found


def _try_elements(
    elements: Sequence[Element], tokens: Sequence[Token], index: int, dead: set[tuple[int, int]] | None
) -> tuple[tuple[Token, ...], ...] | None:
    first, rest = elements[0], elements[1:]
    if first.edge:
        stands = index == 0 if first.edge == "^" else index == len(tokens)
        tail = _match_elements(rest, tokens, index, dead) if stands else None
        return None if tail is None else ((), *tail)
    if first.gap:
        for length in range(first.gap + 1):
            taken = tuple(tokens[index : index + length])
            if len(taken) < length or (taken and not taken[-1].is_word):
                return None
            if (tail := _match_elements(rest, tokens, index + length, dead)) is not None:
                return (taken, *tail)
        return None
    if first.noun_case:
        found = noun_phrase(tokens, index, (first.noun_case,))
        if found is not None and first.nouns and found.lemma not in first.nouns:
            found = None
        if found is not None and (tail := _match_elements(rest, tokens, index + len(found.tokens), dead)) is not None:
            return (found.tokens, *tail)
    elif index < len(tokens) and first.fits(tokens[index]):
        tail = _match_elements(rest, tokens, index + 1, dead)
        if tail is not None:
            return ((tokens[index],), *tail)
    if first.optional and (tail := _match_elements(rest, tokens, index, dead)) is not None:
        return ((), *tail)
    return None
