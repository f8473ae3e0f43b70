"""The dictionary: pymorphy3's words and the house's own lists (rules/words)."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from math import log
from pathlib import Path

from letterkit.core.errors import RuleError
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.language.formation import is_formed
from letterkit.russian import morph
from letterkit.russian.vectors import occurrences
from letterkit.word_lists import WordList, WordLists, words_text

DICTIONARY, MISTAKEN, UNLIKELY = "dictionary.txt", "mistaken.txt", "unlikely.txt"
# Lists of other rules: what they report as jargon or as foreign is no misspelling besides.
REPORTED = ("borrowed.txt", "foreign.txt", "jargon.txt")
SPELLING_LISTS = (DICTIONARY, MISTAKEN, UNLIKELY, *REPORTED)

# A lower-case word that the dictionary has only as a name, or only as archaic, slang or mistaken, is a slip of the pen.
_NAME_TAGS = frozenset("Name Surn Patr Geox Orgn Trad".split())
_UNUSUAL_TAGS = frozenset("Arch Infr Dist Erro Slng".split())

# A billion words of news tell how common a word is; letters use their own words and «сообщаем», «напишите» more often.
_FEW, _OF_HOUSE, _IN_PERSON = 30, 30_000, 100
_COMMON_NOUN = 8.5  # natural logarithm of times in a billion words
_IN_LETTERS = frozenset({"1per", "2per"})
_CLOSED = frozenset({"NPRO", "PREP", "CONJ", "NUMR"})
_FEMININE = {"а": ("ы", "и", "е", "у", "ой"), "я": ("и", "е", "ю", "ей")}
_HALVES_OF_PLACES = frozenset({"усть"})
_NAMING = frozenset({"NOUN", "ADJF", "INFN"})
_JOINED_STEM = re.compile(r"(?P<stem>[а-яё]{3,})[ое]")
_STEM_ENDS = ("ый", "ий", "ой", "а", "я", "о", "", "ский")
# What a new word of those lists ends in, and how far its other forms may go beyond the rest of it.
_NEW_ENDING = re.compile(r"(?:ировать|овать|ить|ать|еть|ость|ни[ея]|[аеийоуыьюя]{1,2})$")
_SHORT_STEM, _LONG_ENDING = 5, 6
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")


class Lexicon:
    """``house`` are words in their dictionary form; ``mistaken`` maps a wrong word or phrase to the right one.

    ``unlikely`` are words that exist and that no letter uses; ``reported`` ones are told of by rules of style.
    """

    def __init__(
        self,
        house: Iterable[str],
        mistaken: Mapping[str, str],
        unlikely: Iterable[str] = (),
        reported: Iterable[str] = (),
    ) -> None:
        house = tuple(house)
        self._unlikely = frozenset(_plain(word) for word in unlikely)
        self._house = frozenset(_plain(word) for word in house)
        self._house_forms = frozenset(_plain(form) for word in house for form in _forms(word))
        self._dotted = frozenset(form.lower() for word in house if "ё" in word for form in _forms(word))
        self._reported = frozenset(_plain(word) for word in reported)
        self._known = lru_cache(maxsize=WORDS_KEPT)(self._looks_known)
        self._common = lru_cache(maxsize=WORDS_KEPT)(self._occurrences)
        self._unusual = lru_cache(maxsize=WORDS_KEPT)(self._is_odd)
        self._mistaken = {_plain(wrong): right for wrong, right in mistaken.items()}
        phrases = sorted((wrong for wrong in self._mistaken if " " in wrong), key=len, reverse=True)
        pattern = "|".join(phrases).replace(" ", r"[ \n]+").replace("е", "[её]")
        self._phrases = re.compile(rf"\b(?:{pattern or '(?!)'})\b", re.IGNORECASE)

    def knows(self, word: str) -> bool:
        """Whether ``word`` is Russian by either dictionary; hyphenated and compound words by their parts."""
        return self._known(word.lower())

    def right_for(self, word: str) -> str | None:
        """The right word, when ``word`` is a common mistake."""
        return self._mistaken.get(_plain(word))

    def mistaken_phrases(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where phrases of several words stand that are common mistakes, and what is right."""
        for found in self._phrases.finditer(text):
            yield found.start(), found.end(), self._mistaken[_plain(" ".join(found.group().split()))]

    def is_house(self, word: str) -> bool:
        """Whether the house's own list has ``word`` in some form; е may stand for ё."""
        low = _plain(word)
        return low in self._house_forms or any(
            parse.is_known and _plain(parse.normal_form) in self._house for parse in morph.parses(low)
        )

    def has_form(self, low: str) -> bool:
        """Whether the house's own list has exactly ``low``; ``is_house`` knows other forms of known words too."""
        return _plain(low) in self._house_forms

    def begins_form(self, beginning: str) -> bool:
        """Whether a word that ``has_form`` knows begins so."""
        low = _plain(beginning)
        at = bisect_left(self._sorted_forms, low)
        return at < len(self._sorted_forms) and self._sorted_forms[at].startswith(low)

    def commonness(self, word: str) -> float:
        """How often letters use ``word``: a natural logarithm, about 3 for one hardly ever used, 17 for «и»."""
        return log(self._common(word.lower()) + _FEW)

    @cached_property
    def _sorted_forms(self) -> list[str]:
        return sorted(self._house_forms)

    @cached_property
    def _new_stems(self) -> frozenset[str]:
        return frozenset(_NEW_ENDING.sub("", word) for word in self._reported if not morph.is_known(word))

    def _is_reported(self, word: str) -> bool:
        """Whether a list has ``word`` in some form; of a word that no dictionary knows by its stem."""
        low = _plain(word)
        for parse in morph.parses(low):
            lemma = _plain(parse.normal_form).removesuffix("ся")
            # A guess at the lemma of an unknown word may be wrong: «службыы» is no form of «служба».
            if lemma in self._reported and (parse.is_known or not morph.is_known(lemma) or lemma.endswith("ировать")):
                return True
        return any(low[:at] in self._new_stems for at in range(max(_SHORT_STEM, len(low) - _LONG_ENDING), len(low) + 1))

    def is_unlikely(self, word: str) -> bool:
        """Whether ``word`` is on the house's list of words that no letter uses."""
        return _plain(word) in self._unlikely

    def is_unusual(self, word: str) -> bool:
        """Whether the dictionary has lower-case ``word`` only as a name or only as a word that no letter uses."""
        return self.is_unlikely(word) or self._unusual(word)

    def _is_odd(self, word: str) -> bool:
        readings = [parse.tag.grammemes for parse in morph.known_parses(word)]
        if not readings or self.is_house(word) or self._is_reported(word):
            return False
        return all(tags & _NAME_TAGS for tags in readings) or all(tags & _UNUSUAL_TAGS for tags in readings)

    def _occurrences(self, low: str) -> int:
        if self.is_unlikely(low):
            return 0
        count = occurrences(low)
        readings = [parse.tag.grammemes for parse in morph.known_parses(low)]
        if any("VERB" in tags and tags & _IN_LETTERS for tags in readings):
            count *= _IN_PERSON
        return max(count, _OF_HOUSE) if self.is_house(low) or any(tags & _CLOSED for tags in readings) else count

    def _looks_known(self, low: str) -> bool:
        if "ё" in low and low in self._dotted:
            return True
        if "ё" in low and not morph.is_known(low) and morph.is_known(_plain(low)):
            return False  # «дёрево»: the dots stand on the wrong letter
        if morph.is_known(low) or self.is_house(low) or self._is_reported(low):
            return True
        if is_formed(low, self._is_common):
            return True
        return "-" in low and all(self.knows_half(half) for half in low.split("-"))

    def _is_common(self, rest: str) -> bool:
        """Whether letters use the noun: «спец» and a rare one make up too many misprints."""
        return self.is_house(rest) or self.commonness(rest) >= _COMMON_NOUN

    def knows_half(self, half: str) -> bool:
        """Whether ``half`` may be a part of a hyphenated word: a word, a short one or a stem («дежурно-»)."""
        if len(half) < 3 or half.lower() in _HALVES_OF_PLACES or self.knows(half):
            return True
        joined = _JOINED_STEM.fullmatch(half)  # «технико-»: a stem and a joining vowel
        return joined is not None and any(morph.is_known(joined["stem"] + end) for end in _STEM_ENDS)


