"""A line of the printed letter is led back to the paragraph that was typed."""

from dataclasses import dataclass

from webui.letters.paragraphs import paragraph_of, paragraphs


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
