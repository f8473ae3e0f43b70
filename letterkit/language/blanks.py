"""Blanks lost and put in where dictionaries see nothing: «воз духа», «не под твердилась», «работы намосту».

Two words that together make a common one stand side by side only by chance, unless one of them is a word of grammar;
after a preposition the other must then be no word it can govern. A word that news never use, and that is a preposition
and a common word in the case it governs, has lost its blank.
"""

import re
from functools import lru_cache

from letterkit.language.lexicon import Lexicon
from letterkit.language.ties import cases_after, standard_case
from letterkit.russian import morph
from letterkit.russian.vectors import occurrences

_COMMON = 7.5  # natural logarithm (Lexicon.commonness): some 2,000 times in a billion words
_RARER = 1.5  # the whole may be so much rarer than the rarer of its pieces
_SHORTEST_LEFT = 4  # letters of what stands after a preposition grown to it
_HARDLY_USED = 200  # times in a billion words of news
_UNDER = ("ablt", "accs")
# «доочистка», «залетевший»: words that a prefix makes of verbs and their nouns, used or not.
_NEW_WORD = re.compile(
    r"(?:ни|ти)(?:е|я|ю|ем|и|й|ям|ями|ях)$|(?:к[аиуеой]{1,2}|ок|кам|ками|ках)$|(?:вш|ем|им|нн|ющ|ящ|ущ|ащ)[а-яё]{2,3}(?:ся)?$"
)
# «год и место рождения»: said of people as often as the one word is of oil.
_TWO_ALL_THE_SAME = frozenset({("место", "рождения"), ("местом", "рождения"), ("месту", "рождения")})
_GRAMMAR = frozenset("PREP CONJ PRCL NPRO ADVB NUMR PRED COMP".split())
_UNGOVERNED = frozenset("VERB INFN GRND PRTS ADJS".split())
_NOMINAL = frozenset("NOUN ADJF PRTF NPRO NUMR".split())
# Words of grammar by the dictionary that letters hardly use: as pieces they are none.
_BOOKISH = frozenset("пред воз обо ото ась ого чай ан де мол".split())
# «пере», «авто», «поли»: first halves of words, which the dictionary has as rare nouns too.
_FIRST_HALVES = frozenset("пере авто поли комби анти гидро теле фото меж сверх".split())


@lru_cache(maxsize=4096)
def makes_one(first: str, second: str, lexicon: Lexicon) -> bool:
    """Whether the two known words, in lower case, are one common word torn in two."""
    whole = first + second
    if (first, second) in _TWO_ALL_THE_SAME:
        return False
    if second == "те" and _is_order(first) and _is_order(whole):
        return True  # «сообщи те нам»: nobody is told «сообщи» in a letter
    if min(len(first), len(second)) < 2 or not morph.is_known(whole):
        return False
    common = lexicon.commonness(whole)
    if first not in _FIRST_HALVES:
        if common < _COMMON:
            return False
        preposition = "PREP" in _parts(first) and first not in _BOOKISH
        if preposition:
            return _cannot_govern(first, second)
        if _is_grammar(first) or _is_grammar(second):
            return False
    return common + _RARER >= min(lexicon.commonness(first), lexicon.commonness(second))


@lru_cache(maxsize=4096)
def two_in_one(word: str, lexicon: Lexicon) -> str | None:
    """«намосту» → «на мосту»: a word that hardly anybody uses for a preposition and its noun.

    A form seldom met of a word in use, «вскрытой», has lost nothing.
    """
    if occurrences(word) > _HARDLY_USED or _NEW_WORD.search(word):
        return None
    if any(occurrences(str(reading.normal_form)) > _HARDLY_USED for reading in morph.known_parses(word)):
        return None
    for at in range(1, min(5, len(word) - _SHORTEST_LEFT + 1)):
        first, second = word[:at], word[at:]
        cases = _UNDER if first == "под" else cases_after(first)
        if cases and lexicon.commonness(second) >= _COMMON and _is_governed(second, cases):
            return None if lexicon.is_house(word) else f"{first} {second}"
    return None


def _cannot_govern(preposition: str, word: str) -> bool:
    """Whether ``word`` cannot stand after ``preposition``: a verb, or a noun in another case."""
    parts = _parts(word)
    if parts <= _UNGOVERNED:
        return True
    cases = cases_after(preposition)
    return bool(cases) and parts <= _NOMINAL and not _is_governed(word, cases)


def _is_governed(word: str, cases: tuple[str, ...]) -> bool:
    return any(
        reading.is_known and reading.tag.POS in _NOMINAL and standard_case(reading) in cases
        for reading in morph.parses(word)
    )


def _is_grammar(word: str) -> bool:
    return word not in _BOOKISH and not _GRAMMAR.isdisjoint(_parts(word))


def _is_order(word: str) -> bool:
    return any("impr" in reading.tag for reading in morph.parses(word) if reading.is_known)


def _parts(word: str) -> frozenset[str]:
    return frozenset(str(reading.tag.POS) for reading in morph.parses(word) if reading.is_known)
