from letterkit.russian.vectors import numberless, occurrences, vectors


def test_common_words_are_counted_oftener_than_rare_ones() -> None:
    assert occurrences("министерство") > occurrences("эскроу") >= 0


def test_letter_case_and_the_dots_of_yo_do_not_matter() -> None:
    assert occurrences("Дома") == occurrences("дома")
    assert occurrences("счётчик") >= occurrences("счетчик") > 0


def test_what_nobody_writes_has_no_count() -> None:
    assert occurrences("обрашение") == 0
    assert "обрашение" not in vectors()
    assert vectors().get("обрашение") is None


def test_the_vectors_are_loaded_once() -> None:
    assert vectors() is vectors()


def test_numbers_of_several_digits_are_alike_because_the_vectors_have_none() -> None:
    assert numberless(("№", "602", "от", "24.11.2026", "5")) == numberless(("№", "17", "от", "01.02.2003", "5"))
    assert numberless(("5", "этажей", "И-3006")) == ("5", "этажей", "И-3006")
    assert not any(char.isdecimal() for word, _ in vectors().items() for char in word)
