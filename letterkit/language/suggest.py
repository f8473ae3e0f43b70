"""What a mistyped word was meant to be: the likeliest first.

A slip that Russian writers make (о for а, one н for two, ш
for щ, a lost soft sign, two letters swapped) costs less than another, and a common word
comes before a rare one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from letterkit.language.edit_distance import (
    in_case_of,
    likeness,
    slight_edits,
    slight_slips,
    slips,
    sound_variants,
    stutters,
)
from letterkit.language.known_tree import KnownTree
from letterkit.language.lexicon import Lexicon
from letterkit.russian import morph
from letterkit.russian.vectors import vectors

MOST = 5
LONGEST = 40
"""Letters of a word that anything is suggested for: the longest words of letters have some thirty."""

_ODD_TAGS = frozenset("Arch Infr Dist Erro Slng V-ey V-oy V-ej V-be V-bi V-ie V-sh V-en voct".split())
_NAME_TAGS = frozenset("Name Surn Patr Geox Orgn Trad".split())
_FARTHEST = 2.4  # likeness: of another word altogether
# In natural logarithms: what a slip, a word split in two and a word that is only a name or out of use speak against.
_SLIP, _FAR, _SLIGHT, _TWO_WORDS, _ODD = 3.5, 2.0, 3.0, 2.0, 4.0
_SLIGHT_SLIP = 0.5  # likeness: a letter doubled, two swapped, a vowel for its neighbour
_SHORT = 3
# Letters of an ending that looks like a word, and how common a word of so few must be, one of three above all.
_ENDING, _PIECE, _SHORT_PIECE = 6, 7.0, 11.0
_LONG, _BEGINNING = 8, 3  # letters of a word of which some may be left out, and of its beginning
_IN_USE = 2_000  # times in a billion words of news
_SHORT_WORDS = frozenset(
    "не ни но на по во до за из от об со ко бы же ли то и а о в с к у для при под над без или что как его её их вы вас "
    "вам мы они это эту все всё том так про был где".split()
)


def suggestions(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """At most five words for mistyped ``word``, in its letter case."""
    if len(word) > LONGEST:
        return ()
    low = word.lower()
    worth = {}
    for guess in dict.fromkeys(in_case_of(word, near) for near in _near(low, lexicon)):
        slip = likeness(low, guess.lower())
        if slip <= _FARTHEST and _is_whole(guess, lexicon):
            worth[guess] = _worth(guess, lexicon) - _SLIP * slip
    return tuple(sorted(worth, key=lambda guess: -worth[guess]))[:MOST]


def evidence(word: str, meant: Iterable[str], lexicon: Lexicon) -> float:
    """What speaks for a slip: how common the commonest of ``meant`` is, and how near to ``word``."""
    return max(
        (_worth(guess, lexicon) + _nearness(likeness(word.lower(), guess.lower())) for guess in meant), default=0.0
    )


def _nearness(slip: float) -> float:
    return _SLIGHT if slip <= _SLIGHT_SLIP else -_FAR * max(0.0, slip - 1)


@lru_cache(maxsize=4096)
def _near(low: str, lexicon: Lexicon) -> tuple[str, ...]:
    """As ``_nearest``; a slip is asked about by every rule that minds slips."""
    return tuple(_nearest(low, lexicon))


def _nearest(low: str, lexicon: Lexicon) -> Iterator[str]:
    """Known words one edit or one syllable away, or two edits that cost little; two words with the blank lost."""
    is_known, tree = morph.analyser().word_is_known, KnownTree(lexicon)
    near = set(tree.one_slip_from(low, slips))
    for once in set(slight_edits(low)):
        near.update(tree.one_slip_from(once, slight_slips))
    near.update(each for each in (*sound_variants(low), *stutters(low)) if is_known(each) or lexicon.has_form(each))
    near.update(_longer(low))
    yield from sorted(near - {low})
    for at in range(1, len(low)):
        if low[:at] in _SHORT_WORDS or (at > _SHORT and len(low) - at >= _SHORT):
            if is_known(low[:at]) and is_known(low[at:]):
                yield f"{low[:at]} {low[at:]}"


def _longer(low: str) -> Iterator[str]:
    """«адмистрацию», «собственикв»: words in use that have lost two letters anywhere or three in one place."""
    if len(low) < _LONG:
        return
    for word in _frequent().get(low[:_BEGINNING], "").split():
        if len(word) - len(low) in (2, 3) and _is_left_of(word, low) and morph.is_known(word):
            yield word


def _is_left_of(word: str, low: str) -> bool:
    if len(word) - len(low) == 2:
        rest = iter(word)
        return all(letter in rest for letter in low)
    return any(word.startswith(low[:at]) and word.endswith(low[at:]) for at in range(_BEGINNING, len(low) - 2))


@cache
def _frequent() -> dict[str, str]:
    """Long words in use by their first letters, with a space between two."""
    found: dict[str, list[str]] = defaultdict(list)
    for word, count in vectors().items():
        if count >= _IN_USE and len(word) > _LONG:
            found[word[:_BEGINNING]].append(word)
    return {beginning: " ".join(words) for beginning, words in found.items()}


def _is_whole(guess: str, lexicon: Lexicon) -> bool:
    """«замен ют», «зам главами»: an ending cut off is no word; only a short word of its own may stand alone."""
    parts = guess.split()
    if any(lexicon.is_unlikely(part) or lexicon.right_for(part) for part in parts):
        return False
    first, *others = parts
    return not others or (
        all(lexicon.knows(part) for part in parts)
        and all(part.lower() in _SHORT_WORDS or _stands_alone(part, lexicon) for part in parts)
        and not _is_compound(first, others[-1])
    )


def _stands_alone(part: str, lexicon: Lexicon) -> bool:
    """Whether it is a word rather than the end of another: «администрируем ого», «усынови тельных», «хлора тор»."""
    needed = _PIECE if len(part) > _SHORT else _SHORT_PIECE
    return len(part) >= _SHORT and (len(part) > _ENDING or lexicon.commonness(part) >= needed)


def _is_compound(first: str, last: str) -> bool:
    """«корона вирусной», «сингл тоном»: a noun before what does not hang on it is one new word rather than two."""
    if not any({"NOUN", "nomn"} <= parse.tag.grammemes for parse in morph.parses(first)):
        return False
    readings = [parse.tag for parse in morph.parses(last)]
    return all(tag.POS == "ADJF" or (tag.POS == "NOUN" and tag.case != "gent") for tag in readings)


def _worth(guess: str, lexicon: Lexicon) -> float:
    """How common a guess is; one of two words is no commoner than the rarer."""
    if " " in guess:
        return min(_worth(part, lexicon) for part in guess.split()) - _TWO_WORDS
    readings = [parse.tag.grammemes for parse in morph.known_parses(guess)]
    is_odd = bool(readings) and (
        all(tags & _ODD_TAGS for tags in readings)
        or (guess.islower() and all(tags & _NAME_TAGS for tags in readings) and not lexicon.is_house(guess))
    )
    return lexicon.commonness(guess) - _ODD * is_odd