def load_lexicon(words: Path | WordLists) -> Lexicon:
    """The word lists ``words``, or those of the rules in that folder.

    Raises RuleError ``words.bad-line`` (``text``) with the line that is no word.
    """
    lists = words if isinstance(words, WordLists) else WordLists(words / "words")
    reported = [word for each in REPORTED for word in _words_of_list(lists.file(each))]
    return Lexicon(
        listed_words(lists.file(DICTIONARY)),
        listed_mistakes(lists.file(MISTAKEN)),
        listed_words(lists.file(UNLIKELY)),
        reported,
    )


def listed_mistakes(path: WordList) -> dict[str, str]:
    """Lines «wrong = right»; raises RuleError ``words.bad-line``."""
    mistaken = {}
    for number, line in _lines(path):
        wrong, equals, right = (piece.strip() for piece in line.partition("="))
        if not (equals and all(map(_WORD.fullmatch, wrong.split(" "))) and right):
            raise RuleError("words.bad-line", file=str(path), line=number, text=line)
        mistaken[wrong] = right
    return mistaken


def listed_words(path: WordList) -> list[str]:
    """A word a line; raises RuleError ``words.bad-line``."""
    found = []
    for number, line in _lines(path):
        if not _WORD.fullmatch(line):
            raise RuleError("words.bad-line", file=str(path), line=number, text=line)
        found.append(line)
    return found


def _words_of_list(path: WordList) -> Iterator[str]:
    """The words that a list of a rule reports: what stands before «=» and «:» (letterkit.checks.word_list)."""
    for line in words_text(path).splitlines() if not isinstance(path, Path) or path.exists() else ():
        if line[:1].strip():
            yield from _WORD.findall(re.split(r"[=:#]", line, maxsplit=1)[0])


def _forms(word: str) -> Iterator[str]:
    """``word`` and, where the dictionary has to guess it, the forms that it takes by analogy."""
    yield word
    same = [parse for parse in morph.parses(word.lower()) if _plain(parse.normal_form) == _plain(word)]
    named = [parse for parse in same if parse.tag.POS in _NAMING]
    if named and not morph.is_known(word):
        yield from (form.word for form in morph.lexeme(named[0]))
    elif word[0].isupper() and word[-1] in _FEMININE:  # «Сусуя», which pymorphy3 takes for a gerund
        yield from (word[:-1] + ending for ending in _FEMININE[word[-1]])


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def _lines(path: WordList) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(words_text(path).splitlines(), 1):
        bare = line.partition("#")[0].strip()
        if bare:
            yield number, bare
