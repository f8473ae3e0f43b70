"""What is one slip away is sought in a tree of known words: all that is there, and hardly anything that is not."""

import tracemalloc
from unittest.mock import patch

import pytest

from letterkit.language.edit_distance import edits, slips
from letterkit.language.known_tree import KnownTree
from letterkit.language.lexicon import Lexicon
from letterkit.language.suggest import LONGEST, suggestions
from letterkit.russian import morph

HOUSE = Lexicon(["Чехов", "стройнадзор"], {})
_LETTERS_OF_NO_WORD = "ывжщ" * 200
_A_MEGABYTE = 2**20


@pytest.mark.parametrize("word", ["днм", "обрашение", "чехв", "стройнадзо", "ещеё", "зелёнай", "кто-нибуд", "а"])
def test_the_tree_gives_every_known_word_one_slip_away(word: str) -> None:
    known = {each for each in edits(word) if morph.analyser().word_is_known(each) or HOUSE.has_form(each)}

    assert set(KnownTree(HOUSE).one_slip_from(word, slips)) - {word} == known


def test_a_word_that_no_word_begins_like_is_left_after_its_first_letters() -> None:
    asked = []
    tree = KnownTree(HOUSE)
    with patch.object(tree, "_is_known", side_effect=lambda whole: asked.append(whole)):
        assert list(tree.one_slip_from(_LETTERS_OF_NO_WORD[:LONGEST], slips)) == []

    assert len(asked) < 200  # of some 2,700 strings


def test_a_word_longer_than_any_gets_no_suggestions_and_takes_no_memory() -> None:
    suggestions("обрашение", HOUSE)
    tracemalloc.start()
    try:
        assert suggestions(_LETTERS_OF_NO_WORD, HOUSE) == ()
        assert tracemalloc.get_traced_memory()[1] < _A_MEGABYTE
    finally:
        tracemalloc.stop()
