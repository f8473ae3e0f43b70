"""A line of the printed letter is led back to the paragraph that was typed."""

from dataclasses import dataclass

import pytest

from webui.letters.paragraphs import paragraph_of, paragraphs, printed_at, words_of


@dataclass
class Said:
    start: int | None
    excerpt: str
    version_id: int = 1


def test_spaces_dashes_and_signs_of_lists_do_not_hide_a_paragraph() -> None:
    printed = ["МИНИСТЕРСТВО", "Уважаемая Мария Петровна!", "Дом № 10 сдан.", "– до мая;", "1. Когда?"]
    assert paragraphs(printed, "Дом № 10  сдан.\n\n- до мая;\n> 1. Когда?") == {3: 1, 4: 3, 5: 4}


def test_the_same_words_twice_are_two_paragraphs() -> None:
    assert paragraphs(["Да.", "Нет.", "Да."], "Да.\nНет.\nДа.") == {1: 1, 2: 2, 3: 3}


def test_a_remark_moves_with_its_words_to_another_version() -> None:
    assert paragraph_of(Said(4, "два"), 1, "раз\nдва") == 2
    assert paragraph_of(Said(4, "два", version_id=7), 1, "ноль\nраз\nдва") == 3


def test_a_remark_whose_words_are_gone_has_no_place() -> None:
    assert paragraph_of(Said(4, "два", version_id=7), 1, "раз") is None
    assert paragraph_of(Said(None, ""), 1, "раз") is None


def test_the_words_of_a_remark_are_found_inside_their_paragraph() -> None:
    text = "раз\nдва три два"
    assert words_of(Said(12, "два"), 1, text) == (8, 11)
    assert words_of(Said(4, "три", version_id=7), 1, text) == (4, 7)


@pytest.mark.parametrize("said", [Said(4, "два три."), Said(None, ""), Said(0, "пять", version_id=7)])
def test_a_whole_paragraph_and_words_that_are_gone_have_no_place_inside(said: Said) -> None:
    assert words_of(said, 1, "раз\nдва три.") is None


def test_words_that_run_on_end_with_their_paragraph() -> None:
    assert words_of(Said(4, "три\nчетыре"), 1, "два три\nчетыре") == (4, 7)


def test_words_are_found_as_they_were_printed() -> None:
    typed, line = "- дом №  10-й - сдан", "– дом №\u00a010\u2011й – сдан"
    start = typed.index("№")
    place = printed_at(start, typed.index(" - сдан"), typed, line)
    assert place is not None
    assert line[slice(*place)] == "№\u00a010\u2011й"
    assert printed_at(0, 1, typed, line) is None
