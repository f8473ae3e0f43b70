"""Spelling: words that neither the dictionary nor the house's own lists know.

Such a word is a slip where a common word is one slip away; names, trade names and abbreviations are in no dictionary
and need more proof.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from letterkit.language.blanks import makes_one, two_in_one
from letterkit.language.edit_distance import edits, in_case_of, likeness, misheard
from letterkit.language.formation import may_be_made
from letterkit.language.lexicon import Lexicon
from letterkit.language.name_like import Standing, standing, starts_sentence
from letterkit.language.orthography import right_spellings
from letterkit.language.ports import Match
from letterkit.language.suggest import LONGEST, evidence, suggestions
from letterkit.language.units import units
from letterkit.russian import morph
from letterkit.russian.vectors import occurrences
from letterkit.russian.words import Word, words

SECOND, UNUSUAL, MISTAKEN = "SECOND_DICTIONARY", "UNUSUAL_WORD", "MISTAKEN_WORD"
ORTHOGRAPHY = "ORTHOGRAPHY"
UNKNOWN = "UNKNOWN_WORD"
CATEGORY = "TYPOS"
OWN_RULES = frozenset({SECOND, UNUSUAL, MISTAKEN, UNKNOWN, ORTHOGRAPHY})

_CYRILLIC = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_ONE_LETTER = frozenset("авикосу")  # words of one letter; others are marks and shortened words
_SHORT = 3  # letters: abbreviations, not words
_NO_WORDS = frozenset("вгдезйклмнпрстуфхцчшщъыьэю") - _ONE_LETTER
_WORD_BEFORE = re.compile(r"([А-Яа-яЁё-]{2,})[^\S\n]$")
_GOES_ON = re.compile(r"[^\S\n][а-яё]{3}")
# «подпункт е пункта 2», «корпус б школы»
_LETTERED = frozenset(
    "пункт подпункт буква литера литер корпус дом строение класс группа категория блок секция подъезд пп лит".split()
)
_LONGEST_POLITE = 7
_NAME_TAGS = frozenset("Name Surn Patr Geox Orgn Trad Abbr".split())
_FEWEST_WORDS = 4  # without neighbours no word is out of place
# How much must speak for a slip (suggest.evidence: about the natural logarithm of how common the word one slip away is)
# in an unknown word of so many letters: a short word has such a neighbour by chance, a long one has none.
_NEEDED = {3: 11.0, 4: 8.5, 5: 6.5, 6: 5.5, 7: 4.8, 8: 4.8, 9: 4.8}
_NEEDED_OF_LONGEST = 3.4
_IMPOSSIBLE = re.compile(r"^[ьъы]|[ьъ]{2}|([^е])\1\1")  # in no Russian word: any word close by is the one meant
_NEEDED_OF_WHOLE = 7.0  # about 1,000 times in a billion words
# What else is needed where names are likely, and where nothing but a slip may be said (bodies, addresses).
_MORE = {
    Standing.WORD: 0.0,
    Standing.STARTS: 0.5,
    Standing.CAPITALS: 1.5,
    Standing.INSIDE: 4.0,
    Standing.QUOTED: 7.0,
}
_NAMED = frozenset({Standing.INSIDE, Standing.QUOTED})
_PLAIN = frozenset({Standing.WORD, Standing.STARTS})
_CERTAIN = 1.0
_SHORTEST_CERTAIN = 5
_IN_NEWS = 6.0  # e⁶ ≈ 400 times as common: news have misprints too
# The one word that has a capital inside any sentence of a letter.
_POLITE = frozenset("вы вас вам вами ваш ваша ваше ваши вашего вашей вашему вашим вашем вашу ваших вашими".split())
_UNUSUAL_NEEDED = 9.0
_DOUBLE_N = re.compile(r"нн(?=[аоы]$)")
_SLIGHT_SLIP = 0.5  # likeness: a letter doubled, two swapped, a vowel for its neighbour
_USED = 8.0  # commonness of a word that a lost space may have joined to another
_MOST_GUESSES = 3
_PARTICIPLE_IN_USE = 300  # times in a billion words of news


class Spelling:
    """Judges words of one paragraph at a time by ``lexicon``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def misspelt(self, text: str) -> Iterator[Match]:
        """Words that are mistaken, unknown, never used in letters, or meant for another word."""
        for first, last in units(text):
            for match in self._misspelt_in(text[first:last]):
                yield replace(match, start=match.start + first, end=match.end + first)

    def _misspelt_in(self, unit: str) -> Iterator[Match]:
        taken: list[tuple[int, int]] = []
        for start, end, phrase in self.lexicon.mistaken_phrases(unit):
            taken.append((start, end))
            yield Match(MISTAKEN, CATEGORY, start, end, "", (in_case_of(unit[start], phrase),))
        found = words(unit)
        for first, second in pairwise(found):
            is_free = all(end <= first.start or second.end <= start for start, end in taken)
            if is_free and (whole := self._join_torn(unit, first, second)):
                taken.append((first.start, second.end))
                yield Match(
                    SECOND, CATEGORY, first.start, second.end, "", (in_case_of(first.text, whole),), certain=True
                )
        for word in found:
            if word.kind != "word" or any(start < word.end and end > word.start for start, end in taken):
                continue
            if wrong := self._wrong(unit, word):
                yield wrong

    def certain(self, text: str) -> Iterator[Match]:
        """Words of ``text`` that are slips whatever they name: for names of bodies, addresses, marks."""
        for word in words(text):
            if word.kind == "word" and (slip := self._slip(text, word)) and slip.certain:
                yield slip

    def _join_torn(self, unit: str, first: Word, second: Word) -> str | None:
        """«по ддержки», «воз духа»: a word torn in two."""
        if unit[first.end : second.start] != " " or not second.text.islower() or not _CYRILLIC.fullmatch(first.text):
            return None
        whole = (first.text + second.text).lower()
        if all(len(piece.text) == 1 or self._is_in_use(piece.text) for piece in (first, second)):
            is_torn = makes_one(first.text.lower(), second.text, self.lexicon)
            return whole if is_torn and not _is_shortened(second.text, unit, second.end) else None
        is_common = morph.is_known(whole) and (
            self.lexicon.commonness(whole) >= _NEEDED_OF_WHOLE or first.text.lower() == "не"  # «не годует»
        )
        return whole if is_common and not _is_shortened(second.text, unit, second.end) else None

    def _is_in_use(self, piece: str) -> bool:
        """Whether the piece is a word, and no short form that only a dictionary has («следующ»)."""
        if not self.lexicon.knows(piece):
            return False
        return occurrences(piece) > 0 or any(parse.tag.POS != "ADJS" for parse in morph.parses(piece))

    def _wrong(self, unit: str, word: Word) -> Match | None:
        right = self.lexicon.right_for(word.text)
        if right is not None and not (word.text.isupper() and len(word.text) <= _SHORT):  # «СПС» is not «спс»
            return _own(MISTAKEN, word, (in_case_of(word.text, right),), certain=True)
        if slip := self._slip(unit, word):
            return slip
        if (short := _short_participle(word.text)) is not None:
            return _own(MISTAKEN, word, (short,))
        if len(word.text) >= _SHORT and word.text.islower() and self.lexicon.is_unusual(word.text):
            meant = suggestions(word.text, self.lexicon)
            if evidence(word.text, meant, self.lexicon) >= _UNUSUAL_NEEDED:
                return _own(UNUSUAL, word, meant)
        if word.text.islower() and (apart := two_in_one(word.text, self.lexicon)):
            return _own(UNUSUAL, word, (apart,))
        if self._is_odd_letter(unit, word):
            meant = suggestions(word.text, self.lexicon)
            return _own(SECOND, word, tuple(each for each in meant if word.text in each) or meant)
        if meant := self._meant_polite(unit, word):
            return _own(UNUSUAL, word, meant)
        return self._unknown(unit, word)

    def _unknown(self, unit: str, word: Word) -> Match | None:
        """«римент», «тамхранится»: no dictionary has the word, and nothing tells for certain which was meant.

        Where no word in use is near it is a new word or a term: of 82 such eight were slips.
        """
        text = word.text
        if len(text) < _SHORT or not text.islower() or not _CYRILLIC.fullmatch(text) or self._is_somehow_known(text):
            return None
        if _is_shortened(text, unit, word.end) or standing(unit, word) is not Standing.WORD:
            return None
        heard = misheard(text) if len(text) <= LONGEST else ()
        near = (*heard, *suggestions(text, self.lexicon))
        used = (each for each in near if self.lexicon.commonness(each) >= _USED and self.lexicon.knows(each))
        guesses = (*self._apart(text), *dict.fromkeys(used))[:_MOST_GUESSES]
        return _own(UNKNOWN, word, guesses) if guesses else None

    def _is_somehow_known(self, text: str) -> bool:
        halves = text.split("-")
        in_halves = len(halves) > 1 and all(map(self.lexicon.knows_half, halves))
        return in_halves or self.lexicon.knows(text) or occurrences(text) > 0

    def _apart(self, text: str) -> tuple[str, ...]:
        """«тамхранится» → «там хранится»: two words in use, the space between them lost."""
        pairs = ((text[:at], text[at:]) for at in range(1, len(text) - 1))
        used = [(one, two) for one, two in pairs if all(map(self._stands_alone, (one, two)))]
        return tuple(f"{one} {two}" for one, two in sorted(used, key=self._rarer, reverse=True)[:1])

    def _stands_alone(self, piece: str) -> bool:
        return (
            self.lexicon.knows(piece)
            and self.lexicon.commonness(piece) >= _USED
            and (len(piece) > 1 or piece in _ONE_LETTER)
        )

    def _rarer(self, pair: tuple[str, str]) -> float:
        return min(map(self.lexicon.commonness, pair))

    def _is_odd_letter(self, unit: str, word: Word) -> bool:
        """«п вторникам», «н чердаке»: a letter that is no word, and no mark of a clause or a unit after a number."""
        if len(word.text) > 1 or word.text not in _NO_WORDS:
            return False
        before = _WORD_BEFORE.search(unit, 0, word.start)
        return (
            before is not None
            and _GOES_ON.match(unit, word.end) is not None
            and not any(parse.normal_form in _LETTERED for parse in morph.parses(before[1]))
        )

    def _meant_polite(self, unit: str, word: Word) -> tuple[str, ...]:
        """«Ваге обращение»: a common noun has no capital inside a sentence, «Ваше» has."""
        text = word.text
        if not (2 < len(text) <= _LONGEST_POLITE and text.istitle()) or text.lower() in _POLITE:
            return ()
        readings = [parse.tag.grammemes for parse in morph.known_parses(text)]
        if (
            any(tags & _NAME_TAGS for tags in readings)
            or starts_sentence(unit, word.start)
            or unit[word.start - 1] == "«"
        ):
            return ()
        return tuple(sorted(in_case_of(text, near) for near in edits(text.lower()) & _POLITE))

    def _slip(self, unit: str, word: Word) -> Match | None:
        """``word`` as a slip in a common word, when no dictionary knows it."""
        text = word.text
        if len(text) < _SHORT or not _CYRILLIC.fullmatch(text) or self.lexicon.knows(text):
            return None
        how = standing(unit, word)
        if how is Standing.NAME or _is_shortened(text, unit, word.end):
            return None
        if how in _PLAIN and (right := right_spellings(text.lower())):
            return _own(ORTHOGRAPHY, word, tuple(in_case_of(text, each) for each in right), certain=True)
        wrong, before, after = text, "", ""
        meant = suggestions(text, self.lexicon)
        if not meant and "-" in text:
            wrong, before, after = self._wrong_half(text)
            meant = suggestions(wrong, self.lexicon)
        if how in _NAMED:
            # «Приозёрского района»: news write the name without the dots. «Строй тоннель»: names are joined from words.
            if any(_plain(each) == _plain(text) for each in meant):
                return None
            meant = tuple(each for each in meant if " " not in each or each.split()[0].lower() in _POLITE)
        elif how is Standing.STARTS:  # «Аварийныйдом» has lost a blank, «Эльфинстон» has not
            meant = tuple(each for each in meant if " " not in each or self._stands_alone(each.split()[0].lower()))
        needed = self._least_proof(wrong, how)
        if how in _NAMED and meant and meant[0].split()[0].lower() in _POLITE:
            needed -= _MORE[how]
        proof = evidence(wrong, meant, self.lexicon)
        if proof < needed:
            return None
        if how is Standing.WORD and (_is_cited(unit, word) or self._may_be_made(text, meant)):
            return None  # left to _unknown
        certain = proof >= needed + _CERTAIN and len(wrong) >= _SHORTEST_CERTAIN
        return _own(SECOND, word, tuple(before + each + after for each in meant), certain=certain)

    def _may_be_made(self, text: str, meant: Sequence[str]) -> bool:
        """Whether it is a new word rather than a slight slip in one of ``meant`` («расчитать», «предъявлять»)."""
        near = (likeness(text, each.lower()) for each in meant if " " not in each)
        return may_be_made(text) and min(near, default=inf) > _SLIGHT_SLIP

    def _least_proof(self, wrong: str, how: Standing) -> float:
        if _IMPOSSIBLE.search(wrong.lower()):
            return 0.0
        needed = _NEEDED.get(len(wrong), _NEEDED_OF_LONGEST) + _MORE[how]
        used = "ё" not in wrong and occurrences(wrong)  # «дёревни»: news know it without the dots
        if used and len(wrong) == _SHORT:
            return inf  # a shortened word: news have «июн» and «гоу»
        return max(needed, self.lexicon.commonness(wrong) + _IN_NEWS) if used else needed

    def _wrong_half(self, text: str) -> tuple[str, str, str]:
        """The half of a hyphenated word that alone is unknown, and what stands before and after it."""
        at = 0
        unknown = []
        for half in text.split("-"):
            if not self.lexicon.knows_half(half):
                unknown.append((half, text[:at], text[at + len(half) :]))
            at += len(half) + 1
        return unknown[0] if len(unknown) == 1 else (text, "", "")


