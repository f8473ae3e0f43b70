from pathlib import Path

import pytest

from letterkit.language.blanks import makes_one, two_in_one
from letterkit.language.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="module")
def lexicon(rules: Path) -> Lexicon:
    return load_lexicon(rules)


@pytest.mark.parametrize(
    "torn",
    [
        "воз духа",
        "фас ада",
        "массов ого",
        "под твердилась",
        "про дать",
        "про водам",
        "пере планировки",
        "авто бус",
        "сообщи те",
    ],
)
def test_a_word_torn_in_two_words_is_known(torn: str, lexicon: Lexicon) -> None:
    assert makes_one(*torn.split(), lexicon)


@pytest.mark.parametrize(
    "pair",
    [
        "о плате",
        "по временному",
        "место обитания",
        "за границу",
        "на место",
        "под деревьями",
        "так же",
        "раз убирали",
        "место рождения",
    ],
)
def test_two_words_that_make_a_third_stay_two(pair: str, lexicon: Lexicon) -> None:
    assert not makes_one(*pair.split(), lexicon)


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("намосту", "на мосту"),
        ("запять", "за пять"),
        ("поддеревьями", "под деревьями"),
        ("залетевший", None),
        ("поднаём", None),
        ("вскрытой", None),
    ],
)
def test_a_blank_lost_after_a_preposition_is_found(word: str, right: str | None, lexicon: Lexicon) -> None:
    assert two_in_one(word, lexicon) == right
