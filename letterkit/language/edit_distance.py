"""Words a slip of the pen apart, and how likely the slip is: one that Russian writers make costs less than another."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import combinations, product

from letterkit.core.lru_cache import WORDS_KEPT

Slip = tuple[str, int]
"""What is put in, and how many letters it takes the place of."""
Slips = Callable[[str, int], Iterator[Slip]]
"""The slips that may be made in a word at a place (0-based, the end of the word too)."""

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_PAIRS = "оа еи ея иы эе уо юу яа яю юе ёо ёе шщ сз тд бп вф гк жш цс чщ чш ьъ ий ео ыо".split()
_ALIKE = {
    letter: "".join(pair.replace(letter, "") for pair in _PAIRS if letter in pair) for letter in set("".join(_PAIRS))
}
_UNSTRESSED = {"о": "а", "а": "о", "е": "ио", "и": "е", "я": "еи"}
_SLIGHT, _SWAP, _LOST, _EXTRA, _OTHER, _FIRST = 0.4, 0.5, 0.8, 0.9, 1.0, 0.4
# Two letters heard as one, or one as two.
_HEARD = tuple(pair.split("/") for pair in "щ/сч щ/зч сч/щ сн/стн стн/сн ц/тс тс/ц чт/шт шн/чн".split())


def slips(word: str, place: int) -> Iterator[Slip]:
    """The letter at ``place`` left out, swapped with the next or taken for another, or one put in before it."""
    if place < len(word):
        yield "", 1
        yield from ((letter, 1) for letter in _LETTERS)
    if place + 1 < len(word):
        yield word[place + 1] + word[place], 2
    yield from ((letter, 0) for letter in _LETTERS)


def slight_slips(word: str, place: int) -> Iterator[Slip]:
    """The letter at ``place`` doubled; one of two alike, or a ь, taken away."""
    letter = word[place : place + 1]
    if letter:
        yield letter, 0
    if letter == "ь" or (letter and word[place + 1 : place + 2] == letter):
        yield "", 1


def edits(word: str) -> set[str]:
    """Every string one of ``slips`` away from ``word``; most are no words."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    found = {left + right[1:] for left, right in cuts if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    found |= {left + letter + right for left, right in cuts for letter in _LETTERS}
    return found - {word}


def slight_edits(word: str) -> Iterator[str]:
    """``word`` with one of ``slight_slips``."""
    for place in range(len(word)):
        for put, taken in slight_slips(word, place):
            yield word[:place] + put + word[place + taken :]


def sound_variants(word: str) -> Iterator[str]:
    """``word`` with a sound written another way: «счечик» and «щечик»."""
    return (word.replace(one, other, 1) for one, other in _HEARD if one in word)


def misheard(word: str) -> Iterator[str]:
    """``word`` with one or two vowels written as they are not heard: «римент» → «ремент», «ремонт»."""
    vowels = [at for at, letter in enumerate(word) if letter in _UNSTRESSED]
    for many in (1, 2):
        for places in combinations(vowels, many):
            for letters in product(*(_UNSTRESSED[word[at]] for at in places)):
                changed = list(word)
                for at, letter in zip(places, letters, strict=True):
                    changed[at] = letter
                yield "".join(changed)


def stutters(word: str) -> Iterator[str]:
    """``word`` with a syllable written once that was written twice: «перереезд», «недостатктков»."""
    for length in (2, 3):
        for at in range(len(word) - 2 * length + 1):
            if word[at : at + length] == word[at + length : at + 2 * length]:
                yield word[:at] + word[at + length :]


def likeness(wrong: str, right: str) -> float:
    """What it costs to write ``wrong`` for ``right``: about 0.4 for a usual slip, 1 for an odd one."""
    others = (*sound_variants(wrong), *stutters(wrong))
    return min([distance(wrong, right), *(_SLIGHT + distance(other, right) for other in others)])


@lru_cache(maxsize=WORDS_KEPT)
def distance(wrong: str, right: str) -> float:
    """Cost of turning one word into the other (Damerau's distance with cheap slips)."""
    extra, lost = _costs(wrong, _EXTRA), _costs(right, _LOST)
    before: list[float] = []
    row = [0.0]
    for cost in lost:
        row.append(row[-1] + cost)
    for i, letter in enumerate(wrong):
        earlier, before = before, row
        alike = _ALIKE.get(letter, "")
        last = before[0] + extra[i]
        row = [last]
        for j, other in enumerate(right):
            best = before[j] + (0.0 if letter == other else _SLIGHT if other in alike else _OTHER)
            best = min(best, before[j + 1] + extra[i], last + lost[j])
            if i and j and letter == right[j - 1] and wrong[i - 1] == other and letter != other:
                best = min(best, earlier[j - 1] + _SWAP)
            row.append(best)
            last = best
    return row[-1]


@lru_cache(maxsize=WORDS_KEPT)
def _costs(word: str, usual: float) -> tuple[float, ...]:
    """Cost of each letter being too many or too few: small for a double letter and for ь."""
    costs = []
    for place, letter in enumerate(word):
        doubled = (place > 0 and word[place - 1] == letter) or word[place + 1 : place + 2] == letter
        # A first letter is seldom lost.
        costs.append(_SLIGHT if doubled or letter in "ь " else usual if place else usual + _FIRST)
    return tuple(costs)


def in_case_of(word: str, guess: str) -> str:
    """``guess`` with the capital letters of ``word``; «Южно-Сахалинске» has one in each half."""
    if word.isupper() and len(word) > 1:
        return guess.upper()
    shape, halves = word.split("-"), guess.split("-")
    if len(shape) != len(halves):
        shape = [word] + ["а"] * (len(halves) - 1)
    return "-".join(
        half[:1].upper() + half[1:] if like[:1].isupper() else half for like, half in zip(shape, halves, strict=True)
    )
