from bench.accuracy.edit import absence, beside, inside, swap
from letterkit.core.letter import Part, Role

TEXT = "Дом старый, но крепкий.\nСад у реки."


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def wrong_words(text: str, faults: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in faults]


def test_swapped_words_are_the_wrong_ones() -> None:
    edit = swap(at("старый"), "стврый")
    assert edit.apply(TEXT) == "Дом стврый, но крепкий.\nСад у реки."
    assert wrong_words(edit.apply(TEXT), edit.faults) == ["стврый"]


def test_only_the_named_part_of_new_words_is_wrong() -> None:
    edit = inside(at("Дом"), "Тот самый дом", "самый")
    assert wrong_words(edit.apply(TEXT), edit.faults) == ["самый"]


def test_a_lost_sign_puts_the_words_beside_it_at_fault() -> None:
    edit = beside(TEXT, at(","), "")
    assert wrong_words(edit.apply(TEXT), edit.faults) == ["старый но"]


def test_words_of_the_next_line_are_not_beside_a_sign() -> None:
    stop = TEXT.index(".\n")
    edit = beside(TEXT, (stop, stop + 1), "..")
    assert wrong_words(edit.apply(TEXT), edit.faults) == ["крепкий.."]


def test_an_absence_has_no_wrong_words() -> None:
    edit = absence(at("\nСад у реки."))
    assert edit.apply(TEXT) == "Дом старый, но крепкий."
    assert edit.faults == ()


def test_what_the_wrong_words_contradict_is_found_where_it_has_moved() -> None:
    before, after = Part(Role.BODY, *at("Дом")), Part(Role.BODY, *at("Сад"))
    edit = swap(at("старый"), "новый, белый")
    for part, words in ((before, "Дом"), (after, "Сад")):
        changed = edit.against(part)
        assert wrong_words(changed.apply(TEXT), changed.faults) == ["новый, белый", words]
    assert edit.against(None) == edit
