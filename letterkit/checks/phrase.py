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
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import regex

from letterkit.checks.noun_phrase import noun_phrase
from letterkit.checks.readings import grammemes_of, plain_parses
from letterkit.checks.tokens import Token, fold_word, lemmas_of
from letterkit.core.errors import BadValue
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph

_ELEMENT = regex.compile(r"(?P<word>~?[\p{L}\p{M}\d№%.\-’]*)(?:<(?P<marks>[A-Za-z0-9,_!=+/]+)>)?")
_MARKED_CHOICES = regex.compile(r"\((?P<choices>[^()<>]+)\)<(?P<marks>[A-Za-z0-9,_!=+/]+)>")
_GAP_ELEMENT = regex.compile(r"\.\.\.(?P<most>[1-9]?)")
_CASES = frozenset(("nomn", "gent", "datv", "accs", "ablt", "loct"))
_GAP = 3
_SMALL = "small"
_NUMBERS = {
    "#": lambda number: True,
    "#one": lambda number: number % 10 == 1 and number % 100 != 11,
    "#few": lambda number: number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14),
    "#many": lambda number: number % 10 in (0, 5, 6, 7, 8, 9) or number % 100 in (11, 12, 13, 14),
    "#day": lambda number: 1 <= number <= 31,
    "#year": lambda number: 1900 <= number <= 2099,
}


_PARTS_OF_SPEECH = frozenset(
    "NOUN ADJF ADJS COMP VERB INFN PRTF PRTS GRND NUMR ADVB NPRO PRED PREP CONJ PRCL INTJ".split()
)


@lru_cache(maxsize=WORDS_KEPT)
def _bears(word: str, marks: tuple[str, ...], bounds: tuple[str, ...]) -> bool:
    """Whether a reading of ``word`` has ``marks``, every one what «=» asks of ``bounds`` and none what «!» forbids."""
    parses = plain_parses(word)
    found = [grammemes_of(parse) for parse in parses]
    if not any(each.issuperset(marks) for each in found):
        return False
    for bound in bounds:
        if bound == _SMALL:
            if not word.islower():
                return False
            continue
        named = frozenset(bound[1:].replace("/", "+").split("+"))
        if bound[0] == "=" and (not parses[0].is_known or any(named.isdisjoint(each) for each in found)):
            return False
        if bound[0] == "!" and any(named <= each for each in found):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Choice:
    form: str | None
    lemma: str | None
    marks: tuple[str, ...]
    bounds: tuple[str, ...] = ()
    number: str = ""

    @property
    def cues(self) -> frozenset[str]:
        if self.number:
            return frozenset(("<digit>",))
        asked = [
            [mark for mark in self.marks if mark in _PARTS_OF_SPEECH],
            *(bound[1:].split("/") for bound in self.bounds if bound[0] == "="),
        ]
        return next(
            (frozenset(f"<{mark}>" for mark in each) for each in asked if each and _PARTS_OF_SPEECH.issuperset(each)),
            frozenset(),
        )

    def fits(self, token: Token) -> bool:
        if self.number:
            return token.text.isdigit() and _NUMBERS[self.number](int(token.text))
        if self.form is not None and token.form != self.form:
            return False
        if self.lemma is not None and self.lemma not in token.lemmas:
            return False
        if self.bounds:
            return token.is_word and _bears(token.text, self.marks, self.bounds)
        return not self.marks or token.has(*self.marks)


