"""What is written as one word, with a hyphen or as two: не, ни, -то, также/так же, зато/за то, насчёт/на счёт.

Which way is right is told by the sentence (the tagger); here is where there is a choice at all. Nothing is a list of
cases but the closed classes of grammar: pronouns, prepositions, particles, conjunctions.
"""

from enum import IntEnum
from functools import lru_cache

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph


class Joint(IntEnum):
    """How a word stands to the word after it."""

    APART = 0
    JOINED = 1
    HYPHEN = 2


_BOTH = frozenset((Joint.APART, Joint.JOINED))
HYPHENED = frozenset((Joint.APART, Joint.HYPHEN))
_ONE = frozenset((Joint.APART,))
_PREPOSITIONS = frozenset("в во на за по от ото до из с со к ко без под над при про о об у".split())
_ADVERBIAL = frozenset("ADVB CONJ PREP PRCL PRED".split())
_NEGATED = frozenset("NOUN ADJF ADJS PRTF PRTS ADVB VERB INFN GRND COMP PRED".split())
_PAIRS = {
    first: frozenset(second.split())
    for first, second in (
        ("что", "бы"), ("так", "же"), ("то", "же"), ("за", "то чем"), ("при", "том чем"), ("от", "того чего"),
        ("по", "тому этому чему скольку"), ("не", "смотря сколько"), ("во", "время"), ("как", "будто"), ("тот", "час"),
    )
}  # fmt: skip
_HYPHEN_PAIRS = frozenset({("из", "за"), ("из", "под"), ("все", "таки"), ("так", "таки")})
_INDEFINITE = frozenset("то либо нибудь".split())
_CONDITIONAL = frozenset("бы б же ли ль".split())
ASKING = frozenset(
    "кто кого кому кем ком что чего чему чем как какой какого какому каким каком какая какую какое какие каких какими "
    "где куда откуда когда почему зачем отчего сколько скольких чей чья чье чьи чьего чьему чьих насколько".split()
)
_DENYING = frozenset("далеко вовсе отнюдь ничуть нисколько".split())
_NEGATIVE = ASKING - {"почему", "отчего"}
_SHORTEST_NEGATED = 3  # letters


@lru_cache(maxsize=WORDS_KEPT)
def divide(word: str) -> tuple[str, str, Joint] | None:
    """The halves of ``word`` (in small letters, е for ё), where it might be written as two; None for any other."""
    first, hyphen, second = word.partition("-")
    if hyphen:
        if "-" in second or not second:
            return None
        return (first, second, Joint.HYPHEN) if len(joints(first, second)) > 1 else None
    for length in (2, 1, 3, 4):
        first, second = word[:length], word[length:]
        if len(second) > 1 and Joint.JOINED in joints(first, second) and _may_divide(first, second, word):
            return first, second, Joint.JOINED
    return None


def _may_divide(first: str, second: str, word: str) -> bool:
    """A word of the dictionary, or a wrong one whose second half is (ненайден, немог)."""
    return morph.is_known(word) or (first == "не" and morph.is_known(second))


@lru_cache(maxsize=WORDS_KEPT)
def joints(first: str, second: str) -> frozenset[Joint]:
    """How ``first`` and ``second``, neighbours in small letters, are written by somebody, rightly or not."""
    if second in _INDEFINITE and first in ASKING:
        return HYPHENED
    if first == "кое" and second in ASKING:
        return HYPHENED
    if (first, second) in _HYPHEN_PAIRS or second == "таки":
        return HYPHENED
    if first == "что" and second == "бы":
        return frozenset(Joint)
    if second in _CONDITIONAL and first in ASKING:
        return HYPHENED | _BOTH if (first, second) == ("что", "бы") else HYPHENED
    if second in _PAIRS.get(first, ()):
        return _BOTH
    if first == "ни":
        return _BOTH if second in _NEGATIVE else _ONE
    if first == "не":
        if second in _NEGATIVE:
            return _BOTH
        return _BOTH if len(second) >= _SHORTEST_NEGATED and _is_negated(second) else _ONE
    if first == "по" and _is_known_as(f"по-{second}", frozenset(("ADVB",))) and second.endswith(("ому", "ему", "ки")):
        return HYPHENED
    if (
        first in _PREPOSITIONS
        and len(second) > 1
        and _is_known_as(first + second, _ADVERBIAL)
        and morph.is_known(second)
    ):
        return _BOTH
    return _ONE


def _is_negated(second: str) -> bool:
    return any(parse.tag.POS in _NEGATED for parse in morph.known_parses(second))


def _is_known_as(word: str, parts: frozenset[str]) -> bool:
    return any(parse.tag.POS in parts for parse in morph.known_parses(word))


def is_denied(before: str, first: str) -> bool:
    """«далеко не ровный», «отнюдь не полезный»: whether ``before`` makes a «не» after it stand apart."""
    return first == "не" and before in _DENYING


def joint_of_taki(first: str) -> Joint | None:
    """How «таки» is joined to ``first``: with a hyphen after verbs and adverbs, apart after other words.

    None where the word may be either.
    """
    parts = {str(parse.tag.POS) for parse in morph.known_parses(first)}
    if first in ("все", "неужели", "так"):
        return Joint.HYPHEN
    if not parts or {"CONJ", "ADVB"} <= parts:
        return None
    return Joint.HYPHEN if parts & {"VERB", "INFN", "ADVB", "GRND"} else Joint.APART
