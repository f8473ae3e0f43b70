"""The keys of two layouts."""

from letterkit.russian.layout import in_russian


def test_latin_keys_give_the_russian_word_on_the_same_keys() -> None:
    assert in_russian("cnhjrf") == "строка"


def test_marks_are_letters_too_and_capitals_stay() -> None:
    assert in_russian("J,ofz") == "Общая"


def test_signs_of_no_letter_give_nothing() -> None:
    assert in_russian("cnhjrf1") is None
    assert in_russian("строка") is None