@dataclass(frozen=True, slots=True, eq=False)
class _Element:
    choices: tuple[_Choice, ...]
    optional: bool = False
    gap: int = 0
    edge: str = ""
    noun_case: str | None = None
    nouns: frozenset[str] = frozenset()
    _seen: dict[str, bool] = field(default_factory=dict)

    @property
    def case(self) -> str | None:
        """The case in which the words of this element stand, where the phrase says so."""
        marks = (mark for choice in self.choices for mark in choice.marks)
        return self.noun_case or next((mark for mark in marks if mark in _CASES), None)

    @property
    def keys(self) -> tuple[str, ...]:
        """Forms and lemmas (these after «~») of the choices; an empty string for a choice of any word."""
        return tuple(
            choice.form if choice.form is not None else f"~{choice.lemma}" if choice.lemma else ""
            for choice in self.choices
        )

    @property
    def asks(self) -> bool:
        """Whether one of certain words must be there."""
        return not self.optional and bool(self.keys) and all(self.keys)

    def marks_for(self, token: Token) -> tuple[frozenset[str], ...]:
        """What a reading of ``token`` must have to answer the element, in each way in which ``token`` does."""
        return tuple(frozenset(choice.marks) for choice in self.choices if choice.fits(token))

    @property
    def cues(self) -> frozenset[str]:
        """What of ``checks.prefilter.marks_of`` some word has that answers it; none where it may be any word."""
        found = [choice.cues for choice in self.choices]
        return frozenset().union(*found) if found and all(found) else frozenset()

    def fits(self, token: Token) -> bool:
        known = self._seen.get(token.text)
        if known is None:
            if len(self._seen) >= WORDS_KEPT:
                self._seen.clear()
            known = self._seen[token.text] = any(choice.fits(token) for choice in self.choices)
        return known

    @property
    def may_begin_anywhere(self) -> bool:
        """Whether what stands at a place does not show at once that it answers nothing there."""
        return bool(self.gap or self.edge or self.noun_case)


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


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase; ``source`` is what was written."""

    source: str
    elements: tuple[_Element, ...]
    _asked: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, source: str, elements: tuple[_Element, ...]) -> "Phrase":
        return cls(source, elements, tuple(frozenset(each.keys) for each in elements[1:] if each.asks))

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
        groups = _match_elements(self.elements, tokens, index)
        if groups is None:
            return None
        own = max(number for number, element in enumerate(self.elements, 1) if not element.noun_case)
        return Match(
            groups, tuple(element.case for element in self.elements), own, tokens[index - 1] if index else None
        )


@lru_cache(maxsize=16384)
def phrase(source: str, *, anywhere: bool = False) -> Phrase:
    """Compile ``source``, which may begin with any word if ``anywhere``; raises ValueError that says what is wrong."""
    elements = tuple(_element(piece) for piece in source.split())
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


def _element(piece: str) -> _Element:
    optional = piece.endswith("?") and len(piece) > 1
    body = piece[:-1] if optional else piece
    if gap := _GAP_ELEMENT.fullmatch(body):
        return _Element((), optional, gap=int(gap["most"] or _GAP))
    if body in ("^", "$"):
        return _Element((), edge=body)
    if body.startswith("[") and body.endswith("]"):
        case, _, nouns = body[1:-1].partition(":")
        if case not in _CASES:
            raise BadValue("phrase.case", body, ", ".join(sorted(_CASES)))
        lemmas = (_choice(f"~{noun}").lemma for noun in nouns.split("|") if nouns)
        return _Element((), optional, noun_case=case, nouns=frozenset(lemma for lemma in lemmas if lemma))
    if body == "_":
        return _Element((_Choice(None, None, ()),), optional)
    if choices := _MARKED_CHOICES.fullmatch(body):
        body = "|".join(f"{each}<{choices['marks']}>" for each in choices["choices"].split("|"))
    return _Element(tuple(_choice(alternative) for alternative in body.split("|")), optional)


def _choice(written: str) -> _Choice:
    if written in _NUMBERS:
        return _Choice(None, None, (), number=written)
    if len(written) == 1 and not written.isalnum():
        return _Choice(written, None, ())
    found = _ELEMENT.fullmatch(written)
    if not found or written in ("", "~"):
        raise BadValue("phrase.element", written)
    word, every = found["word"], tuple((found["marks"] or "").split(",")) if found["marks"] else ()
    for mark in every:
        for name in mark.lstrip("!=").replace("/", "+").split("+"):
            if name not in morph.known_marks() and mark != _SMALL:
                raise BadValue("phrase.mark", name)
    marks = tuple(mark for mark in every if mark[0] not in "!=" and mark != _SMALL)
    bounds = tuple(mark for mark in every if mark[0] in "!=" or mark == _SMALL)
    if word.startswith("~"):
        lemma = fold_word(word[1:])
        known = {fold_word(each) for each in morph.lemmas(word[1:])}
        if lemma not in known:
            raise BadValue("phrase.dictionary-form", word[1:], min(known))
        return _Choice(None, lemma, marks, bounds)
    return _Choice(fold_word(word) if word else None, None, marks, bounds)


def _match_elements(
    elements: Sequence[_Element], tokens: Sequence[Token], index: int
) -> tuple[tuple[Token, ...], ...] | None:
    if not elements:
        return ()
    first, rest = elements[0], elements[1:]
    if first.edge:
        stands = index == 0 if first.edge == "^" else index == len(tokens)
        tail = _match_elements(rest, tokens, index) if stands else None
        return None if tail is None else ((), *tail)
    if first.gap:
        for length in range(first.gap + 1):
            taken = tuple(tokens[index : index + length])
            if len(taken) < length or (taken and not taken[-1].is_word):
                return None
            if (tail := _match_elements(rest, tokens, index + length)) is not None:
                return (taken, *tail)
        return None
    if first.noun_case:
        found = noun_phrase(tokens, index, (first.noun_case,))
        if found is not None and first.nouns and found.lemma not in first.nouns:
            found = None
        if found is not None and (tail := _match_elements(rest, tokens, index + len(found.tokens))) is not None:
            return (found.tokens, *tail)
    elif index < len(tokens) and first.fits(tokens[index]):
        tail = _match_elements(rest, tokens, index + 1)
        if tail is not None:
            return ((tokens[index],), *tail)
    if first.optional and (tail := _match_elements(rest, tokens, index)) is not None:
        return ((), *tail)
    return None
