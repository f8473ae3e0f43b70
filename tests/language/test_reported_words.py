"""What the lists of foreign words and jargon report is no misspelling besides, and they hide none."""

from pathlib import Path

import pytest

from letterkit.language.lexicon import load_lexicon

LEXICON = load_lexicon(Path(__file__).resolve().parents[2] / "rules")


@pytest.mark.parametrize(
    "word",
    [
        "алерта",
        "мониторится",
        "фидбеками",
        "ямочностью",
        "завоздушивания",
        "опрессовку",
        "колл-центре",
        "льготополучателям",
    ],
)
def test_a_reported_word_is_known_in_any_form(word: str) -> None:
    assert LEXICON.knows(word)
    assert not LEXICON.is_unusual(word)


@pytest.mark.parametrize("word", ["службыы", "жильи", "промыфка", "учавствовать"])
def test_a_misprint_is_not_taken_for_a_form_of_a_listed_word(word: str) -> None:
    assert not LEXICON.knows(word) or LEXICON.right_for(word)
