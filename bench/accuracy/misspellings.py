"""Misspellings that people make: a vowel heard for another, н and нн, a letter lost, doubled or hit beside its key."""

import random
from collections.abc import Iterator

_KEYS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_BESIDE = {
    letter: [row[at + step] for step in (-1, 1) if 0 <= at + step < len(row)]
    for row in _KEYS
    for at, letter in enumerate(row)
}
_HEARD = tuple(
    tuple(pair.split("/"))
    for pair in (
        "о/а а/о е/и и/е я/е е/я и/я нн/н н/нн сс/с с/сс лл/л л/лл мм/м пп/п рр/р тт/т кк/к дт/т т/д д/т б/п п/б "
        "з/с с/з г/к к/г ж/ш ш/ж в/ф ф/в ъ/ь ь/ъ ь/ ться/тся тся/ться пре/при при/пре ци/цы цы/ци жи/жы ши/шы "
        "чу/чю щу/щю чо/че шо/ше жо/же ше/шо стн/сн вств/ств здн/зн сч/щ щ/сч раз/рас рас/раз без/бес бес/без "
        "из/ис ого/ово его/ево ы/и и/ы э/е ё/о цо/це це/цо инск/енск енск/инск еньк/иньк оньк/еньк ек/ик ик/ек "
        "ец/иц иц/ец ива/ева ева/ива ова/ева им/ем ем/им енн/инн ющ/ящ ящ/ющ"
    ).split()
)
_HEARD_SHARE = 0.65


def misspellings(word: str, dice: random.Random, most: int) -> Iterator[str]:
    """Up to ``most`` ways to misspell ``word``, others than itself."""
    made: set[str] = {word}
    for _ in range(most * 4):
        if len(made) > most:
            return
        wrong = _mishear(word, dice) if dice.random() < _HEARD_SHARE else _hit(word, dice)
        if wrong and wrong not in made and wrong[0] not in "ьъы":
            made.add(wrong)
            yield wrong


def _mishear(word: str, dice: random.Random) -> str:
    right, wrong = dice.choice([pair for pair in _HEARD if pair[0] in word] or [("", "")])
    places = [at for at in range(len(word)) if right and word.startswith(right, at)]
    if not places:
        return ""
    at = dice.choice(places)
    return word[:at] + wrong + word[at + len(right) :]


def _hit(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word))
    match dice.randrange(5):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case 2:
            return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
        case 3:
            return word[:at] + dice.choice(_BESIDE.get(word[at], [word[at]])) + word[at + 1 :]
    return word[:at] + dice.choice(_BESIDE.get(word[at], [word[at]])) + word[at:]
