"""A word, a gap or a paragraph without end is read in pieces; what a letter may have is read as it stands."""

import re

import pytest

from letterkit.checks.long_runs import LONGEST_GAP, LONGEST_WORD, MOST_WORDS, in_pieces, shorten
from letterkit.core.letter import Part, Role
from letterkit.russian.clean import clean


def pieces(text: str) -> list[str]:
    return [text[part.start : part.end] for part in in_pieces(text, Part(Role.BODY, 0, len(text)))]


def count(text: str) -> int:
    return len(re.findall(r"\w+|[^\w\s]", text))


def test_a_paragraph_that_a_letter_may_have_is_one() -> None:
    text = "Дом отремонтируют в мае. " * (MOST_WORDS // 6)
    assert pieces(text) == [text]


@pytest.mark.parametrize("text", ["(«" * 3000, "дом и сад " * 900, "Дом стоит. " * 900, "дом\n" * 2000, "а-б," * 2000])
def test_a_book_is_read_to_its_last_word_in_pieces_of_no_more_words_than_a_paragraph_has(text: str) -> None:
    made = pieces(text)
    assert max(map(count, made)) <= MOST_WORDS
    assert "".join("".join(made).split()) == "".join(text.split())


def test_a_piece_ends_with_a_line_or_a_sentence_where_there_is_one() -> None:
    assert all(piece.endswith("сад.") for piece in pieces("Дом стоит, а рядом сад. " * 500)[:-1])
    assert all(piece.endswith(" дом") for piece in pieces("Стоит. Вот дом\n" * 500)[:-1])


@pytest.mark.parametrize(
    ("endless", "most"), [("а" * 3000, LONGEST_WORD), (" \n" * 3000, LONGEST_GAP), ("(" * 3000, LONGEST_GAP)]
)
def test_of_an_endless_word_or_gap_only_the_middle_is_left_out(endless: str, most: int) -> None:
    given = f"до\u00adма {endless} сад"
    found = shorten(clean(given))
    assert len(found.text) <= len("дома  сад") + most + 2
    assert found.text.startswith("дома ")
    assert found.span(0, len(found.text)) == (0, len(given))
    assert [given[found.origin[at]] for at in range(-4, -1)] == list("сад")


def test_what_is_left_out_of_a_word_is_known() -> None:
    found = shorten(clean("а" * 3000 + " дом " + " " * 3000 + "сад"))
    assert not found.is_whole(0, LONGEST_WORD)
    word = found.text.index("дом")
    assert found.is_whole(word, word + 3)
    assert found.is_whole(word + 3, found.text.index("сад"))


def test_an_ordinary_letter_is_not_shortened() -> None:
    given = clean("Подпись " + "_" * LONGEST_WORD + " " * LONGEST_GAP + "И.О. Фамильев")
    assert shorten(given) is given
