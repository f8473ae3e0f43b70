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
    frozenset(pair)
    for pair in "оа еи ея иы эе уо юу яа яю юе ёо ёе шщ сз тд бп вф гк жш цс чщ чш ьъ ий ео".split()
)
_RARE_TAGS = frozenset("Arch Infr Dist Erro Slng Name Surn Patr Geox Orgn Trad V-ey V-oy V-ej V-be V-bi V-ie V-sh V-en voct".split())
_SLIGHT, _SWAP, _LOST, _EXTRA, _OTHER = 0.4, 0.5, 0.8, 0.9, 1.0
_NOT_HOUSE, _RARE, _TWO_WORDS = 0.45, 0.6, 0.5
# Two letters heard as one, or one as two.
_HEARD = (("щ", "сч"), ("щ", "зч"), ("сч", "щ"), ("сн", "стн"), ("стн", "сн"), ("ц", "тс"), ("тс", "ц"), ("чт", "шт"), ("шн", "чн"))
_FARTHEST = 2.4
_SHORT_WORDS = frozenset("не ни но на по во до за из от об со ко бы же ли то и а о в с к у".split())


def suggestions(word: str, engine: Iterable[str], lexicon: Lexicon) -> tuple[str, ...]:
    """At most five words for mistyped ``word``, in its letter case; ``engine`` are the guesses to reckon with."""
    low = word.lower()
    guesses = dict.fromkeys(guess for guess in engine if guess.lower() != low)
    guesses.update(dict.fromkeys(_in_case_of(word, near) for near in _near(low, lexicon)))
    ranked = sorted(
        ((_distance(low, guess.lower()) + _strangeness(guess, lexicon), number, guess) for number, guess in enumerate(guesses)),
    )
    fit = [guess for cost, _, guess in ranked if cost <= _FARTHEST]
    return tuple(dict.fromkeys(fit))[:MOST]


def closest(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Words of the house one slip away from ``word``, in its letter case."""
    return tuple(
        _in_case_of(word, near) for near in sorted(_near(word.lower(), lexicon)) if lexicon.is_house(near)
    )


def _near(low: str, lexicon: Lexicon) -> Iterator[str]:
    """Known words one edit away."""
    analyser = morph.analyser()
    for guess in _edits(low):
        if analyser.word_is_known(guess) or ("-" in guess and lexicon.is_house(guess)):
            yield guess


def _edits(word: str) -> set[str]:
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    edits = {left + right[1:] for left, right in cuts if right}
    edits |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    edits |= {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    edits |= {left + letter + right for left, right in cuts for letter in _LETTERS}
    edits |= {left + right.replace(one, other, 1) for left, right in cuts for one, other in _HEARD if right.startswith(one)}
    return edits - {word}


def _strangeness(guess: str, lexicon: Lexicon) -> float:
    if " " in guess:
        parts = guess.split()
        # «замен ют»: the engine cuts off endings; only a short word of its own may stand alone.
        whole = all(lexicon.knows(part) and (len(part) > 2 or part.lower() in _SHORT_WORDS) for part in parts)
        return _TWO_WORDS + max(_strangeness(part, lexicon) for part in parts) if whole else _FARTHEST
    if lexicon.is_house(guess):
        return 0.0
    readings = [parse.tag.grammemes for parse in morph.parses(guess) if parse.is_known]
    if not readings or all(tags & _RARE_TAGS for tags in readings):
        return _NOT_HOUSE + _RARE
    return _NOT_HOUSE


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
    return _SLIGHT if doubled or letter in "ь " else usual


def _exchange(one: str, other: str) -> float:
    if one == other:
        return 0.0
    return _SLIGHT if frozenset((one, other)) in _ALIKE else _OTHER


def _in_case_of(word: str, guess: str) -> str:
    if word.isupper() and len(word) > 1:
        return guess.upper()
    return guess[:1].upper() + guess[1:] if word[:1].isupper() else guess