def _short_participle(text: str) -> str | None:
    """«перечисленны» → «перечислены»: a short adjective that nobody uses for a short participle that many do."""
    if _DOUBLE_N.search(text) is None or occurrences(text):
        return None
    right = _DOUBLE_N.sub("н", text)
    if any(parse.tag.POS == "ADVB" for parse in morph.known_parses(text)):
        return None  # «преувеличенно яркий»
    is_participle = any(parse.is_known and parse.tag.POS == "PRTS" for parse in morph.parses(right))
    return right if is_participle and occurrences(right) >= _PARTICIPLE_IN_USE else None


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def _is_shortened(word: str, unit: str, end: int) -> bool:
    """«каб.», «доб.», «зарег.», «3 мес.,»: a dot follows, and the sentence goes on."""
    return len(word) <= 6 and re.match(r"\.(?:\s?[а-яё\d№«]|[,;:)])", unit[end : end + 3]) is not None


def _is_cited(unit: str, word: Word) -> bool:
    """«двадцать шесть «семейников»»: a word in quotation marks by itself is somebody's own."""
    return unit[word.start - 1 : word.start] == "«" and unit[word.end : word.end + 1] == "»"


def _own(rule: str, word: Word, replacements: tuple[str, ...], *, certain: bool = False) -> Match:
    return Match(rule, CATEGORY, word.start, word.end, "", replacements, certain=certain)
