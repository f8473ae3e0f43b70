"""What a mistyped word was meant to be: the likeliest first.

The engine orders its guesses by letters changed alone. Here a slip that Russian writers make (о for а, one н for two, ш
for щ, a lost soft sign, two letters swapped) costs less than another, and a word of the house comes before a rare one.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from letterkit.proofing.lexicon import Lexicon
from letterkit.russian import morph

MOST = 5
_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ALIKE = frozenset(
    frozenset(pair) for pair in "оа еи ея иы эе уо юу яа яю юе ёо ёе шщ сз тд бп вф гк жш цс чщ чш ьъ ий ео ыо".split()
)
_ODD_TAGS = frozenset("Arch Infr Dist Erro Slng V-ey V-oy V-ej V-be V-bi V-ie V-sh V-en voct".split())
_NAME_TAGS = frozenset("Name Surn Patr Geox Orgn Trad".split())
_SLIGHT, _SWAP, _LOST, _EXTRA, _OTHER = 0.4, 0.5, 0.8, 0.9, 1.0
_NOT_HOUSE, _RARE, _TWO_WORDS, _FIRST = 0.45, 0.6, 0.5, 0.4
# Two letters heard as one, or one as two.
_HEARD = tuple(pair.split("/") for pair in "щ/сч щ/зч сч/щ сн/стн стн/сн ц/тс тс/ц чт/шт шн/чн".split())
_FARTHEST = 2.4
_SHORT_WORDS = frozenset("не ни но на по во до за из от об со ко бы же ли то и а о в с к у".split())


def suggestions(word: str, engine: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    """At most five words for mistyped ``word``, in its letter case; ``engine`` are the guesses to reckon with."""
    low = word.lower()
    guesses = dict.fromkeys(guess for guess in engine if guess.lower() != low)
    guesses.update(dict.fromkeys(in_case_of(word, near) for near in _near(low, lexicon)))
    cost = {guess: _likeness(low, guess.lower()) + _strangeness(guess, lexicon) for guess in guesses}
    return tuple(sorted((guess for guess in guesses if cost[guess] <= _FARTHEST), key=cost.__getitem__))[:MOST]


def closest(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Words of the house one slip away from ``word``, in its letter case."""
    return tuple(in_case_of(word, near) for near in sorted(_near(word.lower(), lexicon)) if lexicon.is_house(near))


def _near(low: str, lexicon: Lexicon) -> Iterator[str]:
    """Known words one edit away, or two edits that cost little."""
    analyser = morph.analyser()
    slight = {twice for once in _slight_edits(low) for twice in _slight_edits(once)}
    for guess in sorted((_edits(low) | slight) - {low}):
        if analyser.word_is_known(guess) or ("-" in guess and lexicon.is_house(guess)):
            yield guess


def _edits(word: str) -> set[str]:
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    edits = {left + right[1:] for left, right in cuts if right}
    edits |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    edits |= {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    edits |= {left + letter + right for left, right in cuts for letter in _LETTERS}
    edits.update(_heard(word))
    return edits - {word}


def _slight_edits(word: str) -> Iterator[str]:
    """``word`` with a letter doubled, one of two alike or a ь taken away."""
    for place, letter in enumerate(word):
        yield word[:place] + letter + word[place:]
        if letter == "ь" or word[place + 1 : place + 2] == letter:
            yield word[:place] + word[place + 1 :]


def _heard(word: str) -> Iterator[str]:
    return (word.replace(one, other, 1) for one, other in _HEARD if one in word)


def _likeness(wrong: str, right: str) -> float:
    return min([_distance(wrong, right), *(_SLIGHT + _distance(heard, right) for heard in _heard(wrong))])


def _strangeness(guess: str, lexicon: Lexicon) -> float:
    """What a guess costs for being a word that letters seldom use."""
    if " " in guess:
        parts = guess.split()
        # «замен ют»: the engine cuts off endings; only a short word of its own may stand alone.
        whole = all(lexicon.knows(part) and (len(part) > 2 or part.lower() in _SHORT_WORDS) for part in parts)
        if not whole:
            return _FARTHEST
        usual = _TWO_WORDS if any(part.lower() in _SHORT_WORDS for part in parts) else _TWO_WORDS + _RARE
        return usual + max(_strangeness(part, lexicon) for part in parts)
    if lexicon.is_unlikely(guess) or lexicon.right_for(guess):
        return _FARTHEST
    readings = [parse.tag.grammemes for parse in morph.parses(guess) if parse.is_known]
    if readings and all(tags & _ODD_TAGS for tags in readings):
        return _NOT_HOUSE + _RARE
    if lexicon.is_house(guess):
        return 0.0
    return _NOT_HOUSE if any(not tags & _NAME_TAGS for tags in readings) else _NOT_HOUSE + _RARE


@lru_cache(maxsize=20_000)
def _distance(wrong: str, right: str) -> float:
    """Cost of turning one word into the other (Damerau's distance with cheap slips)."""
    before: list[float] = []
    row = [0.0]
    for j in range(len(right)):
        row.append(row[j] + _cost(right, j, _LOST))
    for i, letter in enumerate(wrong):
        earlier, before = before, row
        row = [before[0] + _cost(wrong, i, _EXTRA)]
        for j, other in enumerate(right):
            best = min(
                before[j] + _exchange(letter, other),
                before[j + 1] + _cost(wrong, i, _EXTRA),
                row[j] + _cost(right, j, _LOST),
            )
            if i and j and letter == right[j - 1] and wrong[i - 1] == other and letter != other:
                best = min(best, earlier[j - 1] + _SWAP)
            row.append(best)
    return row[-1]


def _cost(word: str, place: int, usual: float) -> float:
    """Cost of a letter too many or too few: small for a double letter and for ь."""
    letter = word[place]
    doubled = (place > 0 and word[place - 1] == letter) or word[place + 1 : place + 2] == letter
    if doubled or letter in "ь ":
        return _SLIGHT
    return usual if place else usual + _FIRST  # a first letter is seldom lost


def _exchange(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return _SLIGHT if frozenset((one, other)) in _ALIKE else _OTHER


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
