from letterkit.russian.vectors import counts, occurrences, vectors


def test_common_words_are_counted_oftener_than_rare_ones() -> None:
    assert occurrences("министерство") > occurrences("эскроу") >= 0


def test_letter_case_and_the_dots_of_yo_do_not_matter() -> None:
    assert occurrences("Дома") == occurrences("дома")
    assert occurrences("счётчик") >= occurrences("счетчик") > 0


def test_what_nobody_writes_has_no_count() -> None:
    assert occurrences("обрашение") == 0
    assert "обрашение" not in counts()


def test_the_vectors_are_loaded_once() -> None:
    assert vectors() is vectors()
